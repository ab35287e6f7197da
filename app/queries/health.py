"""Whether the database answers."""

from app.extensions import db
from app.spatial.functions import spatial_version as version


def spatial_version() -> str:
    """Return the version of SpatiaLite or PostGIS."""
    return db.session.scalar(version()) or ""
