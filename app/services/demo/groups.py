"""Groups of residents that do not exist: two were agreed to, one waits for the desk."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from app.core.clock import now, today
from app.core.ids import new_id
from app.extensions import db
from app.models import Group, GroupKind, Hands, HelpCall, Joining, Membership, Part, User
from app.services.demo.cast import NORTH, Stage
from app.services.group_start import begin_group
from app.services.groups import GroupFacts, ask_group
from app.services.publication import show_or_hide

SATURDAY: Final = 6
MARK: Final = "(voorbeeld)"
TOLD: Final = (  # name, kind, how one joins, what it cares for, how many joined; None: it waits
    (
        "Groen om het dorp",
        GroupKind.VILLAGE,
        Joining.OPEN,
        "Wij knotten in de winter de wilgen en houden twee poelen open. Na afloop is er soep.",
        4,
    ),
    (
        "De Takkenploeg",
        GroupKind.CREW,
        Joining.REQUEST,
        "Wij helpen waar het nodig is: afzetten, takkenrillen maken en hekken herstellen.",
        2,
    ),
    (
        "School in de singel",
        GroupKind.SCHOOL,
        Joining.INVITATION,
        "Met groep 7 en 8 zorgen wij voor de singel naast de school.",
        None,
    ),
)


def make_groups(stage: Stage, coordinator: User) -> Sequence[Group]:
    """Let people ask for groups in the north, each in another village, and others join what was agreed to."""
    places = [one for one in stage.places if one.municipality_code in NORTH]
    made = []
    for number, (name, kind, joining, about, joined) in enumerate(TOLD):
        asker = stage.people[2 * number]
        facts = GroupFacts(
            name=f"{name} {MARK}",
            group_kind=kind,
            place_id=places[5 * number].id,
            about=f"{about} {MARK}",
            joining=joining,
            contact=f"Elke eerste zaterdag bij het dorpshuis {MARK}",
        )
        group = ask_group(new_id(), facts, actor=asker)
        group.received_at = group.decisions[0].at = now() - timedelta(days=90 - 30 * number)
        if joined is not None:
            _agree(group, coordinator, [one for one in stage.people if one is not asker][:joined])
        made.append(group)
    return made


def _agree(group: Group, coordinator: User, joined: Sequence[User]) -> None:
    """Take the desk's step; not by its use case, as nobody gets mail of what is made up."""
    at = group.received_at + timedelta(days=2)
    begin_group(group)
    db.session.flush()
    for first in group.memberships:
        first.since = at
    group.take("publish", actor=coordinator).at = at
    show_or_hide(group)
    for days, person in enumerate(joined, start=3):
        since = at + timedelta(days=days)
        db.session.add(Membership(group_id=group.id, person_id=person.id, part=Part.MEMBER, since=since))
    called = HelpCall(id=new_id(), group_id=group.id, made_by_id=group.author_id, hands=Hands.OUTDOORS)
    called.words = f"Wie helpt er mee met takken slepen? {MARK}"
    called.until, called.weekday, called.minutes = today() + timedelta(days=40), SATURDAY, 180
    db.session.add(called)
    db.session.flush()
