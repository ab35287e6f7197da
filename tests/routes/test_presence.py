"""Staat dit er nog? Seen, changed, gone and back again."""

import re
import uuid

import pytest

from app.core.clock import today
from app.extensions import db
from app.models import Element, PresenceCheck, State
from app.queries.map import token_of
from tests.factories.corrections import PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide


@pytest.fixture
def poel(database):
    return ElementFactory(published=True, title="Poel Brinkveld")


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def sent(**changed) -> dict:
    told = {"id": str(uuid.uuid4()), "version": "0", "seen": "gone", "seen_on": today().isoformat()}
    return told | {"notes": "De heg is omgezaagd."} | changed


def ask(client, poel, **changed):
    form = sent(**changed)
    return client.send(f"/elementen/{poel.id}/staat-er-nog", form), form


def titles(client) -> str:
    return client.get("/elementen").text


def test_nothing_is_filled_in_beforehand_and_an_answer_is_needed(client, anna, poel):
    sign_in(client, anna)
    page = client.get(f"/elementen/{poel.id}/staat-er-nog").text
    assert "Sinds het is aangemeld, keek nog niemand" in page and " checked" not in page
    answer, _form = ask(client, poel, seen="")
    assert answer.status_code == 422
    assert "Kies wat je ziet." in answer.text and "De heg is omgezaagd." in answer.text


def test_a_visitor_signs_in_first(client, poel):
    answer = client.get(f"/elementen/{poel.id}/staat-er-nog")
    assert answer.status_code in {302, 303} and "/account" in answer.location


@pytest.mark.parametrize("day", ["2999-01-01", "1950-01-01", "onzin", ""])
def test_a_day_that_cannot_be_is_named(client, anna, poel, day):
    sign_in(client, anna)
    answer, _form = ask(client, poel, seen_on=day)
    assert answer.status_code == 422
    assert db.session.query(PresenceCheck).count() == 0


@pytest.mark.S02
def test_sending_twice_makes_one(client, anna, poel):
    sign_in(client, anna)
    answer, form = ask(client, poel)
    again = client.send(f"/elementen/{poel.id}/staat-er-nog", form)
    assert answer.location == again.location == f"/account/inzendingen?nieuw={form['id']}"
    assert db.session.query(PresenceCheck).count() == 1
    other = client.send(f"/elementen/{poel.id}/staat-er-nog", form | {"seen": "same"})
    assert other.status_code == 409 and "al ingestuurd" in other.text


def test_gone_waits_for_the_desk_then_leaves_the_map_and_can_be_undone(client, desk, anna, poel):
    sign_in(client, anna)
    _answer, form = ask(client, poel)
    check = db.session.get(PresenceCheck, uuid.UUID(form["id"]))
    assert poel.state == State.PUBLISHED and "Poel Brinkveld" in titles(client)
    before = token_of()
    done = decide(desk, check, "publish")
    assert done.status_code == 303
    assert (poel.state, poel.is_public) == (State.GONE, False)
    assert token_of() != before and "Poel Brinkveld" not in titles(client)
    page = client.get(f"/elementen/{poel.id}")
    assert page.status_code == 200
    assert "Dit staat er niet meer" in page.text and "Gezien: het is weg" in page.text
    assert f"/onderhoud/nieuw?element={poel.id}" not in page.text
    desk.send(done.location, {}, to=f"/controle/{check.id}/herstel")
    assert (poel.state, poel.is_public, check.state) == (State.PUBLISHED, True, State.PENDING)
    assert "Poel Brinkveld" in titles(client)


def test_gone_keeps_its_page_for_visitors_and_the_desk_puts_it_back_later(app, desk, poel):
    desk.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{poel.id}/stand/weg")
    visitor = app.test_client()
    assert "Dit staat er niet meer" in visitor.get(f"/elementen/{poel.id}").text
    assert [one.step for one in poel.decisions] == ["gone"]
    desk.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{poel.id}/stand/terugzetten")
    assert (poel.state, poel.is_public) == (State.PUBLISHED, True)
    assert "Teruggezet" in visitor.get(f"/elementen/{poel.id}").text


@pytest.mark.parametrize(("seen", "after"), [("same", State.PUBLISHED), ("not_visible", State.GONE)])
def test_what_was_gone_comes_back_when_someone_sees_it(desk, poel, seen, after):
    poel.state, poel.is_public = State.GONE, False
    db.session.commit()
    decide(desk, PresenceCheckFactory(element=poel, seen=seen), "publish")
    assert poel.state == after


@pytest.mark.parametrize("seen", ["same", "changed", "not_visible"])
def test_the_other_answers_change_nothing_but_the_history(desk, client, poel, seen):
    check = PresenceCheckFactory(element=poel, seen=seen)
    version = poel.version
    decide(desk, check, "publish")
    assert (poel.state, poel.version) == (State.PUBLISHED, version)
    page = client.get(f"/elementen/{poel.id}").text
    assert f"/elementen/gezien/{check.id}" in page
    assert client.get(f"/elementen/gezien/{check.id}").status_code == 200


def test_the_author_changes_answers_and_takes_back(client, anna, bram, poel):
    sign_in(client, anna)
    _answer, form = ask(client, poel)
    page = f"/elementen/gezien/{form['id']}/verbeteren"
    version = re.search(r'name="version"[^>]* value="(\d+)"', client.get(page).text)[1]
    assert client.send(page, form | {"version": version, "seen": "changed"}).status_code == 303
    assert db.session.get(PresenceCheck, uuid.UUID(form["id"])).seen == "changed"
    other = client.application.test_client()
    sign_in(other, bram)
    assert other.get(page).status_code == 404
    back = f"/elementen/gezien/{form['id']}/intrekken"
    assert client.send(back, {}).status_code == 303
    assert db.session.get(PresenceCheck, uuid.UUID(form["id"])).state == State.WITHDRAWN


@pytest.mark.parametrize("word", ["weg", "terugzetten", "verbergen", "fotos-verbergen", "tonen", "onzin"])
def test_only_coordinators_move_an_element_and_only_by_post(client, desk, anna, poel, word):
    sign_in(client, anna)
    address = f"/elementen/{poel.id}/stand/{word}"
    assert client.get(address).status_code == 403
    assert client.send(f"/elementen/{poel.id}", {}, to=address).status_code == 403
    assert desk.get(address).status_code == (404 if word == "onzin" else 200)
    assert db.session.get(Element, poel.id).state == State.PUBLISHED


def test_what_one_follows_is_found_back_until_one_stops(client, anna, poel):
    sign_in(client, anna)
    assert "Je volgt nog niets" in client.get("/vastleggen").text
    for _twice in range(2):
        assert client.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{poel.id}/volgen").status_code == 303
    assert client.get("/vastleggen").text.count("Poel Brinkveld") == 1
    assert "Niet meer volgen" in client.get(f"/elementen/{poel.id}").text
    client.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{poel.id}/niet-volgen")
    assert "Poel Brinkveld" not in client.get("/vastleggen").text
    hidden = ElementFactory()
    assert client.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{hidden.id}/volgen").status_code == 404
