"""The desk asks for a better photo in one tap; the author adds it, or says that there is none."""

import re

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import CannedAnswer, State
from tests.factories.sightings import sighting
from tests.forms.filled import sent_again
from tests.personas import sign_in
from tests.routes.test_element_photos import picture
from tests.routes.test_moderation import decide

MINE = "/account/inzendingen"


@pytest.fixture
def question(database):
    return db.session.scalars(select(CannedAnswer).where(CannedAnswer.label_nl == "Betere foto?")).one()


@pytest.fixture
def hazel(client, anna, chris, question):
    """A sighting that came back with the question."""
    made = sighting(anna)
    sign_in(client, chris)
    assert re.search(
        rf'value="{question.id}" data-key="3" data-step="return"', client.get(f"/controle/{made.id}").text
    )
    assert decide(client, made, "return", answer=str(question.id)).status_code < 400
    db.session.refresh(made)
    return made


def test_the_author_reads_the_question_and_adds_a_photo(client, hazel, anna, chris, question):
    last = hazel.decisions[-1]
    assert (hazel.state, last.answer_id) == (State.RETURNED, question.id)
    assert last.reason.startswith("Dag Anna Voorbeeld, ik kan de soort nog niet goed zien.")
    sign_in(client, anna)
    page, there = client.get(MINE).text, f"/waarnemingen/{hazel.id}/verbeteren"
    assert last.reason in page and f'href="{there}"' in page and "Verbeteren" in page
    sent = sent_again(client.get(there).text) | {"photos_new": [picture()], "people_ok": "y"}
    assert client.send(there, sent).status_code == 303
    db.session.refresh(hazel)
    assert (hazel.state, hazel.waits, len(hazel.photos)) == (State.PENDING, True, 1)
    assert hazel.decisions[-1].step == "resubmit" and hazel.decisions[-1].changes["photos"] == [0, 1]
    sign_in(client, chris)
    line = client.get("/controle").text.split(f'id="wacht-{hazel.id}"')[1]
    assert "Antwoord binnen" in line.split("</li>")[0]


def test_who_has_no_other_says_so_in_one_tap(client, hazel, anna):
    word = hazel.decisions[-1]
    sign_in(client, anna)
    page = client.get(MINE).text
    assert 'name="tap" value="Nee, die heb ik niet"' in page and 'name="tap" value="Ja' not in page
    client.send(MINE, {"word": str(word.id), "tap": "Nee, die heb ik niet"}, to=f"{MINE}/{hazel.id}/antwoord")
    db.session.refresh(hazel)
    assert (hazel.state, hazel.decisions[-1].reason) == (State.PENDING, "Nee, die heb ik niet")


def test_the_question_is_asked_about_sightings_only(question):
    assert question.kinds == ["sighting"] and question.step == "return"
