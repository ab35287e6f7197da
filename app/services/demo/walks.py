"""Two walks that nobody walks: one is open, one waits for an owner. Their lines are made up."""

from collections.abc import Sequence
from datetime import timedelta
from math import cos, pi, sin
from typing import Final

from shapely import LineString

from app.core.clock import now, today
from app.core.ids import new_id
from app.extensions import db
from app.models import Dogs, Fit, LandConsent, Owner, Place, Surface, User, Walk, WalkStage
from app.services.walk_lines import draw_walk
from app.services.walk_parts import ClosureFacts, StopFacts, close_yearly, put_stop
from app.services.walk_sections import SectionFacts, split_section, tell_section
from app.services.walks import WalkFacts, propose_walk
from app.spatial.crs import rd_of, wgs84_of

CORNERS: Final = 24
RADIUS_M: Final = 420
OPEN_FOR: Final = timedelta(days=60)
STOPS: Final = (
    ("Brink (voorbeeld)", "Hier staat een oude linde. (voorbeeld)", 0.0),
    ("Poel Hooiveld (voorbeeld)", "In het voorjaar hoor je kikkers. (voorbeeld)", 900.0),
    ("Bosje (voorbeeld)", "Let op de takkenril: hier schuilt de egel. (voorbeeld)", 1700.0),
    ("Knotwilgen (voorbeeld)", "Deze knotten we zelf, in de winter. (voorbeeld)", 2300.0),
)


def make_walks(places: Sequence[Place], maker: User, coordinator: User) -> None:
    """Let one person make two walks around two villages; a coordinator agreed to the first."""
    here, there = [one for one in places if one.lon is not None][:2]
    shown = _walk(here, "Rondje Brink en Es (voorbeeld)", maker)
    _lay(shown, maker)
    _open(shown, maker, coordinator)
    _walk(there, "Rondje Houtwal (voorbeeld)", maker)


def _walk(place: Place, name: str, maker: User) -> Walk:
    facts = WalkFacts(
        name=name,
        place_id=place.id,
        about="Een rondje dat niet bestaat, om te laten zien hoe een ommetje eruitziet. (voorbeeld)",
        start="Bij het dorpshuis (voorbeeld)",
        parking="6 plekken bij het dorpshuis (voorbeeld)",
        bus="Halte Brink, 100 meter lopen (voorbeeld)",
        wheelchair=Fit.NO,
        wheelchair_notes="Er zijn 2 klaphekken en een smal bruggetje. (voorbeeld)",
        buggy=Fit.PARTLY,
        buggy_notes="Het bruggetje is smal. (voorbeeld)",
        dogs=Dogs.LEASH,
        dogs_notes="Er lopen koeien in het land. (voorbeeld)",
        wet_notes="Trek in de winter laarzen aan. (voorbeeld)",
    )
    walk = propose_walk(new_id(), facts, actor=maker)
    db.session.flush()
    draw_walk(walk.id, _ring(place), version=walk.version, actor=maker)
    db.session.flush()
    return walk


def _ring(place: Place) -> LineString:
    """Return a wobbly ring around a village, in WGS84."""
    x, y = rd_of(place.lon or 0, place.lat or 0)
    turns = [2 * pi * corner / CORNERS for corner in range(CORNERS)]
    far = [RADIUS_M * (1 + 0.18 * sin(3 * turn)) for turn in turns]
    spots = [wgs84_of(x + r * cos(turn), y + r * sin(turn)) for r, turn in zip(far, turns, strict=True)]
    return LineString([(round(lon, 6), round(lat, 6)) for lon, lat in [*spots, spots[0]]])


def _lay(walk: Walk, maker: User) -> None:
    """Cut the first walk in three, and tell of each part."""
    for number, point in ((1, 10), (2, 8)):
        split_section(walk.id, number, point, version=walk.version, actor=maker)
        db.session.flush()
    told = (
        SectionFacts(surface=Surface.SAND, owner_kind=Owner.MUNICIPALITY, consent=LandConsent.PUBLIC_ROAD),
        SectionFacts(
            surface=Surface.GRASS,
            wet=True,
            owner_kind=Owner.FARMER,
            owner_name="Boer Voorbeeld",
            consent=LandConsent.GIVEN,
            consent_on=today() - OPEN_FOR,
        ),
        SectionFacts(surface=Surface.PAVED, bike=True, consent=LandConsent.PUBLIC_ROAD),
    )
    for number, facts in enumerate(told, start=1):
        tell_section(walk.id, number, facts, version=walk.version, actor=maker)
        db.session.flush()
    for name, text, along in STOPS:
        stop = StopFacts(name=name, text=text, along_m=along)
        put_stop(walk.id, new_id(), stop, version=walk.version, actor=maker)
        db.session.flush()
    weeks = ClosureFacts(first=(3, 15), last=(7, 1), why="Er broeden dan weidevogels. (voorbeeld)")
    close_yearly(walk.id, new_id(), weeks, version=walk.version, actor=maker)
    db.session.flush()


def _open(walk: Walk, maker: User, coordinator: User) -> None:
    """Open it, not by the use cases: nobody gets mail of what is made up."""
    walk.received_at = now() - OPEN_FOR
    walk.take("publish", actor=coordinator)
    walk.note("open", actor=maker, changes={"stage": [str(walk.stage), str(WalkStage.OPEN)]})
    walk.stage = WalkStage.OPEN
    walk.is_public = walk.public_by_rule()
