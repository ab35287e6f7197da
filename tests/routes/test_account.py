"""The account page: what someone chooses, and where they are signed in."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.models import Session, User
from tests.personas import sign_in
from tests.sync.device import Phone, element_parcel

CHOICE = {"name": "Anna de Vries Voorbeeld", "show_name": "yes", "language": "en", "theme": "dark"}


def test_what_is_chosen_is_kept(client, anna):
    sign_in(client, anna)
    assert client.send("/account", CHOICE).status_code == 303
    person = db.session.get(User, anna.id)
    assert (person.name, person.show_name, person.language, person.theme) == (
        CHOICE["name"],
        True,
        "en",
        "dark",
    )
    page = client.get("/account").text
    assert 'data-theme="dark"' in page and '<html lang="en"' in page


@pytest.mark.parametrize("wrong", [{"name": ""}, {"language": "fy"}, {"theme": "roze"}, {"show_name": ""}])
def test_a_wrong_choice_changes_nothing_and_keeps_the_rest(client, anna, wrong):
    sign_in(client, anna)
    again = client.send("/account", {**CHOICE, **wrong})
    assert again.status_code == 422 and 'id="error-summary"' in again.text
    assert "name" in wrong or CHOICE["name"] in again.text
    assert db.session.get(User, anna.id).name == "Anna Voorbeeld"


def test_nobody_becomes_admin_by_an_extra_field(client, anna):
    sign_in(client, anna)
    client.send("/account", {**CHOICE, "role": "admin", "email": "ander@example.nl", "is_demo": "1"})
    person = db.session.get(User, anna.id)
    assert (person.role, person.email, person.is_demo) == ("volunteer", "anna@example.nl", False)


@pytest.mark.A06
def test_one_signs_out_elsewhere_but_never_someone_else(client, app, anna, bram):
    laptop, stranger = app.test_client(), app.test_client()
    sign_in(client, anna)
    sign_in(laptop, anna)
    sign_in(stranger, bram)
    page = client.get("/account").text
    assert "Hier ben je nu" in page and page.count("Log daar uit</span>") == 1
    others = db.session.query(Session).filter_by(person_id=bram.id).one()
    refused = client.send("/account", {}, to=f"/account/toestellen/{others.id}/uitloggen")
    assert refused.status_code == 404 and stranger.get("/account").status_code == 200
    for session in db.session.query(Session).filter_by(person_id=anna.id):
        if f"/account/toestellen/{session.id}/uitloggen" in page:
            client.send("/account", {}, to=f"/account/toestellen/{session.id}/uitloggen")
    assert laptop.get("/account").status_code == 302 and client.get("/account").status_code == 200


@pytest.mark.A06
def test_a_device_that_only_hands_in_is_named_and_can_be_stopped(app, client, chris):
    phone, old = Phone(app, chris), app.test_client()
    sign_in(old, chris)  # from before devices had keys: there is nothing left of it
    with time_machine.travel(now() + timedelta(days=1)):
        sign_in(client, chris)
        page = client.get("/account").text
        assert page.count("Niet meer ingelogd. Kan nog wel insturen wat erop staat.") == 1
        assert page.count("Stop insturen</span>") == 1 and "Log daar uit</span>" not in page
        (there,) = re.findall(r"/account/toestellen/[0-9a-f-]+/uitloggen", page)
        assert client.send("/account", {}, to=there).status_code == 303
        assert "Stop insturen" not in client.get("/account").text
        assert phone.put(element_parcel(chris)).status_code == 401


@pytest.mark.A06
def test_out_everywhere_is_out_here_too(client, app, anna):
    laptop = app.test_client()
    sign_in(client, anna)
    sign_in(laptop, anna)
    assert client.send("/account", {}, to="/account/uitloggen/overal").status_code == 303
    assert client.get("/account").status_code == laptop.get("/account").status_code == 302


def test_a_coordinator_sees_the_municipalities(client, chris):
    sign_in(client, chris)
    page = client.get("/account").text
    assert "Jouw gemeenten" in page and "Aa en Hunze" in page and "coördinator" in page


def test_a_visitor_is_sent_to_sign_in_and_back(client, anna):
    assert client.get("/account").location == "/account/inloggen?next=/account"
