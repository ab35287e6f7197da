"""When someone gets mail, and the one tap in each mail that stops it."""

import uuid

import pytest

from app.core.mail_off import key_for, person_of
from app.extensions import db
from app.models import MailWhen, User
from tests.factories.people import UserFactory
from tests.personas import sign_in

PAGE = "/account/mail"
ELSEWHERE = {"Origin": "https://mail.example", "Sec-Fetch-Site": "cross-site"}


@pytest.fixture
def off(app, anna) -> str:
    return f"/mail-uit/{key_for(anna.id, secret=app.secret_key)}"


def when(person: User) -> MailWhen:
    db.session.refresh(person)
    return person.mail_when


@pytest.mark.parametrize("chosen", list(MailWhen), ids=str)
def test_the_choice_is_kept_and_shown(client, anna, chosen):
    sign_in(client, anna)
    assert client.send(PAGE, {"when": str(chosen)}).status_code == 303
    assert when(anna) == chosen
    checked = client.get(PAGE).text.split(f'value="{chosen}"')[1].split(">")[0]
    assert "checked" in checked


def test_something_else_is_refused(client, anna):
    sign_in(client, anna)
    answer = client.send(PAGE, {"when": "weekly"})
    assert answer.status_code == 422 and "Kies wanneer je mail krijgt." in answer.text
    assert when(anna) == MailWhen.EACH


@pytest.mark.A12
def test_opening_the_link_a_hundred_times_changes_nothing(client, anna, off):
    for number in range(100):
        opened = client.get(off) if number % 2 else client.head(off)
        assert opened.status_code == 200
    assert "Ja, stop met mail" in client.get(off).text and "Anna" not in client.get(off).text
    assert when(anna) == MailWhen.EACH


@pytest.mark.parametrize("headers", [{}, ELSEWHERE, {"Origin": "null"}], ids=["none", "elsewhere", "null"])
def test_a_mail_program_stops_it_without_cookie_or_form(client, anna, off, headers):
    stopped = client.post(
        off,
        data="List-Unsubscribe=One-Click",
        headers=headers,
        content_type="application/x-www-form-urlencoded",
    )
    assert stopped.status_code == 200 and "Je krijgt geen mail meer" in stopped.text
    assert when(anna) == MailWhen.NONE


def test_the_button_of_the_page_stops_it_for_that_person_only(client, anna, bram, off):
    sign_in(client, bram)  # whoever happens to be in here
    assert client.post(off, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert (when(anna), when(bram)) == (MailWhen.NONE, MailWhen.EACH)


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_key_that_we_did_not_make_is_no_page(app, client, anna, method):
    whole = key_for(anna.id, secret=app.secret_key)
    wrong = [whole[:-1], whole + "x", key_for(anna.id, secret="een ander geheim"), str(anna.id), "x"]
    assert {getattr(client, method)(f"/mail-uit/{key}").status_code for key in wrong} == {404}
    assert when(anna) == MailWhen.EACH


def test_a_key_of_someone_who_is_not_there_any_more_is_no_page(app, client):
    assert client.post(f"/mail-uit/{key_for(uuid.uuid4(), secret=app.secret_key)}").status_code == 404


def test_a_key_has_no_end_and_one_purpose(app, anna):
    key = key_for(anna.id, secret=app.secret_key)
    assert person_of(key, secret=app.secret_key) == anna.id
    assert key_for(anna.id, secret=app.secret_key) == key  # no time in it
    other = UserFactory()
    assert person_of(key_for(other.id, secret=app.secret_key), secret=app.secret_key) == other.id


def test_the_key_stands_in_no_log(client, off, caplog):
    client.get(off)
    assert off.rsplit("/", 1)[1] not in caplog.text and "mail_settings.ask" in caplog.text
