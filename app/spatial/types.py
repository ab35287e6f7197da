"""Column types for places: WGS84, longitude first; and Web Mercator for tiles."""

from typing import Annotated

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy.orm import mapped_column

from app.spatial.crs import WEB_MERCATOR, WGS84

GeometryWGS84 = Annotated[WKBElement, mapped_column(Geometry("GEOMETRY", srid=WGS84))]
GeometryMercator = Annotated[WKBElement, mapped_column(Geometry("GEOMETRY", srid=WEB_MERCATOR))]
