"""Who may do what with walks, and walks in the world of world.py, by column."""

import uuid
from collections.abc import Callable
from typing import Any

from app.extensions import db
from app.models import User, Walk, WalkStage
from tests.access.keys import owner_keys
from tests.access.tables import EVERYONE, MEMBERS, OWN_WALK, SEEN, WALK_OWNERS
from tests.factories.walks import ROUND, WalkFactory, closure, section, stop

EMMEN = "GM0114"
WALKS = {
    "walks.index": EVERYONE,
    "walks.new": MEMBERS,
    "walks.create": MEMBERS,
    "walks.show": SEEN["walk"],
    "walks.edit": OWN_WALK,
    "walks.update": OWN_WALK,
    "walks.ask_withdrawal": OWN_WALK,
    "walks.withdraw": OWN_WALK,
    "walk_files.gpx": SEEN["walk"],
    "walk_files.geojson": SEEN["walk"],
    "walk_files.poster": SEEN["walk"],
    "walk_files.guide": SEEN["walk"],
    "walk_route.edit": OWN_WALK,
    "walk_route.update": OWN_WALK,
    "walk_consents.new": OWN_WALK,
    "walk_consents.create": OWN_WALK,
    "walk_consents.show": EVERYONE,  # who has the mail has its key
    "walk_consents.update": EVERYONE,
    "walk_consents.withdraw": EVERYONE,
    "walk_parts.new": OWN_WALK,
    "walk_parts.create": OWN_WALK,
    "walk_parts.edit": OWN_WALK,
    "walk_parts.update": OWN_WALK,
    "walk_parts.destroy": OWN_WALK,
    "walk_parts.ask_closure": OWN_WALK,
    "walk_parts.close": OWN_WALK,
    "walk_parts.reopen": OWN_WALK,
    "walk_sections.index": WALK_OWNERS,
    "walk_sections.edit": OWN_WALK,
    "walk_sections.update": OWN_WALK,
    "walk_sections.ask_split": OWN_WALK,
    "walk_sections.split": OWN_WALK,
    "walk_sections.join": OWN_WALK,
    "walk_sections.ask_move": OWN_WALK,
    "walk_sections.take": OWN_WALK,
}

WORDS = (
    "id version name place_id group_id about start parking bus wheelchair wheelchair_notes buggy buggy_notes"
    " dogs dogs_notes wet_notes"
)
WALK_TAKES = {  # what each form may say, of all words that are also columns
    "walks.create": WORDS,
    "walks.update": WORDS,
    "walks.withdraw": "",
    "walk_route.update": "version shape",
    "walk_sections.update": "version surface bike horse wet owner_kind owner_name consent consent_on"
    " consent_note",
    "walk_consents.create": "id version email",
    "walk_consents.update": "answer",
    "walk_consents.withdraw": "",
    "walk_parts.create": "id version name text element_id along_m shape",
    "walk_parts.update": "id version name text element_id along_m shape",
    "walk_parts.destroy": "version",
    "walk_parts.close": "id version why",
    "walk_parts.reopen": "version",
    "walk_sections.split": "version",
    "walk_sections.join": "version",
    "walk_sections.take": "version why",
}


def walk_of(column: str, author: User, **facts: object) -> uuid.UUID:
    """Draw a walk: open where it is published, agreed to but not open yet where it is hidden."""
    stage = WalkStage.OPEN if column == "published" else WalkStage.DRAWN
    code = {"municipality_code": EMMEN} if column == "elsewhere" else {}
    facts = {"stage": stage, "spots": ROUND, **code, **facts}
    facts["sections"] = [section(1, ROUND[:3]), section(2, ROUND[2:])]
    facts |= {"stops": [stop("Brink", 100)], "closures": [closure((3, 15), (7, 1))]}
    return WalkFactory(author=author, is_public=column == "published", **facts).id


def put_walks(
    world: Any, states: dict[str, Any], said: Callable[[str, str], str], mine: User, anna: User
) -> None:
    """Make a walk in each state, and the links of two questions to an owner."""
    world.ids["walk"] = {
        column: walk_of(column, mine if column == "own" else anna, name=said("walk", column), **state)
        for column, state in states.items()
        if column != "gone"
    }
    asked = db.session.get(Walk, world.ids["walk"]["elsewhere"])
    world.plain |= owner_keys(asked.sections[0], anna)
