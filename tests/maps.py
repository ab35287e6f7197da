"""Files with maps as people send them: GeoJSON, GeoPackage, shapefile, and zips of every kind."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from app.core.errors import InvalidError
from app.spatial.areas_file import REFUSALS

ASSEN_BOX = shapely.box(6.49, 52.94, 6.63, 53.06)
EMMEN_BOX = shapely.box(6.83, 52.64, 7.09, 52.87)
ASSEN = {"statcode": "GM0106", "statnaam": "Assen"}
EMMEN = {"statcode": "GM0114", "statnaam": "Emmen"}
BOW = shapely.Polygon([(6.5, 52.9), (6.6, 53.0), (6.6, 52.9), (6.5, 53.0)])


def collection(*rows, crs=None) -> bytes:
    """GeoJSON of (properties, shape or geometry as a dict or None)."""
    features = [
        {
            "type": "Feature",
            "properties": fields,
            "geometry": json.loads(shapely.to_geojson(shape)) if hasattr(shape, "geom_type") else shape,
        }
        for fields, shape in rows
    ]
    more = {"crs": crs} if crs is not None else {}
    return json.dumps({"type": "FeatureCollection", **more, "features": features}).encode()


def towns() -> bytes:
    return collection((ASSEN, ASSEN_BOX), (EMMEN, EMMEN_BOX))


def written(path: Path, rows, *, driver, crs="EPSG:4326", encoding="UTF-8", **options) -> Path:
    """Let GDAL write (properties, shape) rows."""
    names = list(rows[0][0])
    pyogrio.raw.write(
        path,
        geometry=np.array([None if shape is None else shape.wkb for _f, shape in rows], dtype=object),
        field_data=[np.array([fields[name] for fields, _s in rows], dtype=object) for name in names],
        fields=names,
        driver=driver,
        crs=crs,
        encoding=encoding,
        geometry_type="Polygon",
        **options,
    )
    return path


def geopackage(
    folder: Path, rows=((ASSEN, ASSEN_BOX),), *, layer="gemeentegebied", append=False, **kw
) -> Path:
    return written(folder / "map.gpkg", rows, driver="GPKG", layer=layer, append=append, **kw)


def shapefile(folder: Path, rows=((ASSEN, ASSEN_BOX),), **kw) -> dict[str, bytes]:
    """The parts of a shapefile, by name."""
    place = folder / "shape"
    place.mkdir()
    written(place / "gemeenten.shp", rows, driver="ESRI Shapefile", **kw)
    return {path.name: path.read_bytes() for path in place.iterdir()}


def zipped(parts, *, method=zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of name → bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def refused(rows_of, data, code, hints=()):
    with pytest.raises(InvalidError) as caught:
        rows_of(data, hints)
    assert caught.value.sentence == REFUSALS[code]
