"""Foto melden: the desk takes a photo from view; its maker and the desk still see it; undo brings it back."""

import uuid

import pytest

from app.core.clock import now
from app.extensions import db
from app.models import Photo, PhotoReport, State, Visibility
from tests.factories.corrections import PhotoReportFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo
from tests.personas import sign_in
from tests.routes.test_moderation import decide

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.fixture
def wal(database, anna):
    return ElementFactory(published=True, title="Wal De Es", author=anna)


@pytest.fixture
def photo(wal, anna):
    return ready_photo(anna, wal)


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def report(client, photo, **changed):
    sent = {"id": str(uuid.uuid4()), "version": "0", "wrong": "person", "notes": ""} | changed
    answer = client.send(f"/fotos/{photo.id}/melding", sent)
    return answer, db.session.get(PhotoReport, uuid.UUID(sent["id"]))


def picture(photo) -> str:
    return f"/fotos/{photo.id}/{photo.renditions[0].size}.webp"


def test_every_photo_on_a_page_has_the_link_and_a_visitor_signs_in_first(client, wal, photo):
    assert f"/fotos/{photo.id}/melding" in client.get(f"/elementen/{wal.id}").text
    answer = client.get(f"/fotos/{photo.id}/melding")
    assert answer.status_code == 302 and "/account/inloggen?next=" in answer.location


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"wrong": ""}, "Kies wat er mis is."), ({"wrong": "other"}, "Schrijf kort wat er mis is met de foto.")],
)
def test_what_is_missing_is_said_and_nothing_is_stored(client, bram, photo, changed, sentence):
    sign_in(client, bram)
    answer, made = report(client, photo, **changed)
    assert answer.status_code == 422 and sentence in answer.text and made is None


def test_a_person_in_the_picture_comes_first_on_the_desk(client, bram, photo):
    sign_in(client, bram)
    answer, made = report(client, photo)
    assert answer.status_code == 303 and answer.location == f"/account/inzendingen?nieuw={made.id}"
    assert (made.urgency, made.element_id) == (0, photo.submission_id)
    assert report(client, photo, wrong="other_place")[1].urgency == 1


def test_sent_twice_is_one_report(client, bram, photo):
    sign_in(client, bram)
    ident = str(uuid.uuid4())
    first, _made = report(client, photo, id=ident)
    again, _made = report(client, photo, id=ident)
    assert first.location == again.location
    assert db.session.query(PhotoReport).count() == 1


def test_approving_takes_the_photo_from_view_and_undo_brings_it_back(app, client, desk, bram, wal, photo):
    sign_in(client, bram)
    _answer, made = report(client, photo)
    visitor, maker = app.test_client(), app.test_client()
    sign_in(maker, wal.author)
    path = picture(photo)
    assert visitor.get(path).status_code == 200
    done = decide(desk, made, "publish")
    assert visitor.get(path).status_code == client.get(path).status_code == 404
    assert maker.get(path).status_code == desk.get(path).status_code == 200
    assert path not in visitor.get(f"/elementen/{wal.id}").text
    desk.send(done.location, {}, to=f"/controle/{made.id}/herstel")
    assert made.state == State.PENDING and visitor.get(path).status_code == 200


def test_rejecting_leaves_it(app, desk, wal, photo):
    made = PhotoReportFactory(element=wal, photo=photo)
    decide(desk, made, "reject", reason="Er staat niemand op.")
    assert app.test_client().get(picture(photo)).status_code == 200


def test_showing_an_element_again_does_not_show_a_photo_that_was_reported(desk, app, wal, photo, anna):
    other = ready_photo(anna, MaintenanceLogFactory(element=wal, published=True, author=anna))
    decide(desk, PhotoReportFactory(element=wal, photo=photo), "publish")
    db.session.get(Photo, other.id).hidden_at = now()  # at the owner's wish
    wal.visibility, wal.is_public = Visibility.COORDINATORS, False
    db.session.commit()
    desk.send(f"/elementen/{wal.id}", {}, to=f"/elementen/{wal.id}/stand/tonen")
    visitor = app.test_client()
    assert visitor.get(picture(other)).status_code == 200
    assert visitor.get(picture(photo)).status_code == 404


def test_a_photo_that_belongs_to_nothing_yet_cannot_be_reported(client, anna):
    sign_in(client, anna)
    assert client.get(f"/fotos/{ready_photo(anna).id}/melding").status_code == 403


def test_one_changes_and_takes_back_ones_own_report(client, bram, photo):
    sign_in(client, bram)
    _answer, made = report(client, photo)
    page = f"/fotos/meldingen/{made.id}"
    sent = {"version": str(made.version), "wrong": "not_own", "notes": "Uit een folder."}
    assert client.send(f"{page}/verbeteren", sent).status_code == 303
    assert (made.wrong, made.urgency, made.notes) == ("not_own", 1, "Uit een folder.")
    assert "Uit een folder." in client.get(page).text
    client.send(f"{page}/intrekken", {})
    assert made.state == State.WITHDRAWN


def test_who_made_the_photo_does_not_hear_who_reported_it(app, photo, wal):
    made = PhotoReportFactory(element=wal, photo=photo, notes="kanarie")
    maker = app.test_client()
    sign_in(maker, wal.author)
    assert maker.get(f"/fotos/meldingen/{made.id}").status_code == 404
    assert "kanarie" not in maker.get(f"/elementen/{wal.id}").text
