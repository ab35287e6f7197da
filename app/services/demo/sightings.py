"""Some thirty sightings of common plants and animals: nothing vulnerable, protected or listed as invasive."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from shapely import Point

from app.core.clock import HOME, now, today
from app.core.ids import digest, new_id
from app.models import Behaviour, Certainty, Element, LifeStage, Origin, Sighting, User
from app.services.demo.cast import NORTH, Stage
from app.services.demo.logs import evening_after
from app.services.demo.pictures import hang
from app.services.demo.shapes import fields_of
from app.services.naming import Naming, follow_sighting
from app.services.sightings import SightingFacts, keep_sighting
from app.spatial.crs import wgs84_of
from app.spatial.shapes import unwrap

FREE: Final = ""  # near a village, not on an element


@dataclass(frozen=True, kw_only=True)
class Example:
    """What is seen each year on this day, on which kind of element, and ``by`` whom: 0 sees the most.

    The desk found the name ``certain``; without that it still waits, and was seen ``days`` ago.
    """

    species: str | None
    when: tuple[int, int] = (1, 1)  # month, day
    on: str = FREE
    by: int = 0
    certain: Certainty | None = Certainty.SURE
    days: int = 0
    scene: str = ""
    notes: str = "(voorbeeld)"
    told: dict[str, Any] = field(default_factory=dict)


FLOWER, FRUIT, ADULT = ({"stage": one} for one in (LifeStage.FLOWER, LifeStage.FRUIT, LifeStage.ADULT))
WILD, PLANTED = {"origin": Origin.WILD}, {"origin": Origin.PLANTED}
FEEDS = ADULT | {"behaviour": Behaviour.FORAGING}
VISIT: Final = (  # one walk along one wooded bank
    Example(
        species="anemone-nemorosa",
        when=(4, 9),
        on="wooded_bank",
        scene="bloem",
        told={"number": 200} | FLOWER,
    ),
    Example(species="stellaria-holostea", when=(4, 9), told=FLOWER),
    Example(species="corylus-avellana", when=(4, 9), told={"number": 6} | WILD),
)
EXAMPLES: Final = (
    Example(
        species="gonepteryx-rhamni", when=(3, 27), on="wooded_bank", scene="vlinder",
        told={"number": 2} | ADULT,
    ),
    Example(species="anthocharis-cardamines", when=(5, 4), on="road_verge", by=1, told={"number": 3} | FEEDS),
    Example(species="favonius-quercus", when=(7, 14), on="tree_lane", by=2, told={"number": 1} | ADULT),
    Example(
        species="bombus-pascuorum", when=(6, 21), on="standard_orchard", by=1,
        told={"number": 12} | FEEDS,
    ),
    Example(
        species="libellula-depressa", when=(5, 24), on="pond_small_historic_water",
        told={"number": 4} | ADULT,
    ),
    Example(species="calopteryx-splendens", when=(6, 13), on="ditch", by=3, told={"number": 7} | ADULT),
    Example(species="caltha-palustris", when=(4, 18), on="ditch", by=2, told=FLOWER),
    Example(
        species="caltha-palustris", when=(4, 25), on="ditch", by=1, told={"absent": True},
        notes="De hele sloot langs gelopen. (voorbeeld)",
    ),
    Example(
        species="campanula-rotundifolia", when=(7, 6), on="road_verge", by=1,
        told={"number": 30} | FLOWER,
    ),
    Example(species="calluna-vulgaris", when=(8, 23), on="heath_patch", told=FLOWER),
    Example(species="betula-pendula", when=(8, 23), on="heath_patch", by=3, told={"number": 9} | WILD),
    Example(species="salix-alba", when=(2, 14), on="pollard_tree", by=2, told={"number": 8} | PLANTED),
    Example(
        species="quercus-robur", when=(10, 11), on="tree_lane", by=1,
        told={"number": 40} | PLANTED | FRUIT,
    ),
    Example(species="alnus-glutinosa", when=(3, 8), on="alder_belt", told={"number": 25} | WILD),
    Example(species="viburnum-opulus", when=(9, 20), on="alder_belt", by=1, scene="bes", told=FRUIT | WILD),
    Example(
        species="sorbus-aucuparia", when=(9, 5), on="wooded_bank", scene="bes",
        told={"number": 3} | FRUIT | WILD,
    ),
    Example(species="rosa-canina", when=(6, 7), on="clipped_hedge", by=1, told={"number": 2} | FLOWER | WILD),
    Example(species="crataegus-monogyna", when=(5, 16), on="clipped_hedge", by=3, told=FLOWER | PLANTED),
    Example(species="lonicera-periclymenum", when=(7, 1), on="small_wood", by=2, told=FLOWER),
    Example(species="polypodium-vulgare", when=(1, 18), on="wooded_bank", by=4, certain=Certainty.LIKELY),
    Example(species="amanita-muscaria", when=(10, 18), on="small_wood", scene="zwam", told={"number": 5}),
    Example(species="boletus-edulis", when=(10, 4), by=4, certain=Certainty.LIKELY, told={"number": 2}),
    Example(
        species="ilex-aquifolium", certain=None, days=2, scene="bes", told={"number": 1} | FRUIT,
        notes="Langs het pad, met veel bessen. (voorbeeld)",
    ),
    Example(species="fistulina-hepatica", certain=None, days=4, by=1, notes="Op een oude eik. (voorbeeld)"),
    Example(
        species=None, certain=None, days=1, by=2, scene="zwam", told={"claim_group": "fungus"},
        notes="Wie weet welke paddenstoel dit is? (voorbeeld)",
    ),
)  # fmt: skip


def make_sightings(elements: Sequence[Element], stage: Stage, *, second: User) -> list[Sighting]:
    """Hand in the examples, most by the first, with whose name one signs in, and some by ``second``.

    What waits is in the north, on one desk.
    """
    people = list(dict.fromkeys((stage.people[0], second, *stage.people)))
    made = [_hand_in(one, people[one.by], stage, _place(one, elements, stage)) for one in EXAMPLES]
    first, *others = VISIT
    begun = _hand_in(first, people[0], stage, _place(first, elements, stage))
    there = {"shape": unwrap(begun.shape), "element_id": begun.element_id, "visit_id": begun.id}
    return [*made, begun, *(_hand_in(one, people[0], stage, there) for one in others)]


def _hand_in(one: Example, author: User, stage: Stage, place: dict[str, Any]) -> Sighting:
    facts = SightingFacts(
        seen_on=_day(one), accuracy_m=8.0, claimed_key=one.species, notes=one.notes, **place, **one.told
    )
    ident, at = new_id(), evening_after(facts.seen_on, stage.dice)
    sighting = keep_sighting(ident, facts, sha256=digest(str(ident)), at=at, actor=author)
    hang(sighting, [each for each in stage.pictures if each.scene == one.scene][:1], at)
    if one.certain is not None:
        _approve(sighting, one.certain, stage)
    return sighting


def _place(one: Example, elements: Sequence[Element], stage: Stage) -> dict[str, Any]:
    """Choose an element of the kind that stood before that day, or a spot near a village."""
    fitting = [each for each in elements if one.on and _fits(each, one.on, _day(one))]
    if fitting:
        element = stage.dice.choice(fitting)
        return {"shape": unwrap(element.shape).representative_point(), "element_id": element.id}
    waits = one.certain is None
    places = [place for place in stage.places if not waits or place.municipality_code in NORTH]
    fields = fields_of(stage.dice.choice(places), stage.dice)
    return {"shape": Point(wgs84_of(*fields.spot(stage.dice)))}


def _approve(sighting: Sighting, certainty: Certainty, stage: Stage) -> None:
    """Let the desk approve it the next day; not by its use case, as nobody gets mail of what is made up."""
    coordinator = stage.coordinators.get(sighting.municipality_code or "", stage.coordinators[NORTH[0]])
    changes = follow_sighting(sighting, Naming(certainty=certainty))
    decision = sighting.take("publish", actor=coordinator, changes=changes)
    decision.at = min(sighting.received_at + timedelta(hours=20), now() - timedelta(minutes=1))


def _day(one: Example) -> date:
    """Return its day of this year, or of last year while that must still come."""
    if one.certain is None:
        return today() - timedelta(days=one.days)
    this = date(today().year, *one.when)
    return this if this < today() else this.replace(year=this.year - 1)


def _fits(element: Element, kind: str, day: date) -> bool:
    """Tell whether it is of the kind, everyone sees it, and it was handed in before that day."""
    known = element.received_at.astimezone(HOME).date() < day
    return element.type.key == kind and element.is_public and not element.is_rough and known
