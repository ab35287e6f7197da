"""Boundaries from PDOK, page by page, and only ever from the one address."""

import json

import pytest

from app.core.errors import InvalidError, UnreachableError
from app.extensions import db
from app.jobs.worker import Worker
from app.models import AreaImport, AreaLayer, ImportState, Job
from app.outside import areas as outside
from app.outside.areas import COLLECTIONS, fetch_layer
from app.services.area_reading import ask_for_areas
from tests import maps

PATH = COLLECTIONS[AreaLayer.MUNICIPALITIES]
# as PDOK documents it (OGC API Features): properties of brk-bestuurlijke-gebieden, links, numberReturned
ASSEN = {"identificatie": "GM0106", "naam": "Assen", "code": "0106", "ligt_in_provincie_naam": "Drenthe"}
EMMEN = {"identificatie": "GM0114", "naam": "Emmen", "code": "0114", "ligt_in_provincie_naam": "Drenthe"}


class Turns(dict):
    """Pages that follow each other at one path."""

    def __getitem__(self, path):
        return super().__getitem__(path).pop(0)


def page(row, *, following=None) -> dict:
    found = json.loads(maps.collection(row))
    links = [{"rel": "self", "href": "x"}, {"rel": "alternate", "href": "y"}]
    more = [{"rel": "next", "type": "application/geo+json", "href": following}] if following else []
    return {**found, "links": links + more, "numberReturned": 1, "timeStamp": "2026-11-25T10:00:00Z"}


@pytest.fixture
def stub(app, pdok, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], pdok_url=pdok.url))
    pdok.pages = Turns()
    return pdok


def serve(stub, *pages) -> None:
    stub.pages[PATH] = list(pages)


def test_pages_are_followed_by_their_link(stub):
    there = f"{stub.url}{PATH}?cursor=Dv4%7CNwyr1Q&f=json&limit=50"
    serve(stub, page((ASSEN, maps.ASSEN_BOX), following=there), page((EMMEN, maps.EMMEN_BOX)))
    found = json.loads(fetch_layer(AreaLayer.MUNICIPALITIES))
    assert [one["properties"]["naam"] for one in found["features"]] == ["Assen", "Emmen"]
    (path, first), (_path, second) = stub.asked
    assert path == PATH and first == {"f": "json", "limit": "50", "bbox": "5.9,52.4,7.3,53.4"}
    assert second == {"cursor": "Dv4|Nwyr1Q", "f": "json", "limit": "50"}


@pytest.mark.W09
@pytest.mark.parametrize(
    "elsewhere",
    [
        "http://127.0.0.1:1/kadaster",
        "https://example.nl{path}?cursor=1",
        "http://evil@{host}{path}?cursor=1",
        "{base}/rvo/natura2000/ogc/v1/collections/natura2000/items?cursor=1",
        "{base}{path}/../secret?cursor=1",
        "//example.nl{path}",
        "file:///etc/passwd",
        "?cursor=1",
    ],
)
def test_a_link_to_any_other_place_is_not_followed(stub, elsewhere):
    there = elsewhere.format(path=PATH, base=stub.url, host=stub.url.removeprefix("http://"))
    serve(stub, page((ASSEN, maps.ASSEN_BOX), following=there))
    with pytest.raises(UnreachableError, match="another address"):
        fetch_layer(AreaLayer.MUNICIPALITIES)
    assert len(stub.asked) == 1


def test_there_is_an_end_to_pages_and_bytes(stub, monkeypatch):
    endless = page((ASSEN, maps.ASSEN_BOX), following=f"{stub.url}{PATH}?cursor=1")
    monkeypatch.setattr(outside, "MAX_PAGES", 3)
    serve(stub, *[endless] * 5)
    with pytest.raises(UnreachableError, match="more pages"):
        fetch_layer(AreaLayer.MUNICIPALITIES)
    assert len(stub.asked) == 3
    monkeypatch.setattr(outside, "MAX_BYTES", 200)
    serve(stub, endless)
    with pytest.raises(UnreachableError, match="more than we take"):
        fetch_layer(AreaLayer.MUNICIPALITIES)


@pytest.mark.parametrize("nonsense", [[], {"features": "x"}, {"type": "Feature"}, 7])
def test_other_words_than_documented_are_no_answer(stub, nonsense):
    serve(stub, nonsense)
    with pytest.raises(UnreachableError):
        fetch_layer(AreaLayer.MUNICIPALITIES)


@pytest.mark.committed
def test_what_is_fetched_is_read_like_a_file(app, stub, chris):
    serve(stub, page((ASSEN, maps.ASSEN_BOX)))
    asked = ask_for_areas(AreaLayer.MUNICIPALITIES, credit="© Kadaster, CC BY 4.0", actor=chris)
    Worker(app).run_until_empty()
    found = db.session.get(AreaImport, asked.id, populate_existing=True)
    assert (found.state, found.source, found.total) == (ImportState.CHECKED, "PDOK", 1)


@pytest.mark.committed
def test_while_pdok_is_away_the_job_waits_and_no_try_counts(app, stub, chris):
    stub.status = 503
    asked = ask_for_areas(AreaLayer.MUNICIPALITIES, credit="", actor=chris)
    Worker(app).work_once()
    db.session.expire_all()
    job = db.session.query(Job).one()
    assert (job.tries, job.parked_at) == (0, None)
    assert db.session.get(AreaImport, asked.id).state == ImportState.READING


def test_without_the_setting_nothing_is_asked(chris):
    with pytest.raises(InvalidError, match="niet ophalen"):
        ask_for_areas(AreaLayer.MUNICIPALITIES, credit="", actor=chris)


def test_what_pdok_does_not_have_is_refused(stub, chris):
    with pytest.raises(InvalidError, match="niet ophalen"):
        ask_for_areas(AreaLayer.NNN, credit="", actor=chris)
