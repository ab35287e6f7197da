"""Read a GeoPackage or a shapefile by GDAL, with every other driver gone (G07)."""

import sqlite3
import warnings
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyogrio
import pyogrio.core
from refusal import RefusedError  # type: ignore[import-not-found]  # this folder is run, not imported

ALLOWED = {"GPKG", "ESRI Shapefile"}
BATCH = 200
MAX_FIELDS = 100
SHAPE_HEADER_BYTES = 100
SHAPE_MAGIC = b"\x00\x00\x27\x0a"


def keep_two_drivers() -> list[str]:
    """Take every driver out of GDAL but two, also those that open networks or files; return these."""
    others = [name for name in pyogrio.core.list_drivers() if name not in ALLOWED]
    pyogrio.core.set_gdal_config_options({"GDAL_SKIP": ",".join(others)})
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it cannot find those that it has just unloaded
        pyogrio.core._register_drivers()  # noqa: SLF001 (the only door: it applies GDAL_SKIP)
    left = sorted(pyogrio.core.list_drivers())
    if set(left) != ALLOWED:
        raise SystemExit(3)  # our own fault, not that of the file
    return left


class GdalFile:
    """One layer of one file: its coordinate system, and rows of (properties, WKB or None)."""

    def __init__(self, path: Path, layer: str | None = None) -> None:
        """Ask what is in it; raises RefusedError."""
        self.path, self.layer = path, layer
        self.raw_letters = path.suffix == ".shp"
        more = {"encoding": "ISO-8859-1"} if self.raw_letters else {}  # we decode them ourselves
        try:
            self.info = pyogrio.read_info(path, layer=layer, **more)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as error:
            raise RefusedError("unreadable") from error
        if len(self.info["fields"]) > MAX_FIELDS:
            raise RefusedError("unreadable")

    def read(self) -> Iterator[tuple[dict[str, Any], bytes | None]]:
        """Yield the rows; raises RefusedError."""
        more = {"encoding": "ISO-8859-1"} if self.raw_letters else {}
        start = 0
        while True:
            try:
                _meta, _fids, shapes, columns = pyogrio.raw.read(
                    self.path,
                    layer=self.layer,
                    force_2d=True,
                    skip_features=start,
                    max_features=BATCH,
                    datetime_as_string=True,
                    **more,
                )
            except (pyogrio.errors.DataSourceError, RuntimeError, ValueError) as error:
                raise RefusedError("unreadable") from error
            for at, shape in enumerate(shapes):
                row = zip(self.info["fields"], (column[at] for column in columns), strict=True)
                yield {str(name): value for name, value in row}, shape
            if len(shapes) < BATCH:
                return
            start += BATCH


def layer_in_geopackage(path: Path, hints: list[str]) -> str:
    """Return the name of the layer to read; raises RefusedError for views, odd tables, or no clear choice."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as opened:
            tables = opened.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            kept = opened.execute("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'")
            layers = [str(name) for (name,) in kept.fetchall()]
    except sqlite3.DatabaseError as error:
        raise RefusedError("unreadable") from error
    for kind, name, sql in tables:
        virtual = (sql or "").lstrip().upper().startswith("CREATE VIRTUAL")
        if kind == "view" or (virtual and not str(name).startswith("rtree_")):
            raise RefusedError("gpkg_view")
    real = {str(name) for kind, name, _sql in tables if kind == "table"}
    layers = [name for name in layers if name in real]
    fitting = [name for name in layers if any(hint in name.lower() for hint in hints)]
    chosen = layers if len(layers) == 1 else fitting
    if len(chosen) != 1:
        raise RefusedError("gpkg_layers", names=", ".join(layers)[:200])
    return chosen[0]


def check_shapefile(parts: dict[str, Path]) -> None:
    """Refuse a shapefile that misses a part, or whose parts contradict each other."""
    for kind in ("shx", "dbf", "prj"):
        if kind not in parts:
            raise RefusedError("shp_part", part=f".{kind}")
    shapes = _records_by_index(parts["shp"], parts["shx"])
    head = parts["dbf"].open("rb").read(12)
    rows = int.from_bytes(head[4:8], "little")
    if len(head) < 12 or shapes != rows:  # noqa: PLR2004 (the head of a dBase table)
        raise RefusedError("shp_contradicts")


def _records_by_index(shp: Path, shx: Path) -> int:
    for path in (shp, shx):
        with path.open("rb") as file:
            head = file.read(SHAPE_HEADER_BYTES)
        said = int.from_bytes(head[24:28], "big") * 2
        if not head.startswith(SHAPE_MAGIC) or said != path.stat().st_size:
            raise RefusedError("shp_contradicts")
    found = (shx.stat().st_size - SHAPE_HEADER_BYTES) // 8
    with shx.open("rb") as file:
        file.seek(-8, 2)
        offset, length = (int.from_bytes(file.read(4), "big") * 2 for _part in range(2))
    if found and offset + 8 + length != shp.stat().st_size:
        raise RefusedError("shp_contradicts")
    return found


def said_letters(parts: dict[str, Path]) -> str:
    """Return what the file says of its letters, as Python names it; empty when it says nothing."""
    if "cpg" not in parts:
        return ""
    said = parts["cpg"].read_bytes()[:40].decode("ascii", "replace").strip().lower()
    known = {"1252": "cp1252", "iso-8859-1": "latin-1", "88591": "latin-1", "8859-1": "latin-1"}
    if said.replace("-", "") == "utf8" or said == "65001":
        return "utf-8"
    found = known.get(said.removeprefix("ansi ").removeprefix("cp").removeprefix("windows-"))
    if found is None:
        raise RefusedError("letters")
    return found
