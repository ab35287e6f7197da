"""/ommetjes/<id>/delen and /stap: the pages of who makes a walk, and what others see of them."""

import re

import pytest

from app.extensions import db
from app.models import LandConsent, Owner, State, Surface, Walk, WalkStage
from tests.factories.walks import ROUND, WalkFactory, section
from tests.personas import sign_in

OWNER = "Boer Kanarie"


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def walk(anna):
    """Drawn, of two sections: a public road and a field of which the owner did not answer yet."""
    field = {"owner_kind": Owner.FARMER, "owner_name": OWNER, "consent": LandConsent.ASKED}
    parts = [
        section(1, ROUND[:3], surface=Surface.PAVED),
        section(2, ROUND[2:], surface=Surface.GRASS, **field),
    ]
    return WalkFactory(author=anna, drawn=True, sections=parts)


def send(client, page, **fields):
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    return client.send(page, {"version": version} | fields)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def test_the_page_says_which_section_is_in_the_way(mine, walk):
    page = mine.get(f"/ommetjes/{walk.id}").text
    assert "Dit houdt openen tegen" in page and "Deel 2: Gevraagd, nog geen antwoord" in page
    step = mine.get(f"/ommetjes/{walk.id}/stap/akkoord").text
    assert "Dit kan nog niet" in step and "Niet elk deel heeft toestemming" in step and "Deel 2" in step
    refused = mine.send(f"/ommetjes/{walk.id}/stap/akkoord", {"version": "1"})
    assert refused.status_code == 409 and "Niet elk deel heeft toestemming" in refused.text


def test_a_section_is_told_of_and_what_is_missing_is_asked(mine, walk):
    page = f"/ommetjes/{walk.id}/delen/2"
    told = {"surface": "sand", "wet": "y", "owner_kind": "farmer", "owner_name": OWNER, "consent": "given"}
    missing = send(mine, page, **told)
    assert missing.status_code == 422 and "Vul de dag in waarop" in missing.text and OWNER in missing.text
    wrong = send(mine, page, **told, consent_on="onzin")
    assert wrong.status_code == 422 and "Vul de dag in, bijvoorbeeld" in wrong.text
    assert send(mine, page, **told, consent_on="2026-10-03").status_code == 303
    assert read(walk).is_clear and "Alle delen zijn rond" in mine.get(f"/ommetjes/{walk.id}/delen").text
    assert mine.get(f"/ommetjes/{walk.id}/delen/3").status_code == 404


def test_a_section_is_cut_and_joined_without_a_script(mine, walk):
    page = f"/ommetjes/{walk.id}/delen/1/knippen"
    assert "Punt 1" in mine.get(page).text
    nowhere = send(mine, page)
    assert nowhere.status_code == 422 and "Kies een punt tussen" in nowhere.text
    assert send(mine, page, point="1").status_code == 303 and len(read(walk).sections) == 3
    joined = mine.send(
        f"/ommetjes/{walk.id}/delen",
        {"version": str(walk.version)},
        to=f"/ommetjes/{walk.id}/delen/1/samenvoegen",
    )
    assert joined.status_code == 303 and len(read(walk).sections) == 2


@pytest.mark.parametrize("path", ["", "/delen"])
def test_whose_ground_it_is_is_for_its_makers_and_coordinators(app, mine, walk, bram, chris, path):
    """Nobody else reads it, not even when the walk is open."""
    walk.sections[1].consent, walk.stage, walk.state = LandConsent.GIVEN, WalkStage.OPEN, State.PUBLISHED
    walk.is_public = True
    db.session.commit()
    for person, status in ((None, 302), (bram, 403), (chris, 200)):
        other = app.test_client()
        if person is not None:
            sign_in(other, person)
        answer = other.get(f"/ommetjes/{walk.id}{path}")
        assert answer.status_code == (status if path else 200)
        assert (OWNER in answer.text) is (person is chris and path != "")
    assert (OWNER in mine.get(f"/ommetjes/{walk.id}{path}").text) is (path != "")


def test_the_surface_stands_there_in_percents(client, walk):
    walk.sections[1].consent, walk.stage, walk.state = LandConsent.GIVEN, WalkStage.OPEN, State.PUBLISHED
    walk.is_public = True
    db.session.commit()
    page = client.get(f"/ommetjes/{walk.id}").text
    assert re.search(r"verhard \d\d%", page) and re.search(r"graspad \d\d%", page)


def test_it_goes_from_agreed_to_open_with_a_desk_in_between(app, mine, walk, chris):
    walk.sections[1].consent = LandConsent.PUBLIC_ROAD
    db.session.commit()
    here = f"/ommetjes/{walk.id}"
    for move in ("akkoord", "aanleg-klaar", "controle"):
        assert send(mine, f"{here}/stap/{move}").status_code == 303
    assert "Een coördinator kijkt of het ommetje open mag" in mine.get(here).text
    early = mine.get(f"{here}/stap/openen").text
    assert "Een coördinator moet eerst akkoord zijn" in early
    desk = app.test_client()
    sign_in(desk, chris)
    item = desk.get(f"/controle/{walk.id}")
    assert item.status_code == 200 and "Goedkeuren betekent: het mag open" in item.text
    assert "Rondje Brink" in desk.get("/controle").text
    version = str(read(walk).version)
    verdict = {"version": version, "step": "publish", "reason": ""}
    assert desk.send(f"/controle/{walk.id}", verdict, to=f"/controle/{walk.id}/besluit").status_code == 303
    assert send(mine, f"{here}/stap/openen").status_code == 303
    assert "Rondje Brink" in app.test_client().get("/ommetjes").text
    assert send(mine, f"{here}/stap/sluiten").status_code == 422
    assert send(mine, f"{here}/stap/sluiten", why="Er ligt een boom.").status_code == 303
    assert "Er ligt een boom." in app.test_client().get(here).text
    assert mine.get(f"{here}/stap/vliegen").status_code == 404
