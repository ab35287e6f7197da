"""Dit is mijn grond: first on the desk, hidden by one key, and nobody else reads how to reach the owner."""

import re
import uuid

import pytest

from app.extensions import db
from app.models import Consent, GroundClaim, MaintenanceLog, State, Visibility
from app.queries.map import token_of
from tests.factories.corrections import GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo
from tests.personas import sign_in
from tests.routes.test_moderation import decide

PHONE = "0592-000000"


@pytest.fixture
def wal(database, anna):
    return ElementFactory(published=True, title="Wal De Es", author=anna)


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def claim(client, wal, **changed):
    sent = {"id": str(uuid.uuid4()), "version": "0", "wish": "hide", "contact": PHONE, "notes": ""} | changed
    answer = client.send(f"/elementen/{wal.id}/mijn-grond", sent)
    return answer, db.session.get(GroundClaim, uuid.UUID(sent["id"]))


def test_a_wish_is_needed_and_what_was_typed_stays(client, bram, wal):
    sign_in(client, bram)
    answer, made = claim(client, wal, wish="")
    assert answer.status_code == 422 and made is None
    assert "Kies wat je wilt." in answer.text and PHONE in answer.text


def test_it_comes_first_on_the_desk(client, desk, bram, wal):
    older = ElementFactory(title="Poel die al lang wacht")
    sign_in(client, bram)
    _answer, made = claim(client, wal)
    page = desk.get("/controle").text
    assert page.index(f"wacht-{made.id}") < page.index(f"wacht-{older.id}")
    assert "Mijn grond" in page and "Eerst" in page
    assert (
        f"/controle/{older.id}"
        in re.findall(r'rel="next" href="([^"]+)"', desk.get(f"/controle/{made.id}").text)[0]
    )


def test_one_key_hides_the_element_and_undo_brings_it_back(client, desk, app, bram, wal):
    sign_in(client, bram)
    _answer, made = claim(client, wal)
    page = desk.get(f"/controle/{made.id}").text
    assert 'data-key="h"' in page and "Verberg het element" in page and PHONE in page
    before, visitor = token_of(), app.test_client()
    done = decide(desk, made, "publish")
    assert (wal.visibility, wal.consent, wal.is_public) == (Visibility.COORDINATORS, Consent.NO, False)
    assert token_of() != before
    assert visitor.get(f"/elementen/{wal.id}").status_code == 404
    assert "Wal De Es" not in visitor.get("/elementen").text
    desk.send(done.location, {}, to=f"/controle/{made.id}/herstel")
    assert (wal.visibility, wal.is_public, made.state) == (Visibility.EVERYONE, True, State.PENDING)
    assert visitor.get(f"/elementen/{wal.id}").status_code == 200


def test_hidden_is_shown_again_by_the_desk_later(desk, app, wal):
    desk.send(f"/elementen/{wal.id}", {}, to=f"/elementen/{wal.id}/stand/verbergen")
    assert app.test_client().get(f"/elementen/{wal.id}").status_code == 404
    page = desk.get(f"/elementen/{wal.id}").text
    assert "Toon weer" in page
    desk.send(f"/elementen/{wal.id}", {}, to=f"/elementen/{wal.id}/stand/tonen")
    assert app.test_client().get(f"/elementen/{wal.id}").status_code == 200
    assert [one.step for one in wal.decisions] == ["hide", "show"]


@pytest.mark.parametrize(("wish", "consent"), [("keep", Consent.YES), ("talk", Consent.UNKNOWN)])
def test_the_other_wishes_leave_it_on_the_map(desk, wal, wish, consent):
    decide(desk, GroundClaimFactory(element=wal, wish=wish), "publish")
    assert (wal.consent, wal.is_public) == (consent, True)


@pytest.mark.P10
def test_photos_alone_are_taken_from_view_and_undone(desk, app, anna, wal, data_dir):
    photo = ready_photo(anna, wal)
    visitor = app.test_client()
    old = [f"/fotos/{photo.id}/foto.jpg"] + [
        f"/fotos/{photo.id}/{each.size}.webp" for each in photo.renditions
    ]
    assert len(old) > 1 and {visitor.get(each).status_code for each in old} == {200}
    made = GroundClaimFactory(element=wal, wish="hide_photos")
    done = decide(desk, made, "publish")
    assert photo.hidden_at is not None and wal.is_public
    for page in (f"/elementen/{wal.id}", "/elementen", "/"):
        assert str(photo.id) not in visitor.get(page).text
    assert {visitor.get(each).status_code for each in old} == {404}
    assert {desk.get(each).status_code for each in old} == {200}
    desk.send(done.location, {}, to=f"/controle/{made.id}/herstel")
    assert photo.hidden_at is None and {visitor.get(each).status_code for each in old} == {200}


@pytest.fixture
def pictures_of_work(anna, wal, data_dir):
    """Photos of work, of someone who went to look and of work that waits; none of the element itself."""
    things = [
        MaintenanceLogFactory(author=anna, element=wal, published=True),
        PresenceCheckFactory(author=anna, element=wal, published=True),
        MaintenanceLogFactory(author=anna, element=wal),
    ]
    return [ready_photo(anna, thing) for thing in things]


def addresses_of(photo):
    small = [f"/fotos/{photo.id}/{each.size}.webp" for each in photo.renditions]
    assert small
    return [f"/fotos/{photo.id}/foto.jpg", *small]


def shown_to(visitor, photos):
    return [{visitor.get(each).status_code for each in addresses_of(photo)} for photo in photos]


@pytest.mark.P10
def test_photos_of_work_and_of_looking_go_with_it_and_come_back(desk, app, wal, pictures_of_work):
    visitor = app.test_client()
    log, check, waiting = pictures_of_work
    pages = (f"/onderhoud/{log.submission_id}", f"/elementen/gezien/{check.submission_id}")
    for page, photo in zip(pages, pictures_of_work, strict=False):
        assert f"/fotos/{photo.id}" in visitor.get(page).text
    assert "1 foto" in visitor.get(f"/elementen/{wal.id}").text
    assert shown_to(visitor, pictures_of_work) == [{200}, {200}, {404}]
    made = GroundClaimFactory(element=wal, wish="hide_photos")
    done = decide(desk, made, "publish")
    assert shown_to(visitor, pictures_of_work) == [{404}] * 3
    for page, photo in zip(pages, pictures_of_work, strict=False):
        assert f"/fotos/{photo.id}" not in visitor.get(page).text
    assert "1 foto" not in visitor.get(f"/elementen/{wal.id}").text
    desk.send(done.location, {}, to=f"/controle/{made.id}/herstel")
    assert shown_to(visitor, pictures_of_work) == [{200}, {200}, {404}]
    assert waiting.hidden_at is None


@pytest.mark.P10
def test_the_desk_hides_photos_of_work_and_shows_them_again(desk, app, wal, pictures_of_work):
    visitor, page = app.test_client(), f"/elementen/{wal.id}"
    before = desk.get(page).text
    assert "Verberg de foto" in before and "Toon weer" not in before
    desk.send(page, {}, to=f"{page}/stand/fotos-verbergen")
    decide(desk, db.session.get(MaintenanceLog, pictures_of_work[2].submission_id), "publish")
    assert shown_to(visitor, pictures_of_work) == [{404}] * 3, "also what is published later"
    hidden = desk.get(page).text
    assert "Verberg de foto" not in hidden and "Toon weer" in hidden
    desk.send(page, {}, to=f"{page}/stand/tonen")
    assert shown_to(visitor, pictures_of_work) == [{200}] * 3


def test_only_coordinators_and_the_claimant_read_the_contact(client, desk, app, anna, bram, wal):
    sign_in(client, bram)
    _answer, made = claim(client, wal)
    decide(desk, made, "publish", reason="Wij bellen je.")
    other = app.test_client()
    sign_in(other, anna)
    assert other.get(f"/elementen/mijn-grond/{made.id}").status_code == 404
    assert PHONE in client.get(f"/elementen/mijn-grond/{made.id}").text
    for address in (f"/elementen/{wal.id}", "/elementen", "/account/inzendingen"):
        assert PHONE not in other.get(address).text
    assert all(PHONE not in str(one.changes) for one in made.decisions)


def test_the_owner_answers_a_question_and_takes_back(client, desk, bram, wal):
    sign_in(client, bram)
    _answer, made = claim(client, wal)
    decide(desk, made, "return", reason="Welk perceel is het?")
    page = f"/elementen/mijn-grond/{made.id}/verbeteren"
    form = client.get(page).text
    assert "Welk perceel is het?" in form
    version = re.search(r'name="version"[^>]* value="(\d+)"', form)[1]
    told = {"id": str(made.id), "version": version, "wish": "hide", "contact": PHONE, "answer": "Het linker."}
    assert client.send(page, told).status_code == 303
    assert made.state == State.PENDING
    assert client.send(f"/elementen/mijn-grond/{made.id}/intrekken", {}).status_code == 303
    assert made.state == State.WITHDRAWN
