"""In which areas a shape lies, by the maps that were imported; and what was imported, and when."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFoundError
from app.extensions import db
from app.models import Area, AreaImport, AreaLayer, Element, ImportState, Source
from app.queries.kept_reference import reference
from app.queries.known_places import nearest_outside, nearest_village
from app.spatial.areas import geojson_of_areas, middle_of
from app.spatial.functions import within_box
from app.spatial.shapes import unwrap

DRENTHE: Final = "PV22"
SIMPLER_DEGREES: Final = 0.0005
Layers = Mapping[AreaLayer, uuid.UUID]


@dataclass(frozen=True)
class Where:
    """Where something lies; ``sure`` when a map says so, else it is by the nearest known place.

    ``municipality`` is the code of one of the twelve. ``country`` is NL or DE when it lies outside
    Drenthe; ``near`` then names the nearest place that we know there.
    """

    in_drenthe: bool | None
    sure: bool
    municipality: str | None = None
    country: str = ""
    near: str = ""


def where_is(shape: BaseGeometry, layers: Layers | None = None) -> Where:
    """Tell where the middle of a WGS84 shape lies, by what layers_now() says."""
    middle = middle_of(shape)
    village, outside = nearest_village(middle), nearest_outside(middle)
    layers = layers_now() if layers is None else layers
    provinces = layers.get(AreaLayer.PROVINCES)
    codes = _codes_at(layers.get(AreaLayer.MUNICIPALITIES), middle)
    code = _first_of_ours(codes)
    if code is not None:
        return Where(in_drenthe=True, sure=True, municipality=code)
    if provinces is None and codes:  # the map has another municipality here
        return Where(in_drenthe=False, sure=True, country=outside.country, near=outside.name)
    if provinces is not None:
        inside = DRENTHE in _codes_at(provinces, middle)
        if inside:
            return Where(in_drenthe=True, sure=True, municipality=village.code)
        return Where(in_drenthe=False, sure=True, country=outside.country, near=outside.name)
    if village.metres <= outside.metres:
        return Where(in_drenthe=True, sure=False, municipality=village.code)
    return Where(in_drenthe=False, sure=False, country=outside.country, near=outside.name)


def municipalities_touched(shape: BaseGeometry) -> Sequence[str]:
    """Return the names of the municipalities that a WGS84 shape lies in, by name; [] without a map."""
    return names_touched(shape, layers_now().get(AreaLayer.MUNICIPALITIES))


def names_touched(shape: BaseGeometry, import_id: uuid.UUID | None) -> Sequence[str]:
    """Return the names of the areas of an import that a WGS84 shape touches, by name; [] without one."""
    return [] if import_id is None else sorted({area.name for area in _areas_at(import_id, shape)})


def layers_now() -> Layers:
    """Return which import counts now, of each layer that has one: as layer_of() says of one."""
    applied = select(AreaImport.layer, AreaImport.id).where(AreaImport.state == ImportState.APPLIED)
    rows = db.session.execute(applied.order_by(AreaImport.applied_at, AreaImport.id.desc()))
    return {AreaLayer(layer): ident for layer, ident in rows}  # the last of a layer stays


def layer_of(layer: AreaLayer) -> AreaImport | None:
    """Return the import that counts now: the one that was applied last and not undone."""
    applied = select(AreaImport).where(AreaImport.layer == layer, AreaImport.state == ImportState.APPLIED)
    return db.session.scalars(applied.order_by(AreaImport.applied_at.desc(), AreaImport.id).limit(1)).first()


def credits_of(element: Element) -> Sequence[str]:
    """Return whose maps said where an element lies, each once, to be shown beside it."""
    used = {
        AreaLayer.MUNICIPALITIES: element.municipality_by,
        AreaLayer.NNN: element.core_network_by,
        AreaLayer.AREA_TYPES: element.area_type_by,
    }
    maps = [layer_of(layer) for layer, by in used.items() if by == Source.MAP]
    return sorted({found.credit for found in maps if found is not None and found.credit})


def outlines(layer: AreaLayer) -> str:
    """Return the areas of a layer as GeoJSON for a map, simplified to some 50 m; empty without a map."""
    current = layer_of(layer)
    return _outlines(current.id) if current is not None else geojson_of_areas([])


def get_import(ident: uuid.UUID) -> AreaImport:
    """Return one import; raises NotFoundError."""
    found = db.session.get(AreaImport, ident, options=[joinedload(AreaImport.actor)])
    if found is None:
        raise NotFoundError
    return found


def find_imports(*, limit: int = 50) -> Sequence[AreaImport]:
    """Return what was imported, newest first."""
    newest = select(AreaImport).options(joinedload(AreaImport.actor))
    return db.session.scalars(newest.order_by(AreaImport.at.desc(), AreaImport.id).limit(limit)).all()


def names_in(import_id: uuid.UUID, *, limit: int = 60) -> Sequence[str]:
    """Return the names of the areas of an import, each once."""
    names = select(Area.name).where(Area.import_id == import_id).distinct().order_by(Area.name)
    return db.session.scalars(names.limit(limit)).all()


@lru_cache(maxsize=4)
def _outlines(import_id: uuid.UUID) -> str:
    """Return them, made once: an import never changes."""
    rows = db.session.execute(select(Area.code, Area.name, Area.shape).where(Area.import_id == import_id))
    return geojson_of_areas(
        (code, name, shapely.simplify(unwrap(shape), SIMPLER_DEGREES)) for code, name, shape in rows
    )


def _areas_at(import_id: uuid.UUID, shape: BaseGeometry) -> list[Area]:
    """Return the areas of an import that a WGS84 shape touches: boxes by the index, edges by shapely."""
    near = select(Area).where(Area.import_id == import_id, within_box(Area.__table__.c.shape, shape.bounds))
    return [area for area in db.session.scalars(near) if unwrap(area.shape).intersects(shape)]


def _codes_at(import_id: uuid.UUID | None, middle: shapely.Point) -> set[str]:
    return set() if import_id is None else {area.code for area in _areas_at(import_id, middle)}


def _first_of_ours(codes: set[str]) -> str | None:
    """Return the first that is one of the twelve."""
    return min(codes & reference().municipalities.keys(), default=None) if codes else None
