"""Maps of areas that were imported."""

import datetime as dt

import shapely

from app import models
from app.core.clock import now
from app.extensions import db
from app.spatial.areas_file import ROWS
from app.spatial.shapes import wgs84

ASSEN = ("GM0106", "Assen", shapely.box(6.49, 52.94, 6.63, 53.06))
TYNAARLO = ("GM1730", "Tynaarlo", shapely.box(6.49, 53.06, 6.77, 53.19))
DRENTHE = ("PV22", "Drenthe", shapely.box(6.12, 52.62, 6.98, 53.19))


def area_layer(
    layer, *areas, state=models.ImportState.APPLIED, days=0, sha="0" * 64, value=""
) -> models.AreaImport:
    """Store an import of (code, name, shape) as if it was read and applied."""
    found = models.AreaImport(
        layer=layer,
        state=state,
        source="voorbeeld.geojson",
        credit="© Voorbeeld",
        content_sha256=sha,
        done=len(areas),
        total=len(areas),
        applied_at=now() + dt.timedelta(days=days),
    )
    db.session.add(found)
    db.session.flush()
    for code, name, shape in areas:
        db.session.add(
            models.Area(import_id=found.id, code=code, name=name, value=value or "", shape=wgs84(shape))
        )
    db.session.commit()
    return found


def example_import() -> models.AreaImport:
    """One that was looked at and waits, with something to say, beside one that counts."""
    area_layer(
        models.AreaLayer.NATURA2000, ("24", "Witterveld (voorbeeld)", shapely.box(6.5, 52.97, 6.52, 52.99))
    )
    found = area_layer(models.AreaLayer.MUNICIPALITIES, ASSEN, TYNAARLO, state=models.ImportState.CHECKED)
    found.report = [
        {"row": 3, "level": "error", "sentence": ROWS["null"], "values": {}},
        {"row": 7, "level": "warning", "sentence": ROWS["repaired"], "values": {}},
    ]
    db.session.commit()
    return found
