"""Come in by a code from the mail, without a password and without JavaScript."""

import re

import pytest

from app.extensions import db
from app.models import Session, User
from tests.signing import ask_code, come_in, cookies, enter, mailed_digits, newest_code, newest_digits


def test_a_known_person_comes_in_with_the_code_from_the_mail_and_returns_to_the_page(client, anna):
    asked = ask_code(client, "Anna@Example.nl ", data={"next": "/elementen?dorp=Zeijen"})
    assert (asked.status_code, asked.location) == (303, "/account/inloggen/code")
    came = enter(client, mailed_digits())
    assert (came.status_code, came.location) == (303, "/elementen?dorp=Zeijen")
    assert "Anna Voorbeeld" in client.get("/account").text


def test_the_code_may_be_typed_with_spaces_as_it_stands_in_the_mail(client, anna):
    ask_code(client, "anna@example.nl")
    digits = newest_digits()
    assert enter(client, f" {digits[:3]}\u00a0{digits[3:]} ").status_code == 303


def test_the_field_of_the_code_helps_phones_to_fill_it_in(client, anna):
    ask_code(client, "anna@example.nl")
    page = client.get("/account/inloggen/code").text
    field = re.search(r"<input[^>]*name=\"code\"[^>]*>", page)[0]
    assert 'autocomplete="one-time-code"' in field and 'inputmode="numeric"' in field


def test_the_first_code_makes_the_account_after_name_and_age(client):
    came = come_in(client, "nieuw@example.nl")
    assert came.location == "/account/inloggen/naam"
    begun = client.send("/account/inloggen/naam", {"name": "Nieuw Voorbeeld", "sixteen": "y"})
    assert begun.status_code == 303
    person = db.session.query(User).filter_by(email="nieuw@example.nl").one()
    assert (person.name, person.role, person.show_name) == ("Nieuw Voorbeeld", "volunteer", False)
    assert client.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        ({"name": "Nieuw"}, "Zet een vinkje als je 16 jaar of ouder bent."),
        ({"name": " \u2028\x00 ", "sixteen": "y"}, "Vul in hoe wij je mogen noemen."),
        ({"name": "n" * 81, "sixteen": "y"}, "Je naam mag hoogstens 80 letters hebben."),
    ],
)
def test_without_name_or_age_no_account_is_made_and_what_was_typed_stays(client, data, wrong):
    come_in(client, "nieuw@example.nl")
    again = client.send("/account/inloggen/naam", data)
    assert again.status_code == 422 and wrong in again.text and 'id="error-summary"' in again.text
    assert data["name"].strip("\u2028\x00 ") in again.text
    assert db.session.query(User).count() == 0


def test_nobody_gets_an_account_without_the_right_code(client):
    ask_code(client, "nieuw@example.nl")
    token = client.csrf("/account/inloggen/code")
    data = {"csrf_token": token, "name": "Nieuw", "sixteen": "y"}
    assert client.post("/account/inloggen/naam", data=data).location == "/account/inloggen"
    assert db.session.query(User).count() == db.session.query(Session).count() == 0


WRONG = ["", "geen adres", "anna@example", "a@b@c.nl", "anna@example.nl\nBcc: x@y.nl"]


@pytest.mark.parametrize("typed", WRONG)
def test_a_wrong_address_is_named_and_kept(client, typed):
    again = ask_code(client, typed)
    assert again.status_code == 422 and 'id="error-summary"' in again.text and "autofocus" in again.text
    assert " ".join(typed.split()) in again.text


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef"])
def test_what_is_not_six_digits_costs_no_try(client, anna, typed):
    ask_code(client, "anna@example.nl")
    again = enter(client, typed)
    assert again.status_code == 422 and "De code heeft 6 cijfers." in again.text and newest_code().tries == 0


def test_a_wrong_code_says_how_often_one_may_still_try(client, anna):
    ask_code(client, "anna@example.nl")
    wrong = f"{(int(newest_digits()) + 1) % 10**6:06}"
    again = enter(client, wrong)
    assert again.status_code == 422 and "Je kunt nog 4 keer." in again.text and wrong in again.text


def test_a_closed_account_comes_in_with_no_code(client, anna):
    from app.services.people import suspend_person

    suspend_person("anna@example.nl")
    came = come_in(client, "anna@example.nl")
    assert came.status_code == 422 and "Dit account is gesloten." in came.text
    assert "aanmelding" not in cookies(came)


def test_signing_in_twice_from_one_page_ends_in_one_session(client, anna):
    come_in(client, "anna@example.nl")
    assert client.get("/account/inloggen?next=/kaart").location == "/kaart"
