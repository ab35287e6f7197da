"""Where many spots lie at once, by the maps that count now."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import shapely
from sqlalchemy import select

from app.extensions import db
from app.models import Area, AreaLayer, AreaType, CoreNetwork, Municipality
from app.queries.areas import layer_of
from app.spatial.shapes import unwrap


@dataclass(frozen=True)
class Facts:
    """What the maps say of one spot."""

    municipality: str | None
    core_network: CoreNetwork
    area_type: AreaType


@dataclass(frozen=True)
class Layer:
    """The areas of one import, quick to ask: an import never changes, so that it is kept."""

    tree: shapely.STRtree
    codes: tuple[str, ...]
    values: tuple[str, ...]

    def at(self, spots: Sequence[shapely.Point]) -> list[int | None]:
        """Return for each spot the first area (by code) that it lies in."""
        found: list[int | None] = [None] * len(spots)
        pairs = self.tree.query(list(spots), predicate="intersects").T.tolist()
        for spot, area in sorted(pairs, reverse=True):
            found[spot] = area
        return found


@dataclass(frozen=True)
class Maps:
    """The layers that count; None where nothing was imported."""

    municipalities: Layer | None
    network: Layer | None
    area_types: Layer | None
    ours: frozenset[str]  # the codes of the twelve

    @property
    def knows_network(self) -> bool:
        """Tell whether there is a map of the NNN."""
        return self.network is not None

    @property
    def knows_area_types(self) -> bool:
        """Tell whether there is a map of the four area types."""
        return self.area_types is not None

    def of(self, spots: Sequence[shapely.Point]) -> list[Facts]:
        """Return what the maps say of each spot (WGS84)."""
        codes = _said(self.municipalities, spots, "codes")
        network = self.network.at(spots) if self.network else []
        kinds = _said(self.area_types, spots, "values")
        return [
            Facts(
                municipality=codes[n] if codes[n] in self.ours else None,
                core_network=_network(network[n]) if self.network else CoreNetwork.UNKNOWN,
                area_type=AreaType(kinds[n] or AreaType.UNKNOWN),
            )
            for n in range(len(spots))
        ]


def maps_now() -> Maps:
    """Return the layers that count now."""
    ids = {layer: found.id for layer in AreaLayer if (found := layer_of(layer)) is not None}
    return Maps(
        municipalities=_kept(ids.get(AreaLayer.MUNICIPALITIES)),
        network=_kept(ids.get(AreaLayer.NNN)),
        area_types=_kept(ids.get(AreaLayer.AREA_TYPES)),
        ours=frozenset(db.session.scalars(select(Municipality.code))),
    )


def _network(area: int | None) -> CoreNetwork:
    return CoreNetwork.NONE if area is None else CoreNetwork.NNN


def _said(layer: Layer | None, spots: Sequence[shapely.Point], column: str) -> list[str | None]:
    if layer is None:
        return [None] * len(spots)
    words = getattr(layer, column)
    return [None if area is None else words[area] for area in layer.at(spots)]


def _kept(import_id: uuid.UUID | None) -> Layer | None:
    return None if import_id is None else _layer(import_id)


@lru_cache(maxsize=3)
def _layer(import_id: uuid.UUID) -> Layer:
    rows = db.session.execute(
        select(Area.code, Area.value, Area.shape)
        .where(Area.import_id == import_id)
        .order_by(Area.code, Area.id)
    ).all()
    return Layer(
        tree=shapely.STRtree([unwrap(row.shape) for row in rows]),
        codes=tuple(row.code for row in rows),
        values=tuple(row.value for row in rows),
    )
