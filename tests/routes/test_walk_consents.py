"""/toestemming/<key>: an owner answers without an account; a wrong or used link has a plain page."""

import re
import uuid

import pytest

from app.config import settings
from app.core.owner_links import key_for
from app.extensions import db
from app.models import LandConsent, Walk, WalkConsent
from tests.factories.walks import WalkFactory
from tests.personas import sign_in


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, drawn=True)


@pytest.fixture
def link(app, walk, anna):
    """Ask, as Anna, and return what the owner gets."""
    mine = app.test_client()
    sign_in(mine, anna)
    page = f"/ommetjes/{walk.id}/delen/1/vragen"
    version = re.search(r'name="version"[^>]*value="(\d+)"', mine.get(page).text)[1]
    form = {"id": str(uuid.uuid4()), "version": version}
    wrong = mine.send(page, form | {"email": "onzin"})
    assert wrong.status_code == 422 and "onzin" in wrong.text
    assert "Vul een e-mailadres in." in mine.send(page, form | {"email": ""}).text
    assert mine.send(page, form | {"email": "boer@example.nl"}).status_code == 303
    return f"/toestemming/{key_for(uuid.UUID(form['id']), secret=settings().secret_key)}"


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def test_an_owner_sees_the_part_answers_and_takes_the_yes_back(client, walk, link):
    page = client.get(link).text
    assert "Mogen mensen hier wandelen?" in page and 'class="e-pad"' in page and "Anna" not in page
    nothing = client.send(link, {})
    assert nothing.status_code == 422 and "Kies een antwoord." in nothing.text
    assert read(walk).sections[0].consent == LandConsent.ASKED  # opening changes nothing
    assert client.send(link, {"answer": "agree"}).status_code == 303
    assert read(walk).sections[0].consent == LandConsent.GIVEN
    after = client.get(link).text
    assert "Dank je voor je antwoord" in after and "Mogen mensen hier wandelen?" not in after
    late = client.send(link, {"answer": "refuse"})
    assert late.status_code == 410 and "Deze link werkt niet meer" in late.text
    assert client.send(link, {}, to=f"{link}/intrekken").status_code == 303
    assert read(walk).sections[0].consent == LandConsent.REFUSED
    assert "Je hebt je ja ingetrokken" in client.get(link).text


def test_a_link_that_we_did_not_make_has_a_plain_page(client, walk, link):
    for wrong in ("/toestemming/onzin", link + "x"):
        assert client.get(wrong).status_code == 404
    other = key_for(uuid.uuid4(), secret=settings().secret_key)
    assert client.get(f"/toestemming/{other}").status_code == 404


def test_another_line_makes_the_link_void(client, walk, link, database):
    walk.sections.clear()
    db.session.commit()
    assert client.get(link).status_code == 404 and db.session.query(WalkConsent).count() == 0
