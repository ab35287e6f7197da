"""Files with maps: what is read, what is refused, and with which sentence."""

import json
import subprocess
import sys

import pytest
import shapely

from app.core.errors import InvalidError
from app.spatial import areas_file
from app.spatial.areas_file import READER, REFUSALS, ROWS
from tests import maps
from tests.maps import refused

pytestmark = pytest.mark.once


def test_a_geojson_gives_its_rows(rows_of):
    first, second = rows_of(maps.towns())
    assert (first.number, dict(first.fields), first.word) == (1, maps.ASSEN, "")
    assert first.shape.equals(maps.ASSEN_BOX) and second.fields["statnaam"] == "Emmen"


def test_a_geopackage_and_a_shapefile_give_the_same(rows_of, tmp_path):
    (one,) = rows_of(maps.geopackage(tmp_path))
    (other,) = rows_of(maps.zipped(maps.shapefile(tmp_path)))
    assert one.shape.equals(maps.ASSEN_BOX) and other.shape.equals(maps.ASSEN_BOX)
    assert one.fields["statnaam"] == other.fields["statnaam"] == "Assen"


@pytest.mark.parametrize("epsg", [28992, 3857, 4258])
def test_known_coordinates_become_degrees(rows_of, tmp_path, epsg):
    from pyproj import Transformer

    turn = Transformer.from_crs(4326, epsg, always_xy=True)
    there = shapely.transform(
        maps.ASSEN_BOX, lambda xy: __import__("numpy").column_stack(turn.transform(*xy.T))
    )
    (row,) = rows_of(maps.geopackage(tmp_path, [(maps.ASSEN, there)], crs=f"EPSG:{epsg}"))
    assert row.shape.equals_exact(maps.ASSEN_BOX, 1e-5)
    (row,) = rows_of(maps.zipped(maps.shapefile(tmp_path, [(maps.ASSEN, there)], crs=f"EPSG:{epsg}")))
    assert row.shape.equals_exact(maps.ASSEN_BOX, 1e-5)


@pytest.mark.G03
@pytest.mark.parametrize(
    "crs",
    [
        {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25831"}},
        {"type": "name", "properties": {"name": "EPSG:4979"}},
        {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs", "type": "proj4"}},
        {"type": "url", "properties": {"url": "http://127.0.0.1:9/crs"}},
        {"type": "name"},
        "EPSG:28992",
    ],
)
def test_another_system_is_refused_and_nothing_is_fetched(rows_of, crs):
    refused(rows_of, maps.collection((maps.ASSEN, maps.ASSEN_BOX), crs=crs), "crs")
    inside = json.loads(maps.towns())
    inside["features"][0]["geometry"]["crs"] = crs
    refused(rows_of, json.dumps(inside).encode(), "crs")


@pytest.mark.G03
def test_a_system_that_we_know_is_used(rows_of):
    from app.spatial.crs import in_rd

    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
    (row,) = rows_of(maps.collection((maps.ASSEN, in_rd(maps.ASSEN_BOX)), crs=crs))
    assert row.shape.equals_exact(maps.ASSEN_BOX, 1e-5)


@pytest.mark.G01
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"{", "json_broken"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "json_broken"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "json_broken"),
        (b'{"type": "Feature"}', "no_collection"),
        (b'{"type": "FeatureCollection", "features": "x"}', "no_collection"),
        (b'{"naam": "Exlo\xebrmond"}', "letters"),
        (b"<OGRVRTDataSource></OGRVRTDataSource>", "type"),
        (b"/vsicurl/http://127.0.0.1:9/map.gpkg", "type"),
        (b"", "type"),
        (b"SQLite format 3\x00" + b"\x00" * 100, "unreadable"),
    ],
)
def test_what_is_no_map_is_refused_with_its_reason(rows_of, data, code):
    refused(rows_of, data, code)


@pytest.mark.G01
@pytest.mark.parametrize(
    ("shape", "word"),
    [
        (None, "null"),
        ({"type": "Polygon", "coordinates": []}, "null"),
        ({"type": "Point", "coordinates": [6.5, 52.9]}, "kind"),
        ({"type": "GeometryCollection", "geometries": []}, "kind"),
        ({"type": "Polygon", "coordinates": [[[6.5, 52.9], [6.6, 52.9], "x"]]}, "numbers"),
        ({"type": "Polygon", "coordinates": [[[6.5, 52.9], [6.6, 52.9]]]}, "numbers"),
        (
            {"type": "Polygon", "coordinates": [[[6.5, 52.9], [6.6, 1e400], [6.6, 53], [6.5, 52.9]]]},
            "numbers",
        ),
        (shapely.box(52.9, 6.5, 53.0, 6.6), "swapped"),
        (shapely.box(230000, 550000, 231000, 551000), "rd_numbers"),
        (shapely.box(100, 10, 101, 11), "elsewhere"),
        (shapely.box(4.8, 52.3, 4.9, 52.4), "far"),
        (maps.BOW, "broken"),
        ({"type": "Polygon", "coordinates": [[[6.5, 52.9], [6.6, 53], [6.5, 52.9], [6.5, 52.9]]]}, "flat"),
    ],
)
def test_a_row_that_is_wrong_keeps_the_others(rows_of, shape, word):
    data = maps.collection((maps.EMMEN, shape), (maps.ASSEN, maps.ASSEN_BOX)).replace(b"Infinity", b"1e400")
    bad, good = rows_of(data)
    assert (bad.shape, bad.word) == (None, word) and word in ROWS
    assert good.shape.equals(maps.ASSEN_BOX)


def test_a_shape_is_repaired_only_when_its_surface_stays(rows_of):
    spike = shapely.Polygon([(6.5, 52.9), (6.6, 52.9), (6.6, 53.0), (6.65, 53.05), (6.6, 53.0), (6.5, 53.0)])
    (row,) = rows_of(maps.collection((maps.ASSEN, spike)))
    assert row.word == "repaired" and row.shape.is_valid
    assert row.shape.area == pytest.approx(spike.area)


def test_a_coordinate_system_that_nobody_names_is_refused(rows_of, tmp_path):
    parts = maps.shapefile(tmp_path)
    refused(rows_of, maps.zipped({**parts, "gemeenten.prj": b""}), "crs_missing")


@pytest.mark.G07
@pytest.mark.parametrize("part", ["shx", "dbf", "prj"])
def test_a_shapefile_without_a_part_is_refused(rows_of, tmp_path, part):
    parts = maps.shapefile(tmp_path)
    del parts[f"gemeenten.{part}"]
    with pytest.raises(InvalidError) as caught:
        rows_of(maps.zipped(parts))
    assert caught.value.sentence == REFUSALS["shp_part"] and caught.value.values == {"part": f".{part}"}


@pytest.mark.G07
@pytest.mark.parametrize("part", ["shp", "shx", "dbf"])
def test_parts_that_contradict_each_other_are_refused(rows_of, tmp_path, part):
    two = [(maps.ASSEN, maps.ASSEN_BOX), (maps.EMMEN, maps.EMMEN_BOX)]
    parts = maps.shapefile(tmp_path, two)
    (tmp_path / "other").mkdir()
    fewer = maps.shapefile(tmp_path / "other")
    refused(
        rows_of, maps.zipped({**parts, f"gemeenten.{part}": fewer[f"gemeenten.{part}"]}), "shp_contradicts"
    )
    refused(
        rows_of,
        maps.zipped({**parts, f"gemeenten.{part}": parts[f"gemeenten.{part}"][:9]}),
        "shp_contradicts",
    )


@pytest.mark.G07
def test_letters_of_a_shapefile(rows_of, tmp_path):
    rows = [({"statnaam": "2e Exloërmond"}, maps.EMMEN_BOX)]
    parts = maps.shapefile(tmp_path, rows, encoding="ISO-8859-1")
    latin = "2e Exloërmond".encode("latin-1")
    assert latin in parts["gemeenten.dbf"]
    unsaid = {name: data for name, data in parts.items() if not name.endswith("cpg")}
    for zipped in (unsaid, parts, {**unsaid, "gemeenten.cpg": b"1252"}):
        (row,) = rows_of(maps.zipped(zipped))
        assert row.fields["statnaam"] == "2e Exloërmond"
    refused(rows_of, maps.zipped({**parts, "gemeenten.cpg": b"UTF-8"}), "letters")
    refused(rows_of, maps.zipped({**parts, "gemeenten.cpg": b"EBCDIC"}), "letters")


@pytest.mark.G07
def test_a_row_without_a_shape_is_named(rows_of, tmp_path):
    rows = [(maps.ASSEN, maps.ASSEN_BOX), (maps.EMMEN, None)]
    _good, empty = rows_of(maps.zipped(maps.shapefile(tmp_path, rows)))
    assert (empty.shape, empty.word) == (None, "null")


@pytest.mark.G07
def test_gdal_keeps_two_drivers_none_of_which_opens_networks_or_other_files():
    code = "import gdal_file; print(gdal_file.keep_two_drivers())"
    start = f"import sys; sys.path.insert(0, {str(READER)!r}); {code}"
    done = subprocess.run([sys.executable, "-I", "-c", start], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ESRI Shapefile', 'GPKG']"


@pytest.mark.G07
def test_a_file_for_another_driver_is_refused_whatever_its_name(rows_of, tmp_path):
    secret = tmp_path / "secret.gpkg"
    maps.geopackage(tmp_path).rename(secret)
    layer = f'<OGRVRTLayer name="a"><SrcDataSource>{secret}</SrcDataSource></OGRVRTLayer>'
    vrt = f"<OGRVRTDataSource>{layer}</OGRVRTDataSource>"
    for name in ("map.gpkg", "map.shp", "map.json"):
        with pytest.raises(InvalidError):
            rows_of(maps.zipped({name: vrt.encode(), "map.shx": b"", "map.dbf": b"", "map.prj": b"x"}))


def test_a_geopackage_with_a_view_or_an_odd_table_is_refused(rows_of, tmp_path):
    import sqlite3

    path = maps.geopackage(tmp_path)
    for sql in ("CREATE VIEW a AS SELECT 1", "CREATE VIRTUAL TABLE b USING fts4(x)"):
        copy = tmp_path / "copy.gpkg"
        copy.write_bytes(path.read_bytes())
        opened = sqlite3.connect(copy)
        opened.execute(sql)
        opened.commit()
        opened.close()
        refused(rows_of, copy, "gpkg_view")


def test_the_layer_of_a_geopackage_is_chosen_by_its_name(rows_of, tmp_path):
    maps.geopackage(tmp_path)
    path = maps.geopackage(tmp_path, [(maps.EMMEN, maps.EMMEN_BOX)], layer="provinciegebied", append=True)
    (row,) = rows_of(path, ["provincie"])
    assert row.fields["statnaam"] == "Emmen"
    refused(rows_of, path, "gpkg_layers", ["natura"])


def test_a_file_that_needs_more_memory_than_there_is_is_refused(rows_of):
    ring = ",".join(["[6.5,52.9]"] * 4_000_000)
    shape = f'{{"type":"Polygon","coordinates":[[{ring}]]}}'
    feature = f'{{"type":"Feature","properties":{{}},"geometry":{shape}}}'
    refused(rows_of, f'{{"type":"FeatureCollection","features":[{feature}]}}'.encode(), "memory")


def test_a_reader_that_cannot_run_is_no_fault_of_the_file(rows_of, monkeypatch, tmp_path):
    monkeypatch.setattr(areas_file, "READER", tmp_path / "nothing")
    with pytest.raises(OSError, match="cannot run"):
        rows_of(maps.towns())
