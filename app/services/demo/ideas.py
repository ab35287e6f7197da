"""Two ideas: one waits for the desk, one is on view and others join in."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import db
from app.models import Element, IdeaJoin, User
from app.services.ideas import IdeaFacts, begin_term, submit_idea

TOLD: Final = (  # title, words, how many days ago, and whether it is on view
    ("Bankje met uitzicht (voorbeeld)", "Hier kun je mooi uitrusten. Dit is een voorbeeld.", 3, False),
    ("Bloemen langs de kant (voorbeeld)", "Zaaien we dit samen in? Dit is een voorbeeld.", 12, True),
)


def make_ideas(stands: Sequence[Element], people: Sequence[User], coordinator: User) -> None:
    """Let two people tell what they would like at what stands; the others join in with the second."""
    near = [one for one in stands if one.is_public and not one.is_rough]
    for person, element, (title, about, days, shown) in zip(people, near, TOLD, strict=False):
        facts = IdeaFacts(element_id=element.id, title=title, about=about)
        idea = submit_idea(new_id(), facts, actor=person)
        idea.received_at = idea.decisions[0].at = now() - timedelta(days=days)
        if not shown:
            continue
        # not by the use case, as nobody gets mail of what is made up
        decision = idea.take("publish", actor=coordinator, changes=begin_term(idea))
        decision.at = idea.received_at + timedelta(days=1)
        db.session.flush()
        db.session.add_all(
            IdeaJoin(idea_id=idea.id, person_id=one.id) for one in people if one.id != person.id
        )
