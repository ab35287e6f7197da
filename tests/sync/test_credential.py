"""The key of a device hands in for its owner, and opens nothing else (A13)."""

import io
import json
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.core.ids import digest
from app.extensions import db
from app.models import Element, Role, Session
from app.services import people
from app.services.sessions import end_all_sessions, end_other_session, end_other_sessions
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form
from tests.personas import sign_in
from tests.signing import come_in, cookies
from tests.sync.device import Parcel, Phone, element_parcel

pytestmark = pytest.mark.A13


def test_signing_in_gives_the_device_its_key_and_the_server_keeps_a_hash(client, anna):
    answer = come_in(client, anna.email)
    line = cookies(answer)["insturen"]
    assert "HttpOnly" in line and "SameSite=Lax" in line and f"Max-Age={400 * 86400}" in line
    token = client.get_cookie("insturen").value
    session = db.session.query(Session).one()
    assert session.upload_sha256 == digest(token) and session.upload_sha256 != session.token_sha256
    assert len(token) > 40 and token != client.get_cookie("aanmelding").value


def test_it_outlives_the_session_of_a_coordinator_and_of_a_cookie_that_is_gone(app, client, chris):
    come_in(client, chris.email)
    phone = Phone(app)
    phone.client = client
    with time_machine.travel(now() + timedelta(days=3)):
        assert client.get("/controle").status_code == 302, "the session ended by itself"
        assert phone.put(element_parcel(chris)).status_code == 201
    client.delete_cookie("aanmelding")
    with time_machine.travel(now() + timedelta(days=399)):
        parcel = element_parcel(chris, 1)
        assert phone.send(parcel).get_json()["state"] == "complete"
        assert phone.receipt(parcel).status_code == 200
    with time_machine.travel(now() + timedelta(days=401)):
        late = phone.put(element_parcel(chris))
        assert (late.status_code, late.get_json()["error"]) == (401, "sign_in")


def test_a_session_alone_hands_in_too(app, client, anna):
    sign_in(client, anna)
    phone = Phone(app)
    phone.client = client
    assert phone.put(element_parcel(anna)).status_code == 201


ENDS = {
    "signing out": lambda client, _person: client.send("/account", {}, to="/account/uitloggen"),
    "everywhere": lambda _client, person: end_all_sessions(actor=person),
    "from another device": lambda _client, person: end_other_sessions("another", actor=person),
    "that device": lambda _client, person: end_other_session(
        db.session.query(Session).filter_by(person_id=person.id).one().id, actor=person
    ),
    "another role": lambda _client, person: people.grant_role(
        person.email, Role.COORDINATOR, municipalities=["GM0106"]
    ),
}


@pytest.mark.A06
@pytest.mark.parametrize("what", ENDS)
def test_whoever_ends_the_session_ends_the_key(app, client, anna, what):
    come_in(client, anna.email)
    key = client.get_cookie("insturen").value
    ENDS[what](client, anna)
    phone = Phone(app)
    phone.client.set_cookie("insturen", key)
    answer = phone.put(element_parcel(anna))
    assert (answer.status_code, answer.get_json()["error"]) == (401, "sign_in")
    assert "Log in" in answer.get_json()["message"]
    assert db.session.query(Element).count() == 0


@pytest.mark.A06
def test_a_closed_account_reads_that_it_is_closed(app, anna):
    phone = Phone(app, anna)
    people.suspend_person(anna.email)
    for answer in (phone.put(element_parcel(anna)), phone.receipt(element_parcel(anna))):
        assert (answer.status_code, answer.get_json()["error"]) == (403, "closed")


def test_what_another_made_on_this_device_is_not_sent_in_its_name(app, anna, bram):
    answer = Phone(app, bram).put(element_parcel(anna))
    assert (answer.status_code, answer.get_json()["error"]) == (403, "other_account")
    assert db.session.query(Element).count() == 0


def test_it_opens_nothing_else_and_names_nobody(app, anna):
    phone, stranger = Phone(app, anna), app.test_client()
    for address in (
        "/",
        "/account",
        "/account/inzendingen",
        "/onderhoud/nieuw",
        "/elementen/nieuw",
        "/kaart",
    ):
        page, theirs = phone.client.get(address), stranger.get(address)
        assert page.status_code == theirs.status_code and anna.name not in page.text
    assert phone.client.post("/fotos/", headers={"Accept": "application/json"}).status_code in {401, 403}


@pytest.mark.parametrize("session", ["none", "of another"])
def test_an_old_correction_reads_nothing_of_what_it_is_about(app, anna, bram, chris, session):
    secret = ElementFactory(author=bram, published=True, story="Hier broedt de uil.")
    phone = Phone(app, anna)
    if session == "of another":
        sign_in(phone.client, chris)
    change = {name: text for name, text in element_form(name="X").items() if name != "id"}
    change |= {"base_version": "0", "base": json.dumps({"name": "Oud"}), "why": "x"}
    answer = phone.put(Parcel(anna.id, "element_change", change, secret.id))
    assert (answer.status_code, answer.get_json()["error"]) == (409, "stale")
    assert set(answer.get_json()) == {"error", "message", "error_id"}
    assert "uil" not in answer.text


@pytest.mark.A04
@pytest.mark.parametrize("headers", [{}, {"X-Haarvaten": "1", "Origin": "https://evil.example"}])
def test_another_site_cannot_hand_in(app, anna, headers):
    phone, parcel = Phone(app, anna), element_parcel(anna)
    answer = phone.client.put(
        parcel.address, data=parcel.body, content_type="application/json", headers=headers
    )
    assert (answer.status_code, answer.get_json()["error"]) == (403, "not_allowed")


class SlowLine(io.BytesIO):
    """The bytes of an envelope; notes whether a transaction is open while they come."""

    held: bool | None = None

    def readinto(self, buffer):
        self.held = db.session().in_transaction()
        return super().readinto(buffer)


def test_while_an_envelope_comes_in_nothing_is_read(app, anna):
    phone, parcel = Phone(app, anna), element_parcel(anna)
    line = SlowLine(parcel.body)
    answer = phone.client.put(
        parcel.address,
        input_stream=line,
        content_length=len(parcel.body),
        content_type="application/json",
        headers={"X-Haarvaten": "1"},
    )
    assert (answer.status_code, line.held) == (201, False)
