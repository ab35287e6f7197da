"""W11 and the answers to what goes wrong: plain Dutch, honest status, an id that is in the log."""

import logging
import re

import pytest
from flask import abort
from sqlalchemy import event, text

from app import create_app
from app.core import errors
from app.extensions import db
from tests.checks.html import check
from tests.personas import sign_in
from tests.visit import Visit

SECRET = "wachtwoord-in-de-foutmelding"
INSIDES = re.compile(
    r"Traceback|File &#34;|File \"|site-packages|SELECT|sqlite|psycopg|Werkzeug|Flask|Python|" + SECRET,
    re.IGNORECASE,
)
HEADERS = {"page": {}, "fragment": {"HX-Request-Type": "partial"}, "json": {"Accept": "application/json"}}
ID = re.compile(r"<strong>([2-9A-Z]{6})</strong>")


def broken_python():
    raise ZeroDivisionError(SECRET)


def broken_sql():
    db.session.execute(text(f"SELECT '{SECRET}' FROM bestaat_niet"))


def says_no(error):
    def view():
        raise error

    return view


ROUTES = {
    "mistake": (broken_python, 500),
    "query": (broken_sql, 500),
    "conflict": (says_no(errors.ConflictError("Iemand was %(who)s voor.", who="<b>je</b>")), 409),
    "not-allowed": (says_no(errors.NotAllowedError("Dit is je eigen inzending.")), 403),
    "not-found": (says_no(errors.NotFoundError("Deze bestaat, maar niet voor jou.")), 404),
    "gone": (says_no(errors.GoneError("Dit is gewist.")), 410),
    "invalid": (says_no(errors.InvalidError("Dat klopt niet.")), 422),
    "too-large": (says_no(errors.TooLargeError("Te groot.")), 413),
    "too-many": (says_no(errors.TooManyError("Wacht even.", retry_after_s=40)), 429),
    "busy": (says_no(errors.BusyError("Het is druk.", retry_after_s=5)), 503),
    "full": (says_no(errors.FullError("Geen ruimte.", retry_after_s=600)), 507),
    "abort-401": (lambda: abort(401), 401),
    "abort-400": (lambda: abort(400, "Bad things in English"), 400),
}


@pytest.fixture(scope="module")
def failing(app):
    """The same app with a few addresses at which things go wrong."""
    other = create_app(app.config["SETTINGS"])
    other.config["PROPAGATE_EXCEPTIONS"] = False
    other.test_client_class = Visit
    for name, (view, _status) in ROUTES.items():
        other.add_url_rule(f"/mis/{name}", name, view)
    yield other
    with other.app_context():
        db.engine.dispose()


@pytest.mark.W11
@pytest.mark.parametrize("name", ROUTES)
@pytest.mark.parametrize("kind", HEADERS)
def test_an_error_shows_an_id_from_the_log_and_nothing_of_our_insides(failing, caplog, name, kind):
    with caplog.at_level(logging.INFO, "app"):
        answer = failing.test_client().get(f"/mis/{name}", headers=HEADERS[kind])
    assert answer.status_code == ROUTES[name][1]
    assert not INSIDES.search(answer.text)
    ident = answer.json["id"] if kind == "json" else ID.search(answer.text)[1]
    assert ident in caplog.text
    if kind != "json":
        check(answer.text, name)
        assert ("<html" in answer.text) == (kind == "page")


@pytest.mark.W11
def test_the_trace_of_our_own_mistake_is_in_the_log_under_that_id(failing, caplog):
    answer = failing.test_client().get("/mis/mistake")
    lines = [record for record in caplog.records if ID.search(answer.text)[1] in record.getMessage()]
    assert any(record.exc_info and SECRET in str(record.exc_info[1]) for record in lines)


@pytest.mark.committed
def test_the_page_for_our_own_mistake_asks_the_database_nothing(failing, anna):
    client, sent = failing.test_client(), []
    sign_in(client, anna)
    with failing.app_context():
        engine = db.engine

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    assert client.get("/mis/mistake").status_code == 500
    assert sent == []
    client.get("/vastleggen")
    assert sent, "an ordinary page does look who is there; the listener works"


def test_a_rule_says_it_in_its_own_words_escaped(failing):
    answer = failing.test_client().get("/mis/conflict")
    assert "Iemand was &lt;b&gt;je&lt;/b&gt; voor." in answer.text


def test_what_is_not_yours_to_know_looks_like_what_does_not_exist(failing):
    client = failing.test_client()
    hidden, absent = client.get("/mis/not-found"), client.get("/bestaat-niet")
    assert hidden.status_code == absent.status_code == 404

    def plain(answer):
        return ID.sub("", answer.text).replace("/mis/not-found", "").replace("/bestaat-niet", "")

    assert plain(hidden) == plain(absent)


@pytest.mark.parametrize(("name", "seconds"), [("too-many", "40"), ("busy", "5"), ("full", "600")])
def test_who_has_to_wait_hears_how_long(failing, name, seconds):
    assert failing.test_client().get(f"/mis/{name}").headers["Retry-After"] == seconds


def test_a_wrong_method_says_which_are_right(client):
    answer = client.delete("/over")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_an_old_form_gives_back_all_that_was_typed(client):
    typed = {"csrf_token": "oud", "email": "<anna>@example.nl", "next": "/kaart"}
    answer = client.post("/account/inloggen?a=1", data=typed)
    assert answer.status_code == 403
    assert 'name="email" value="&lt;anna&gt;@example.nl"' in answer.text
    assert 'action="/account/inloggen?a=1"' in answer.text
    assert 'value="oud"' not in answer.text
    check(answer.text, "/account/inloggen")
