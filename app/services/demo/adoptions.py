"""People and a group that look after elements of the demo; nobody gets mail of what is made up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from app.core.clock import today
from app.core.ids import new_id
from app.extensions import db
from app.models import Adoption, Element, Group, User
from app.services.adoptions import years_on

YEARS: Final = 2
AGO: Final = timedelta(days=120)


def make_adoptions(stands: Sequence[Element], people: Sequence[User], groups: Sequence[Group]) -> None:
    """Let some look after an element each, and a group that was agreed to after the one that follows."""
    *of_people, of_group = stands[: len(people) + 1]
    adopters = [{"person_id": person.id} for person in people[: len(of_people)]]
    adopters += [{"group_id": group.id} for group in groups if group.is_public][:1]
    for element, adopter in zip([*of_people, of_group], adopters, strict=False):
        begun = today() - AGO
        made = Adoption(id=new_id(), element_id=element.id, years=YEARS, from_on=begun, **adopter)
        made.until_on = years_on(begun, YEARS)
        db.session.add(made)
    db.session.flush()
