"""Sightings as the service makes them, so that the true place lies where it belongs."""

import datetime as dt
import uuid

import shapely

from app import models
from app.extensions import db
from app.services.sightings import SightingFacts, submit_sighting

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
