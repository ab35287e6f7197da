"""Walks; by default Anna's idea for a walk near Assen. ``spots`` draws it, as one section."""

from typing import Any

import factory
import shapely

from app import models
from app.core.ids import new_id
from app.models import State
from app.spatial.shapes import wgs84
from app.spatial.walk_lines import metres_of, point_at, runs_how
from tests.factories.elements import SubmissionFactory, place_named

ROUND = ((6.5600, 52.9960), (6.5660, 52.9960), (6.5660, 52.9990), (6.5600, 52.9990), (6.5600, 52.9961))


def section(position: int, spots: Any, **facts: Any) -> models.WalkSection:
    """Make a section of a line through spots (longitude, latitude); a public road unless told otherwise."""
    line = shapely.LineString(spots)
    facts.setdefault("consent", models.LandConsent.PUBLIC_ROAD)
    return models.WalkSection(position=position, shape=wgs84(line), length_m=metres_of(line), **facts)


def stop(name: str, along_m: float, **facts: Any) -> models.WalkStop:
    """Make a stop so many metres along ROUND."""
    lon, lat = point_at(shapely.LineString(ROUND), along_m)
    return models.WalkStop(id=new_id(), name=name, along_m=along_m, lon=lon, lat=lat, **facts)


def closure(first: tuple[int, int], last: tuple[int, int]) -> models.WalkClosure:
    """Make weeks of each year, from (month, day) up to (month, day)."""
    days = {"first_month": first[0], "first_day": first[1], "last_month": last[0], "last_day": last[1]}
    return models.WalkClosure(id=new_id(), why="Er broeden weidevogels.", **days)


class WalkFactory(SubmissionFactory):
    class Meta:
        model = models.Walk
        exclude = ("spots", "village")

    class Params:
        drawn = factory.Trait(spots=ROUND, stage=models.WalkStage.DRAWN)
        shown = factory.Trait(spots=ROUND, stage=models.WalkStage.OPEN, state=State.PUBLISHED, is_public=True)

    spots = ()
    village = "Assen"
    name = "Rondje Brink"
    waits = False
    place_id = factory.LazyAttribute(lambda o: place_named(o.village).id)
    municipality_code = factory.LazyAttribute(lambda o: place_named(o.village).municipality_code)
    sections = factory.LazyAttribute(lambda o: [section(1, o.spots)] if o.spots else [])
    length_m = factory.LazyAttribute(lambda o: metres_of(shapely.LineString(o.spots)) if o.spots else None)
    runs = factory.LazyAttribute(lambda o: runs_how(shapely.LineString(o.spots)) if o.spots else None)
