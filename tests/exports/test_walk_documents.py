"""The poster is one page, the guide folds, both are read aloud and scanned; no name breaks them."""

import datetime as dt
from dataclasses import replace

import pytest

from app.core.errors import InvalidError
from app.exports.walks import guide, poster
from app.i18n import in_language
from tests.exports.hostile import HOSTILE
from tests.exports.walks import (
    ADDRESS,
    STOPS,
    WALK,
    codes_on,
    facts_of,
    pictures_of,
    structure_of,
    text_of,
    walk,
)

pytestmark = [pytest.mark.once("spatialite"), pytest.mark.usefixtures("spoken")]
DAY = dt.date(2026, 11, 27)
MADE = {poster: 1, guide: 2}  # pages


@pytest.fixture
def spoken(app):
    with app.app_context(), in_language("nl"):
        yield


@pytest.mark.parametrize(("made", "pages"), MADE.items())
def test_it_is_a4_tagged_and_has_a_title_and_a_language(made, pages):
    pdf = made(WALK, on=DAY)
    facts = facts_of(pdf)
    assert (facts["Tagged"], facts["Title"], facts["Pages"]) == (
        "yes",
        "Ommetje Rondje Brink en Es",
        str(pages),
    )
    assert "(A4)" in facts["Page size"] and facts["JavaScript"] == "no"
    assert b"<pdfuaid:part>1<" in pdf and b"<rdf:li>nl</rdf:li>" in pdf


def test_the_poster_says_what_the_board_of_a_village_needs():
    said = " ".join(text_of(poster(WALK, on=DAY)).split())
    for words in (
        "Ommetje · Westeres",
        "2,8 km",
        "45 min",
        "aan de lijn",
        "Poel Hooiveld.",
        "Dicht tussen stop 2 en 3",
        "Gemaakt door dorpsgroep Westeres",
        "Spoed? Bel 112.",
    ):
        assert words in said


def test_the_guide_begins_with_its_cover_and_tells_each_stop():
    told = structure_of(guide(WALK, on=DAY))
    order = ['H1 "Rondje Brink en Es"', 'H2 "Hier begint het"', 'H2 "Stops onderweg"', 'H3 "3. Bosje"']
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert told.count("Figure") == 2 + len(STOPS)


def test_the_code_on_the_poster_opens_the_walk(tmp_path):
    (page,) = pictures_of(poster(WALK, on=DAY), tmp_path)
    assert codes_on(page) == {ADDRESS}


def test_the_codes_in_the_guide_open_the_walk_and_each_stop(tmp_path):
    own = replace(STOPS[1], address="https://haarvaten.example.nl/s/abc")
    outside, inside = pictures_of(guide(walk(stops=(STOPS[0], own, *STOPS[2:])), on=DAY), tmp_path)
    assert codes_on(outside) == {ADDRESS}
    assert codes_on(inside) == {own.address, *(f"{ADDRESS}#stop-{number}" for number in (1, 3, 4))}


@pytest.mark.parametrize("made", MADE)
def test_the_same_walk_is_the_same_bytes(made):
    assert made(WALK, on=DAY) == made(WALK, on=DAY)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize(("made", "pages"), MADE.items())
def test_no_name_breaks_it_or_is_run(made, pages, name):
    stops = tuple(replace(stop, name=name, text=name) for stop in STOPS)
    start = replace(WALK.start, name=name, text=name)
    hosts = (replace(WALK.hosts[0], name=name, what=name),)
    notices = tuple(replace(one, title=name, text=name) for one in WALK.notices)
    hostile = walk(name=name, village=name, summary=name, dogs=name, made_by=name, stops=stops, start=start,
                   hosts=hosts, notices=notices)  # fmt: skip
    pdf = made(hostile, on=DAY)
    facts = facts_of(pdf)
    assert facts["Tagged"] == "yes" and pages <= int(facts["Pages"]) < 2 * pages
    assert "root:" not in text_of(pdf)


@pytest.mark.parametrize(
    "words", ["#panic(1)", "$x$", "*vet*", "_schuin_", "\\ en \\\\", '"aanhaling"', "@x <y>"]
)
def test_signs_of_typst_are_printed_as_they_are(words):
    said = text_of(poster(walk(name=f"Rondje {words} om"), on=DAY))
    assert f"Rondje {words} om" in said


def test_a_poster_stays_one_page_with_everything_on_it():
    many = tuple(
        replace(STOPS[1], number=number, text="Kijk hier eens goed. " * 20) for number in range(1, 31)
    )
    pdf = poster(walk(stops=many, notices=WALK.notices * 5, name="Een heel lange naam " * 20), on=DAY)
    assert facts_of(pdf)["Pages"] == "1"
    assert "En nog 18 stops." in text_of(pdf) and text_of(pdf).count("Dicht tussen stop") == 2


def test_a_guide_with_many_stops_has_more_sheets_and_all_of_them(tmp_path):
    many = tuple(
        replace(STOPS[1], number=number, text="Kijk hier eens goed. " * 8) for number in range(1, 31)
    )
    pages = pictures_of(guide(walk(stops=many), on=DAY), tmp_path)
    assert len(pages) > 2
    found = set().union(*(codes_on(page) for page in pages))
    assert found == {ADDRESS, *(f"{ADDRESS}#stop-{number}" for number in range(1, 31))}


@pytest.mark.parametrize("made", MADE)
def test_what_may_be_missing_may_be_missing(made):
    bare = walk(
        stops=(), hosts=(), notices=(), nearby=(), start=None, summary="", dogs="", made_by="", minutes=0
    )
    assert facts_of(made(bare, on=DAY))["Tagged"] == "yes"


@pytest.mark.parametrize("made", MADE)
def test_without_a_route_there_is_none(made):
    with pytest.raises(InvalidError, match="nog niet getekend"):
        made(walk(sections=()), on=DAY)
