"""PDOK is asked at the address of the settings only, briefly, and whatever it says nobody is kept waiting."""

import json
import logging
import time

import pytest

from app.core.errors import UnreachableError
from app.core.outside import writing
from app.outside import http
from app.outside.http import pdok_json
from app.outside.pdok import ask_spots, find_spots
from tests.apps import another
from tests.pdok import FREE, Stub, doc

pytestmark = pytest.mark.once  # no database is asked

GRONINGEN = {"town": "Groningen", "province": "Groningen"}


@pytest.fixture
def asking(app, database, pdok):
    """Make the app one that may ask the stub."""
    with another(app, database, pdok_url=pdok.url).app_context():
        yield pdok


def test_places_come_with_name_kind_and_point_longitude_first(asking):
    asking.docs = [doc("Brink 1, 9451 AB Rolde", "adres", 6.6467, 52.9845)]
    (found,) = find_spots("brink 1 rolde")
    assert (found.name, found.kind, found.municipality) == ("Brink 1, 9451 AB Rolde", "adres", "Aa en Hunze")
    assert (found.lon, found.lat, found.accuracy_m) == (6.6467, 52.9845, 25.0)


def test_only_documented_words_are_asked_at_the_fixed_path(asking):
    find_spots("  Brink\n1 ")
    ((path, fields),) = asking.asked
    assert path == FREE
    assert fields["q"] == "Brink 1"
    assert set(fields) == {"q", "rows", "fl"}


def test_drenthe_comes_first_and_the_border_stays(asking):
    asking.docs = [
        doc("Haren", "woonplaats", 6.6, 53.17, **GRONINGEN),
        doc("Rolde", "woonplaats", 6.65, 52.98),
        doc("Haren Gn", "weg", 6.61, 53.17, **GRONINGEN),
    ]
    assert [one.name for one in find_spots("ha")] == ["Rolde", "Haren", "Haren Gn"]


@pytest.mark.parametrize(
    "odd",
    [
        {"type": "provincie", "weergavenaam": "Drenthe", "centroide_ll": "POINT(6.6 52.9)"},
        {"type": "adres", "weergavenaam": "", "centroide_ll": "POINT(6.6 52.9)"},
        {"type": "adres", "weergavenaam": "Brink", "centroide_ll": "POINT(NaN 52.9)"},
        {"type": "adres", "weergavenaam": "Brink", "centroide_ll": "LINESTRING(6.6 52.9)"},
        {"type": ["adres"], "weergavenaam": "Brink"},
        "adres",
        None,
    ],
)
def test_what_is_no_place_is_left_out(asking, odd):
    asking.docs = [odd, doc("Rolde", "woonplaats", 6.65, 52.98)]
    assert asking.docs[0] is odd
    asking.raw = json.dumps({"response": {"docs": asking.docs}}).encode()
    assert [one.name for one in find_spots("rolde")] == ["Rolde"]


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"[]", b"{}", b'{"response": []}', b'{"response": {"docs": 7}}', b"[" * 99_999]
)
def test_nonsense_is_as_good_as_away(asking, raw):
    asking.raw = raw
    with pytest.raises(UnreachableError):
        ask_spots("rolde")
    assert find_spots("rolde") == []


@pytest.mark.parametrize("status", [204, 400, 404, 429, 500, 503])
def test_any_status_but_200_is_as_good_as_away(asking, status):
    asking.status = status
    assert find_spots("rolde") == []


@pytest.mark.W09
def test_a_redirect_is_not_followed(asking):
    with_elsewhere = Stub()
    try:
        asking.status, asking.headers = 302, {"Location": f"{with_elsewhere.url}/elders"}
        with pytest.raises(UnreachableError):
            pdok_json("/ergens")
    finally:
        with_elsewhere.server_close()
    assert len(asking.asked) == 1


@pytest.mark.W09
@pytest.mark.parametrize(
    "path", ["http://127.0.0.1:9/x", "//127.0.0.1:9/x", "@127.0.0.1:9/", "/../x", "/a/../../x"]
)
def test_no_path_leaves_the_server_of_the_settings(asking, path):
    with pytest.raises(UnreachableError):
        pdok_json(path)
    assert asking.asked == []


def test_an_answer_that_is_too_long_is_not_read_on(asking):
    asking.raw = b'"' + b"x" * http.MOST_BYTES + b'"'
    with pytest.raises(UnreachableError):
        pdok_json("/lang")
    assert len(pdok_json("/lang", most_bytes=http.MOST_BYTES + 2)) == http.MOST_BYTES


@pytest.mark.parametrize("slow", ["wait_s", "drip_s"])
def test_who_is_slow_costs_no_more_than_our_patience(asking, slow):
    asking.raw = b'{"a":' + b" " * 40 + b"1}"
    setattr(asking, slow, 3.0 if slow == "wait_s" else 0.05)
    began = time.monotonic()
    with pytest.raises(UnreachableError):
        pdok_json("/traag", patience_s=0.4)
    assert time.monotonic() - began < 1.5


def test_after_no_answer_it_is_left_alone_for_a_while(asking):
    asking.status = 503
    assert find_spots("rolde") == []
    asking.status, asking.docs = 200, [doc("Rolde", "woonplaats", 6.65, 52.98)]
    assert find_spots("rolde") == []
    assert len(asking.asked) == 1


def test_a_server_that_is_away_is_silence(app, database):
    gone = Stub()
    gone.server_close()
    with another(app, database, pdok_url=gone.url).app_context():
        assert find_spots("rolde") == []


def test_when_it_is_off_nothing_is_asked(app):
    assert find_spots("rolde") == []
    with pytest.raises(UnreachableError):
        ask_spots("rolde")


@pytest.mark.D08
def test_it_is_never_asked_inside_a_use_case(asking):
    with writing(), pytest.raises(RuntimeError):
        pdok_json("/x")


@pytest.mark.L12
def test_what_was_asked_stands_in_no_log(asking, caplog):
    caplog.set_level(logging.INFO)
    asking.status = 500
    find_spots("Geheimlaan 7")
    assert caplog.records
    assert "Geheimlaan" not in caplog.text
