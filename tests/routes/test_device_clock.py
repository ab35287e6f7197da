"""Each form that hands something in takes the clock of the device along, and is never refused for it."""

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.clock import now, today
from app.extensions import db
from app.models import MaintenanceLog, State, Submission
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo
from tests.forms.filled import log_form, sent_again
from tests.handing_in import look_codes, work_off
from tests.personas import sign_in
from tests.routes.test_presence import sent as presence_form
from tests.sync.device import Parcel, Phone, work_parcel

pytestmark = [pytest.mark.D13, pytest.mark.usefixtures("data_dir")]
EMPTY = '<input id="sent_at" name="sent_at" type="hidden" value="">'


@pytest.fixture
def poel(bram):
    return ElementFactory(author=bram, published=True)


def forms_on(element) -> list[str]:
    photo = ready_photo(element.author, element)
    return [
        "/elementen/nieuw",
        f"/onderhoud/nieuw?element={element.id}",
        f"/elementen/{element.id}/staat-er-nog",
        f"/elementen/{element.id}/voorstel",
        f"/elementen/{element.id}/mijn-grond",
        f"/fotos/{photo.id}/melding",
    ]


def hand_in(client, address: str, more: dict, anna) -> Submission:
    """Send the form as it was opened, with what is still missing."""
    sign_in(client, anna)
    answer = client.send(address, sent_again(client.get(address).text) | more)
    assert answer.status_code == 303, answer.text
    return db.session.get(Submission, UUID(answer.location.partition("nieuw=")[2]))


def test_every_form_has_the_field_and_none_fills_it_in(client, anna, poel):
    sign_in(client, anna)
    for address in forms_on(poel):
        assert client.get(address).text.count(EMPTY) == 1, address


@pytest.mark.parametrize("number", range(2, 6))
def test_what_the_device_said_is_kept(client, anna, poel, number):
    address, when = forms_on(poel)[number], now() + timedelta(days=3653)
    more = {"seen": "same", "wish": "talk", "wrong": "other_place", "name": "De Kolk", "why": "Zo heet hij."}
    item = hand_in(client, address, more | {"sent_at": when.isoformat()}, anna)
    assert item.device_time == when
    assert item.clock_skew_s == pytest.approx(3653 * 86400, abs=60)


@pytest.mark.parametrize("said", ["", "gisteren", "9" * 5000, "2026-11-26", "+012026-11-26T12:00:00.000Z"])
def test_what_cannot_be_read_is_no_reason_to_refuse(client, anna, poel, said):
    item = hand_in(client, f"/onderhoud/nieuw?element={poel.id}", log_form(sent_at=said), anna)
    assert (item.device_time, item.clock_skew_s) == (None, None)


def test_a_form_that_comes_back_says_nothing_of_when_it_first_went_out(client, anna, poel):
    sign_in(client, anna)
    address = f"/elementen/{poel.id}/staat-er-nog"
    answer = client.send(address, presence_form(seen="", sent_at="2016-11-26T12:00:00.000Z"))
    assert answer.status_code == 422
    assert EMPTY in answer.text and "2016-11-26" not in answer.text


def test_two_versions_say_nothing_of_it_either(client, anna, poel):
    sign_in(client, anna)
    address = f"/elementen/{poel.id}/voorstel"
    form = sent_again(client.get(address).text) | {"name": "Mijn naam", "sent_at": "2016-11-26T12:00:00.000Z"}
    poel.name = "Hun naam"
    db.session.commit()
    answer = client.send(address, form)
    assert answer.status_code == 409
    assert answer.text.count('name="sent_at"') == 1 and "2016-11-26" not in answer.text


@pytest.mark.parametrize(("days", "status"), [(0, 303), (1, 303), (2, 422)])
def test_tomorrow_is_today_somewhere_on_earth(client, anna, poel, days, status):
    sign_in(client, anna)
    day = (today() + timedelta(days=days)).isoformat()
    work = f"/onderhoud/nieuw?element={poel.id}"
    assert client.send(work, log_form(done_on=day)).status_code == status
    seen = f"/elementen/{poel.id}/staat-er-nog"
    assert client.send(seen, presence_form(seen="same", seen_on=day)).status_code == status
    work_off()
    flagged = {"day.future" in str(log.checks) for log in db.session.query(MaintenanceLog)}
    assert flagged == ({days == 1} if status == 303 else set())


def test_a_device_that_is_years_ahead_hands_in_and_the_day_is_flagged(app, anna, poel):
    phone, day = Phone(app, anna), (today() + timedelta(days=3653)).isoformat()
    work = work_parcel(anna, poel, done_on=day)
    seen = Parcel(anna.id, "presence_check", {"seen": "same", "seen_on": day, "notes": ""}, poel.id)
    for parcel in (work, seen):
        assert phone.put(parcel).status_code == 201
        work_off()
        item = db.session.get(Submission, parcel.id)
        assert "day.future" in look_codes(item) and item.needs_look and item.state == State.PENDING
