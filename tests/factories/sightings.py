"""Sightings as the service makes them, so that the true place lies where it belongs."""

import datetime as dt
import uuid

import shapely

from app import models
from app.extensions import db
from app.models.exact_places import ExactPlace
from app.services.public_place import public_place
from app.services.sightings import SightingFacts, submit_sighting
from app.spatial.shapes import wgs84

HAZEL_SPOT = (6.563217, 52.996743)  # near Assen, with digits that nothing else has
DAY = dt.date(2026, 5, 17)


def facts(**told) -> SightingFacts:
    """What someone tells: a hazel beside a path, unless told otherwise."""
    lon, lat = told.pop("at", HAZEL_SPOT)
    given = {"claimed_key": "corylus-avellana", "seen_on": DAY, "accuracy_m": 8.0} | told
    return SightingFacts(shape=shapely.Point(lon, lat), **given)


def sighting(author, *, published=False, **told) -> models.Sighting:
    """Hand one in; ``published`` as the desk approves it."""
    made = submit_sighting(uuid.uuid4(), facts(**told), actor=author)
    if published:
        made.state, made.waits, made.species_key = models.State.PUBLISHED, False, made.claimed_key
        db.session.commit()
    return made


def stored_sighting(author, *, at=HAZEL_SPOT, blur_km=1, element_id=None, **columns) -> models.Sighting:
    """Store one in any state with a single write, its true place beside it."""
    ident, spot = uuid.uuid4(), shapely.Point(at)
    shown = public_place(spot, accuracy_m=8.0, seen_on=DAY, element_id=element_id, blur_km=blur_km)
    given = {"municipality_code": "GM0106", "envelope_sha256": ident.hex * 2} | columns
    made = models.Sighting(id=ident, author=author, **given, **shown)
    db.session.add(made)
    db.session.flush()
    place = {"shape": wgs84(spot), "accuracy_m": 8.0, "seen_on": DAY, "seen_at": "07:15"}
    row = ExactPlace.__table__.insert().values(sighting_id=ident, element_id=element_id, **place)
    db.session.execute(row)
    db.session.commit()
    return made
