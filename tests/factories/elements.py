"""Landscape elements; by default Anna's kind of poel in Assen, waiting."""

from datetime import UTC, datetime

import factory
import shapely
from sqlalchemy import select

from app import models
from app.extensions import db
from app.spatial.blur import grid_cell
from app.spatial.shapes import area_m2, length_m, mercator, wgs84
from tests.database import ModelFactory
from tests.factories.people import UserFactory

ASSEN = (6.5625, 52.9967)
TICKED = datetime(2025, 11, 1, 9, tzinfo=UTC)


def place_named(name: str) -> models.Place:
    return db.session.scalars(select(models.Place).where(models.Place.name == name)).first()


class SubmissionFactory(ModelFactory):
    class Meta:
        abstract = True

    class Params:
        published = factory.Trait(state=models.State.PUBLISHED, waits=False)

    author = factory.SubFactory(UserFactory)
    envelope_sha256 = "0" * 64


class ElementFactory(SubmissionFactory):
    class Meta:
        model = models.Element
        exclude = ("lon", "lat", "geometry", "village")

    class Params:
        published = factory.Trait(state=models.State.PUBLISHED, waits=False, is_public=True)

    lon, lat = ASSEN
    geometry = factory.LazyAttribute(lambda o: shapely.Point(o.lon, o.lat))
    village = "Assen"
    type_key = "pond_small_historic_water"
    title = "Poel, Assen"
    overdue = False  # or ticked, a year ago
    told_overdue = factory.LazyAttribute(lambda o: o.overdue or None)
    told_at = factory.LazyAttribute(lambda o: TICKED if o.overdue else None)
    overdue_since = factory.LazyAttribute(lambda o: TICKED.date() if o.overdue else None)
    due_from = overdue_from = factory.SelfAttribute("overdue_since")
    place_id = factory.LazyAttribute(lambda o: place_named(o.village).id)
    municipality_code = factory.LazyAttribute(lambda o: place_named(o.village).municipality_code)
    shape = factory.LazyAttribute(lambda o: wgs84(o.geometry))
    shape_3857 = factory.LazyAttribute(lambda o: mercator(o.geometry))
    length_m = factory.LazyAttribute(lambda o: length_m(o.geometry))
    area_m2 = factory.LazyAttribute(lambda o: area_m2(o.geometry))
    square = factory.LazyAttribute(lambda o: grid_cell(o.geometry.centroid.x, o.geometry.centroid.y).name)
