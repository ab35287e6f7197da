"""Kinds, work, municipalities and villages as they are now, read once and kept until one of them changes.

Whoever hands in needs nearly all of these rows, and they change a few times a year. What is kept has the
random token of its content, which changes with it in one transaction (models/freshness.py): what another
process changed, and what was rolled back, is seen at once.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.extensions import db
from app.models import REFERENCE, Activity, ElementType, MapLayer, Municipality, Place, TypeActivity
from app.spatial.crs import rd_of


@dataclass(frozen=True)
class Reference:
    """All rows, in no session: only to be read. Types and work in their own order, the others by name."""

    types: Mapping[str, ElementType]
    activities: Mapping[str, Activity]
    usual: Mapping[str, tuple[TypeActivity, ...]]  # by type, most usual first, each with its activity
    municipalities: Mapping[str, Municipality]
    places: Mapping[uuid.UUID, Place]  # each with its municipality
    place_ids: frozenset[str]
    spots: tuple[tuple[str, str, tuple[float, float]], ...]  # name, municipality, RD New, where it is known

    def usual_on(self, type_key: str) -> Mapping[str, TypeActivity]:
        """Return what is usual on a type, by activity."""
        return {row.activity_key: row for row in self.usual.get(type_key, ())}


def reference() -> Reference:
    """Return the rows as the running transaction sees them; the same until it ends or changes them."""
    connection = db.session.connection()
    running = connection.get_nested_transaction() or connection.get_transaction()
    seen = connection.info.get(REFERENCE)
    if seen is None or seen[0] is not running:
        token = db.session.execute(_TOKEN).scalar()
        seen = connection.info[REFERENCE] = (running, _read() if token is None else _kept(token))
    found: Reference = seen[1]
    return found


_TOKEN = select(MapLayer.__table__.c.token).where(MapLayer.__table__.c.name == REFERENCE)


@lru_cache(maxsize=2)
def _kept(_token: str) -> Reference:
    return _read()


def _read() -> Reference:
    """Read them by a session of their own, which lets go of them, in the transaction that runs."""
    with Session(db.session.connection(), join_transaction_mode="rollback_only") as apart:
        usual = (
            select(TypeActivity)
            .options(joinedload(TypeActivity.activity))
            .order_by(TypeActivity.type_key, TypeActivity.position)
        )
        by_type = groupby(apart.scalars(usual).all(), key=lambda row: row.type_key)
        places = (
            select(Place)
            .options(joinedload(Place.municipality))
            .order_by(Place.name, Place.municipality_code)
        )
        kinds = apart.scalars(select(ElementType).order_by(ElementType.position))
        work = apart.scalars(select(Activity).order_by(Activity.position))
        towns = apart.scalars(select(Municipality).order_by(Municipality.name))
        villages = {one.id: one for one in apart.scalars(places)}
        return Reference(
            types={one.key: one for one in kinds},
            activities={one.key: one for one in work},
            usual={key: tuple(rows) for key, rows in by_type},
            municipalities={one.code: one for one in towns},
            places=villages,
            place_ids=frozenset(map(str, villages)),
            spots=tuple(
                (one.name, one.municipality_code, rd_of(one.lon, one.lat or 0))
                for one in villages.values()
                if one.lon is not None
            ),
        )
