"""Thirty things of all kinds that wait for one coordinator, and what they press for each."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from app.extensions import db
from app.models import Condition, Consent, Owner, PhotoWrong, Seen, Submission, User, Wish
from tests.factories.corrections import (
    ElementChangeFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
)
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.world import BANK, POND, add_photos

YES, HIDE, THANKS, BLURRED, WHOSE, WHICH_PART = "g", "h", "1g", "2v", "3v", "4v"
NO, WHAT = "Nee, dit is een sloot.", "Wat is er precies veranderd?"  # words of one's own
LONGER = shapely.LineString([*BANK.coords, (6.5660, 52.9975)])
STEPS = {"g": "publish", "h": "publish", "v": "return", "a": "reject"}


@dataclass
class Waiting:
    """The ids of what waits by name, oldest first; and what is pressed for it."""

    ids: dict[str, uuid.UUID]
    keys: dict[str, str]

    def name(self, ident: uuid.UUID) -> str:
        return next(name for name, one in self.ids.items() if one == ident)

    def step(self, name: str) -> str:
        """Return the step that its keys lead to."""
        return {NO: "reject", WHAT: "return"}.get(self.keys[name]) or STEPS[self.keys[name][-1]]


def place(number: int) -> dict[str, Any]:
    """Return what makes an element stand apart from the others."""
    return {"lon": 6.52 + number / 500, "title": f"Poel {number} (voorbeeld)", "name": f"Poel {number}"}


def thirty(anna: User, bram: User) -> Waiting:
    """Build them, and what they are about; their pictures are still to be made."""
    there = [ElementFactory(author=bram, published=True, **place(number)) for number in range(1, 18)]
    for one in (there[5], *there[8:11]):
        add_photos(one, count=1)
    bank = ElementFactory(
        author=bram, published=True, geometry=BANK, type_key="wooded_bank", condition=Condition.POOR,
        title="Houtwal Westeres (voorbeeld)", name="Houtwal Westeres", consent=Consent.ASKED,
    )  # fmt: skip
    items, keys = {}, {}
    for name, pressed, item in [
        *_elements(anna, bram),
        *_work(anna, bram, bank, there),
        *_corrections(anna, bank, there),
        *_about(anna, bram, there),
    ]:
        items[name], keys[name] = item, pressed
    log = MaintenanceLogFactory(author=anna, element=items["with work"])
    items["work with element"], keys["work with element"] = log, YES
    ids = {name: item.id for name, item in items.items()}
    db.session.commit()
    for name in ("poel", "done with photos", "seen the same"):
        add_photos(items[name], count=2)
    return Waiting(ids, keys)


Row = tuple[str, str, Submission]


def _elements(anna: User, bram: User) -> Sequence[Row]:
    mine = {"author": anna}
    return [
        ("asked", WHOSE, ElementFactory(**mine, **place(20), owner_kind=Owner.UNKNOWN)),
        ("poel", YES, ElementFactory(**mine, **place(21))),
        ("bank", THANKS, ElementFactory(
            author=bram, geometry=LONGER, type_key="wooded_bank", title="Houtwal De Es (voorbeeld)")),
        ("pond", YES, ElementFactory(**mine, geometry=POND, title="Poel Brinkveld (voorbeeld)")),
        ("refused", NO, ElementFactory(author=bram, **place(22))),
        ("taken back", BLURRED, ElementFactory(**mine, **place(23))),
        ("lost race", BLURRED, ElementFactory(**mine, **place(24))),
        ("with work", "", ElementFactory(**mine, **place(25))),  # is approved with its work
    ]  # fmt: skip


def _work(anna: User, bram: User, bank: Any, there: list[Any]) -> Sequence[Row]:
    mine, on_bank = {"author": anna}, {"author": bram, "element": bank, "activity_key": "coppicing"}
    return [
        ("done well", THANKS, MaintenanceLogFactory(**on_bank, condition_after=Condition.GOOD)),
        ("done with photos", YES, MaintenanceLogFactory(**mine, element=there[0])),
        ("done partly", WHICH_PART, MaintenanceLogFactory(**mine, element=there[1])),
        ("done by another", NO, MaintenanceLogFactory(author=bram, element=there[2])),
        ("done alone", YES, MaintenanceLogFactory(**mine, element=there[3], people=1)),
        ("done by many", YES, MaintenanceLogFactory(**mine, element=there[3], people=12)),
    ]


def _corrections(anna: User, bank: Any, there: list[Any]) -> Sequence[Row]:
    longer = {"shape": shapely.to_geojson(LONGER)}
    facts = {"author": anna, "why": "Ik woon ernaast."}
    other_name = {"base": {"name": "Poel 5"}, "wanted": {"name": "Poel De Kolk"}}
    story = {"base": {"story": ""}, "wanted": {"story": "Hier waste men de was."}}
    refused = {"base": {"name": "Poel 13"}, "wanted": {"name": "Sloot"}}
    return [
        ("longer", YES, ElementChangeFactory(
            **facts, element=bank, base={"shape": shapely.to_geojson(BANK)}, wanted=longer)),
        ("other name", THANKS, ElementChangeFactory(**facts, element=there[4], **other_name)),
        ("story", YES, ElementChangeFactory(**facts, element=there[11], **story)),
        ("wrong name", NO, ElementChangeFactory(**facts, element=there[12], **refused)),
    ]  # fmt: skip


def _about(anna: User, bram: User, there: list[Any]) -> Sequence[Row]:
    mine, photo = {"author": anna}, [one.photos[0] for one in there[8:11]]
    return [
        ("seen the same", YES, PresenceCheckFactory(**mine, element=there[13])),
        ("seen gone", YES, PresenceCheckFactory(author=bram, element=there[14], seen=Seen.GONE)),
        ("not visible", YES, PresenceCheckFactory(**mine, element=there[15], seen=Seen.NOT_VISIBLE)),
        ("seen changed", WHAT, PresenceCheckFactory(**mine, element=there[0], seen=Seen.CHANGED)),
        ("hide me", HIDE, GroundClaimFactory(**mine, element=there[16], wish=Wish.HIDE)),
        ("hide photos", YES, GroundClaimFactory(**mine, element=there[5], wish=Wish.HIDE_PHOTOS)),
        ("keep", THANKS, GroundClaimFactory(author=bram, element=there[6], wish=Wish.KEEP)),
        ("talk", YES, GroundClaimFactory(**mine, element=there[7], wish=Wish.TALK)),
        ("someone on it", YES, PhotoReportFactory(**mine, element=there[8], photo=photo[0])),
        ("elsewhere", THANKS, PhotoReportFactory(
            **mine, element=there[9], photo=photo[1], wrong=PhotoWrong.OTHER_PLACE, urgency=1)),
        ("nothing wrong", NO, PhotoReportFactory(
            author=bram, element=there[10], photo=photo[2], wrong=PhotoWrong.OTHER, notes="Niet mooi.")),
    ]  # fmt: skip
