"""/ommetjes/<id>/stops and /dicht, and what the page of a walk shows of them."""

import json
import re
import uuid

import pytest
import time_machine

from app.extensions import db
from app.models import Visibility, Walk
from tests.factories.elements import ElementFactory
from tests.factories.walks import WalkFactory, closure, stop
from tests.personas import sign_in

FAR = json.dumps({"type": "Point", "coordinates": [6.61, 52.998]})


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, drawn=True)


def send(client, page, **fields):
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    return client.send(page, {"id": str(uuid.uuid4()), "version": version} | fields)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def test_a_stop_is_put_changed_and_taken_away_without_a_script(mine, walk):
    here = f"/ommetjes/{walk.id}"
    assert (
        send(mine, f"{here}/stops/nieuw", name="Brink", text="Een linde.", along_m="100").status_code == 303
    )
    page = mine.get(here).text
    assert "Wat kom je tegen?" in page and "Brink" in page and "Een linde." in page and "na 100 meter" in page
    changed = send(mine, f"{here}/stops/1", name="Brinkje", text="", element_id="", shape="", along_m="")
    assert changed.status_code == 303 and (read(walk).stops[0].name, walk.stops[0].along_m) == (
        "Brinkje",
        100,
    )
    gone = mine.send(f"{here}/stops/1", {"version": str(walk.version)}, to=f"{here}/stops/1/weg")
    assert gone.status_code == 303 and read(walk).stops == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Geef de stop een naam."),
        ({"along_m": "onzin"}, "Vul een getal in"),
        ({"along_m": "99999"}, "Kies een plek daarop"),
        ({"along_m": ""}, "Geef aan waar de stop is."),
        ({"along_m": "", "shape": FAR}, "van de route"),
        ({"along_m": "", "shape": "onzin"}, "We kunnen de vorm niet lezen"),
        ({"element_id": str(uuid.uuid4())}, "Kies één van de mogelijkheden."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_named_and_what_was_typed_stays(mine, walk, changed, sentence):
    told = {"name": "Brink", "text": "Een linde.", "along_m": "100"} | changed
    answer = send(mine, f"/ommetjes/{walk.id}/stops/nieuw", **told)
    assert answer.status_code == 422 and sentence in answer.text and "Een linde." in answer.text
    assert read(walk).stops == []


def test_the_element_of_a_stop_is_a_link_for_who_may_see_it(client, walk, anna):
    pond = ElementFactory(published=True, title="Poel Brinkveld", lon=6.5661, lat=52.9970)
    walk = WalkFactory(author=anna, shown=True, stops=[stop("Kikkers", 200, element_id=pond.id)])
    page = client.get(f"/ommetjes/{walk.id}").text
    assert page.count(f"/elementen/{pond.id}") == 2 and "Landschap langs de route" in page
    pond.visibility, pond.is_public = Visibility.COORDINATORS, False
    db.session.commit()
    page = client.get(f"/ommetjes/{walk.id}").text
    assert f"/elementen/{pond.id}" not in page and "Kikkers" in page and "Poel Brinkveld" not in page


def test_the_route_is_told_in_words(client, anna):
    walk = WalkFactory(author=anna, shown=True, start="Bij het dorpshuis.", stops=[stop("Kikkers", 450)])
    page = client.get(f"/ommetjes/{walk.id}").text
    words = page[page.index("Route in woorden") :]
    parts = (
        "Bij het dorpshuis.",
        "naar het oosten",
        "naar het noorden",
        "Stop 1: Kikkers.",
        "naar het westen",
    )
    assert [words.index(one) for one in parts] == sorted(words.index(one) for one in parts)


@time_machine.travel("2027-04-01T12:00:00+00:00")
def test_in_closed_weeks_the_page_and_the_list_say_so(client, anna):
    walk = WalkFactory(author=anna, shown=True, closures=[closure((3, 15), (7, 1))])
    for address in ("/ommetjes", f"/ommetjes/{walk.id}"):
        assert "Nu gesloten" in client.get(address).text
    assert "Dicht van 15 maart tot 1 juli" in client.get(f"/ommetjes/{walk.id}").text


def test_weeks_are_told_and_taken_back(mine, walk):
    page = f"/ommetjes/{walk.id}/dicht"
    wrong = send(mine, page, first="31-2", last="onzin", why="Vogels")
    assert wrong.status_code == 422 and wrong.text.count("Vul een dag en een maand in") >= 2
    assert "Schrijf waarom" in send(mine, page, first="15-3", last="1-7", why="").text
    assert send(mine, page, first="15-3", last="1-7", why="Vogels").status_code == 303
    assert "Dicht van 15 maart tot 1 juli" in mine.get(page).text
    back = mine.send(page, {"version": str(read(walk).version)}, to=f"{page}/1/weg")
    assert back.status_code == 303 and read(walk).closures == []
