"""Zips that are traps, and what reading them costs (G05)."""

import json
import struct
import subprocess
import sys
import zipfile

import pytest
import shapely

from app.spatial import areas_file
from app.spatial.areas_file import READER
from tests import maps
from tests.maps import refused

pytestmark = pytest.mark.once

ASSEN_JSON = maps.collection((maps.ASSEN, maps.ASSEN_BOX))


def test_a_zip_with_one_map_is_read(rows_of):
    (row,) = rows_of(maps.zipped({"map/gemeenten.geojson": ASSEN_JSON, "leesmij.txt": b"hallo"}))
    assert row.fields == maps.ASSEN


def link() -> bytes:
    entry = zipfile.ZipInfo("a.geojson")
    entry.external_attr = 0o120777 << 16
    return maps.zipped({entry: b"/etc/passwd"})


def overlapping() -> bytes:
    """Entries that all point to the same bytes, as in a zip bomb without recursion."""
    whole = maps.zipped({"a.geojson": ASSEN_JSON})
    end = whole.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", whole[end + 16 : end + 20])[0]
    entry = whole[start:end]
    many = b"".join(entry.replace(b"a.geojson", f"{n}.geojson".encode()) for n in range(10))
    tail = b"PK\x05\x06" + struct.pack("<4H2IH", 0, 0, 10, 10, len(many), start, 0)
    return whole[:start] + many + tail


def lying() -> bytes:
    """A directory that says 10 bytes where a megabyte comes out."""
    whole = bytearray(maps.zipped({"a.geojson": b" " * 5_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        where = whole.index(mark) + at
        whole[where : where + 4] = struct.pack("<I", 10)
    return bytes(whole)


def many() -> bytes:
    return maps.zipped({f"{n}.txt": b"" for n in range(1001)})


BOMBS = {
    "entries": (many, "zip_entries"),
    "climbing": (lambda: maps.zipped({"../a.geojson": ASSEN_JSON}), "zip_path"),
    "absolute": (lambda: maps.zipped({"/a.geojson": ASSEN_JSON}), "zip_path"),
    "backslash": (lambda: maps.zipped({"b/..\\a.geojson": ASSEN_JSON}), "zip_path"),
    "link": (link, "zip_link"),
    "nested": (lambda: maps.zipped({"a.zip": maps.zipped({"a.geojson": ASSEN_JSON})}), "zip_nested"),
    "disguised": (lambda: maps.zipped({"a.geojson": maps.zipped({"a.geojson": ASSEN_JSON})}), "zip_nested"),
    "ratio": (lambda: maps.zipped({"a.geojson": b" " * 60_000_000}), "zip_large"),
    "overlap": (overlapping, "zip_overlap"),
    "lying": (lying, "zip_broken"),
    "cut": (lambda: maps.zipped({"a.geojson": ASSEN_JSON})[:-30], "zip_broken"),
    "empty": (lambda: maps.zipped({"a.txt": b"x"}), "zip_no_map"),
    "two": (lambda: maps.zipped({"a.geojson": ASSEN_JSON, "b.geojson": ASSEN_JSON}), "zip_more_maps"),
    "method": (lambda: maps.zipped({"a.geojson": ASSEN_JSON}, method=zipfile.ZIP_LZMA), "zip_broken"),
}


@pytest.mark.G05
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_zip_that_is_a_trap_is_refused(rows_of, tmp_path, bomb):
    make, code = BOMBS[bomb]
    refused(rows_of, make(), code)
    assert [path.name for path in tmp_path.iterdir()] == ["sent"], "nothing was written anywhere else"


def last_line(path) -> dict:
    """Run the reader as the app does, and return its last word."""
    folder = path.parent / "out"
    folder.mkdir(exist_ok=True)
    asked = [sys.executable, "-I", str(READER), str(path), str(folder)]
    done = subprocess.run(asked, capture_output=True, env=areas_file.ENVIRONMENT, check=False)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.G05
@pytest.mark.parametrize("bomb", [*BOMBS, "spaces", "honest"])
def test_a_zip_costs_little_memory(tmp_path, bomb):
    spaces = b'{"type": "FeatureCollection", "features": [' + b" " * 100_000_000 + b"]}"
    wide = [(maps.ASSEN, shapely.Point(6.5, 52.9).buffer(0.01 + n / 1e5, 500)) for n in range(150)]
    makers = {
        "spaces": lambda: maps.zipped({"a.geojson": spaces}),
        "honest": lambda: maps.zipped({"a.geojson": maps.collection(*wide)}),
    }
    path = tmp_path / "sent"
    path.write_bytes((makers.get(bomb) or BOMBS[bomb][0])())
    last = last_line(path)
    assert last.get("end") is (True if bomb == "honest" else None)
    assert 0 < last["peak_bytes"] < 300_000_000
