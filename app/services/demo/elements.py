"""Some four hundred elements around true villages; their names say that they are examples."""

from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final

from shapely.geometry.base import BaseGeometry

from app.core.clock import now
from app.core.ids import digest, new_id
from app.extensions import db
from app.models import AgeClass, Condition, Consent, Element, ElementType, Owner, Place, User
from app.policies.elements import default_visibility
from app.services.demo.cast import Stage
from app.services.demo.pictures import hang, pick
from app.services.demo.shapes import Fields, fields_of, make_shape
from app.services.demo.steps import pick_state, walk
from app.spatial.blur import grid_cell
from app.spatial.shapes import area_m2, length_m, mercator, wgs84

PER_VILLAGE: Final = (4, 7)
FIELDS: Final = (
    *("Westeres", "Oosteres", "Noordes", "Zuideres", "Kampakkers", "Madeveld", "Broekland", "Hoge Kamp"),
    *("Lange Akkers", "Bolakkers", "Stroetmaat", "Veldkamp", "Kerkpad", "Esweg", "Schapendrift"),
    *("Molenakker", "Holtkamp", "Turfweg", "Heidekamp", "Achter de brink"),
)


@dataclass(frozen=True, kw_only=True)
class Sort:
    """How often a kind comes, what people call it, how it is drawn and how large it is, in metres."""

    weight: int
    word: str
    shape: str
    size_m: tuple[float, float] = (0, 0)
    width_m: tuple[int, int] | None = None
    count: tuple[int, int] | None = None


SORTS: Final = {
    "wooded_bank": Sort(weight=9, word="Houtwal", shape="line", size_m=(80, 420), width_m=(3, 9)),
    "alder_belt": Sort(weight=4, word="Elzensingel", shape="line", size_m=(90, 300), width_m=(2, 5)),
    "clipped_hedge": Sort(weight=3, word="Heg", shape="line", size_m=(25, 120), width_m=(1, 2)),
    "tree_lane": Sort(weight=4, word="Laan", shape="line", size_m=(150, 600), width_m=(8, 14)),
    "pollard_tree": Sort(weight=5, word="Knotwilgen", shape="point", count=(3, 18)),
    "standard_orchard": Sort(weight=3, word="Boomgaard", shape="polygon", size_m=(35, 70), count=(10, 40)),
    "pond_small_historic_water": Sort(weight=6, word="Poel", shape="polygon", size_m=(12, 45)),
    "ditch": Sort(weight=4, word="Sloot", shape="line", size_m=(100, 500), width_m=(1, 4)),
    "small_wood": Sort(weight=4, word="Bosje", shape="polygon", size_m=(40, 110)),
    "heath_patch": Sort(weight=3, word="Heideveldje", shape="polygon", size_m=(50, 160)),
    "road_verge": Sort(weight=3, word="Berm", shape="line", size_m=(100, 450), width_m=(2, 5)),
    "village_green": Sort(weight=2, word="Brink", shape="polygon", size_m=(40, 90)),
    "burial_mound": Sort(weight=1, word="Grafheuvel", shape="point"),
    "farmland_footpath": Sort(weight=2, word="Klinkenpad", shape="line", size_m=(200, 800), width_m=(1, 2)),
    "nest_provision": Sort(weight=2, word="Nestkasten", shape="point", count=(2, 10)),
}
OWNERS: Final = {
    Owner.MUNICIPALITY: 6,
    Owner.FARMER: 4,
    Owner.UNKNOWN: 4,
    Owner.PRIVATE: 2,
    Owner.SITE_MANAGER: 2,
    Owner.WATER_BOARD: 1,
}
CONSENTS: Final = {Consent.YES: 7, Consent.UNKNOWN: 4, Consent.ASKED: 1, Consent.NO: 1}
STORY: Final = "Dit is een voorbeeld om de app te leren kennen. Het element bestaat niet echt."


def make_elements(stage: Stage) -> list[Element]:
    """Add the elements of every village whose place is known, with their steps and photos."""
    made, dice = [], stage.dice
    for place in stage.places:
        fields, coordinator = fields_of(place, dice), stage.coordinators[place.municipality_code]
        for _ in range(dice.randint(*PER_VILLAGE)):
            kind = stage.types[dice.choices(list(SORTS), [sort.weight for sort in SORTS.values()])[0]]
            element = _element(kind, place, fields, dice.choice(stage.people), dice)
            at = now() - timedelta(days=dice.uniform(20, 1500))
            walk(element, pick_state(dice), coordinator=coordinator, at=at, stage=stage)
            element.is_public = element.public_by_rule()
            if dice.random() < 0.75:  # noqa: PLR2004 (most have photos)
                hang(element, pick(stage.pictures, kind.family, dice, most=3), element.received_at)
            made.append(element)
    db.session.add_all(made)
    return made


def _element(kind: ElementType, place: Place, fields: Fields, author: User, dice: Random) -> Element:
    sort = SORTS[kind.key]
    roughly = dice.random() < 0.05  # noqa: PLR2004 (a few were told without a map)
    shape = make_shape("point" if roughly else sort.shape, sort.size_m, fields, dice)
    owner = dice.choices(list(OWNERS), list(OWNERS.values()))[0]
    consent = dice.choices(list(CONSENTS), list(CONSENTS.values()))[0]
    name = f"{sort.word} {dice.choice(FIELDS)} (voorbeeld)"
    ident = new_id()
    return Element(
        id=ident,
        author=author,
        envelope_sha256=digest(str(ident)),
        municipality_code=place.municipality_code,
        type=kind,
        place=place,
        name=name,
        title=name,
        owner_kind=owner,
        consent=consent,
        visibility=default_visibility(type_key=kind.key, owner=owner, consent=consent),
        condition=dice.choices([Condition.GOOD, Condition.FAIR, Condition.POOR, None], [5, 4, 2, 1])[0],
        overdue=dice.random() < 0.2,  # noqa: PLR2004 (one in five)
        age=dice.choice(list(AgeClass)),
        story=STORY,
        width_m=dice.randint(*sort.width_m) if sort.width_m and not roughly else None,
        count=dice.randint(*sort.count) if sort.count else None,
        accuracy_m=500 if roughly else None,
        **_measures(shape),
    )


def _measures(shape: BaseGeometry) -> dict[str, object]:
    middle = shape.centroid
    return {
        "shape": wgs84(shape),
        "shape_3857": mercator(shape),
        "length_m": length_m(shape),
        "area_m2": area_m2(shape),
        "square": grid_cell(middle.x, middle.y).name,
    }
