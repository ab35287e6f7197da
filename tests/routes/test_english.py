"""Who reads English gets English: pages, dates, numbers, names, refusals and mails."""

import html
import re
from datetime import UTC, date, datetime

import pytest
from flask import render_template_string

from app.cli.translations import CATALOGUE, forms, read
from app.config import settings
from app.extensions import db
from app.jobs import mails
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import Job, Owner
from app.services.moderation import Verdict, decide
from tests.architecture.walk import addresses, things
from tests.checks.html import check
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in
from tests.signing import ask_code

# "een" in small letters: Een is also a village
PLAIN_DUTCH = re.compile(r"\b(?:(?i:het|niet|jouw|jij|wij|wordt|voor|zijn|deze|geen|kies|vul)|een)\b")
NO_WORDS = re.compile(
    r"<script.*?</script>|\b(?:href|src|id|class|name|for|value|data-[a-z]*url)=\"[^\"]*\"", re.DOTALL
)


@pytest.fixture(scope="module", autouse=True)
def catalogue(app):
    """Make the file that the app reads, with the command that makes it."""
    made = app.test_cli_runner().invoke(args=["translations", "compile"])
    assert made.exit_code == 0, made.output


@pytest.fixture
def english(client):
    client.set_cookie("taal", "en")
    return client


def test_a_visitor_with_the_cookie_reads_english(english):
    page = english.get("/").text
    check(page, "/")
    assert '<html lang="en"' in page
    assert "Caring together for the landscape of Drenthe" in page and "Sign in with a code" in page


def test_the_choice_of_the_person_goes_before_the_cookie(english, anna):
    sign_in(english, anna)
    assert '<html lang="nl"' in english.get("/").text
    anna.language = "en"
    db.session.commit()
    english.set_cookie("taal", "nl")
    assert '<html lang="en"' in english.get("/").text


def test_choosing_english_is_confirmed_in_english(client, anna):
    sign_in(client, anna)
    data = {"name": "Anna", "show_name": "no", "language": "en", "theme": "device"}
    assert client.send("/account", data).status_code == 303
    page = client.get("/account").text
    assert '<html lang="en"' in page and "Saved." in page


@pytest.mark.parametrize("chosen", ["de", "en_US", "../en", ""])
def test_another_language_is_dutch(client, chosen):
    client.set_cookie("taal", chosen)
    assert '<html lang="nl"' in client.get("/").text


def test_dates_numbers_times_and_names_are_english(english, anna):
    pond = ElementFactory(
        author=anna, published=True, length_m=1250.0, received_at=datetime(2026, 11, 1, 9, tzinfo=UTC)
    )
    log = MaintenanceLogFactory(
        author=anna, element=pond, published=True, minutes_each=150, done_on=date(2025, 3, 1)
    )
    page = english.get(f"/elementen/{pond.id}").text
    for words in (
        "1 November 2026",
        "1 March 2025",
        "2.5 hours per person",
        "Pond clearing",
        "<h1>Pond and small",
    ):
        assert words in page
    assert "Pond clearing" in english.get(f"/onderhoud/{log.id}").text


@pytest.mark.parametrize(
    ("filter_name", "value", "text"),
    [
        ("hours", 60, "1 hour"),
        ("hours", 61, "1 hour"),
        ("hours", 90, "1.5 hours"),
        ("hours", 1, "1 minute"),
        ("metres", 1, "1 metre"),
        ("metres", 0.5, "0.5 metres"),
        ("metres", 1250, "1.2 km"),
        ("area", 4999, "4,999 m²"),
        ("clock", datetime(2026, 7, 1, 22, 5, tzinfo=UTC), "0:05"),
        ("day_clock", datetime(2026, 11, 1, 8, 30, tzinfo=UTC), "1 November 2026 at 9:30"),
    ],
)
def test_amounts_and_times_read_as_english(app, filter_name, value, text):
    with app.test_request_context(headers={"Cookie": "taal=en"}):
        assert render_template_string(f"{{{{ value | {filter_name} }}}}", value=value) == text


def test_an_own_name_stays_as_it_is(english, anna):
    pond = ElementFactory(author=anna, published=True, name="De Kolk", title="De Kolk")
    assert "<h1>De Kolk</h1>" in english.get(f"/elementen/{pond.id}").text


def test_no_page_says_anything_in_dutch(app, english, dirk):
    """Every page of an admin, in all its words: the text, and what scripts and readers are told."""
    dirk.language = "en"
    sign_in(english, dirk)
    known = [
        forms(message.id)[0]
        for message in read(CATALOGUE)
        if message.id and forms(message.string)[0] != message.id
    ]
    sentences = [one for one in known if one.strip().count(" ") > 1 and "%" not in one and "{" not in one]
    made = things(dirk)
    found = {}
    for _method, address in addresses(app, made, unsafe=False):
        answer = english.get(address)
        if answer.mimetype != "text/html" or address.startswith("/dev"):
            continue
        page = html.unescape(NO_WORDS.sub("", answer.text))
        left = [one for one in sentences if one in page] + PLAIN_DUTCH.findall(page)
        if left:
            found[address] = left
    assert len(sentences) > 500 and not found


@pytest.mark.parametrize(
    ("page", "data", "words"),
    [
        ("/account/inloggen", {"email": "x"}, "This is not an email address."),
        ("/elementen/nieuw", {"count": "x"}, "Fill in a whole number, from 1 to 100000."),
    ],
)
def test_a_form_says_in_english_what_is_wrong(english, anna, page, data, words):
    anna.language = "en"
    if page != "/account/inloggen":
        sign_in(english, anna)
    assert words in english.send(page, data).text


def test_a_number_is_shown_to_change_as_it_is_typed_in_english(english, anna):
    anna.language = "en"
    sign_in(english, anna)
    pond = ElementFactory(author=anna, width_m=2.5, owner_kind=Owner.UNKNOWN)
    assert 'value="2.5"' in english.get(f"/elementen/{pond.id}/verbeteren").text


def newest_mail():
    return next(folder.find(settings().data_dir / "mail"))


def test_the_code_is_mailed_in_the_language_of_the_page_where_it_was_asked(english):
    ask_code(english, "nieuw@example.nl")
    job = db.session.query(Job).filter_by(name="mails.code").one()
    mails.code(**job.payload)
    mail = newest_mail()
    assert mail.subject.startswith("Your code for Haarvaten: ")
    for part in (mail.text, mail.html):
        assert "Your code for Haarvaten is:" in part and "The code works until" in part
        assert re.search(r"until \d+:\d\d\.", part)
        assert not PLAIN_DUTCH.search(part)
    assert '<html lang="en"' in mail.html


@pytest.mark.parametrize("step", ["publish", "return", "reject"])
def test_a_decision_is_mailed_in_the_language_of_its_author(anna, chris, step):
    anna.language = "en"
    pond = ElementFactory(author=anna)
    decide(Verdict(id=pond.id, version=pond.version, step=step, reason="x"), actor=chris)
    for job in db.session.query(Job).filter_by(name="mails.decision"):
        tell_author(**job.payload)
    mail = newest_mail()
    assert mail.subject.endswith(": Pond and small historic water, Assen")
    assert "Hello Anna Voorbeeld," in mail.text
    assert not PLAIN_DUTCH.search(mail.text) and not PLAIN_DUTCH.search(html.unescape(mail.html))
