"""When attempts cannot be counted, nobody comes in uncounted and nothing that is handed in is lost (A11)."""

import uuid
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, text

from app import create_app
from app.extensions import db
from app.models import Element, SignInCode
from app.spatial import engine, safety
from tests.forms.filled import element_form
from tests.personas import sign_in
from tests.signing import ask_code, enter, newest_digits
from tests.visit import Visit

SOON_S = 1
pytestmark = [pytest.mark.A11, pytest.mark.committed]


@pytest.fixture
def hasty(app, monkeypatch):
    """The same app on the same database, which waits one second for a lock instead of ten."""
    monkeypatch.setattr(engine, "BUSY_S", SOON_S)
    monkeypatch.setattr(engine, "TURN_S", SOON_S)
    monkeypatch.setattr(safety, "BUSY_MS", SOON_S * 1000)
    other = create_app(app.config["SETTINGS"])
    other.testing, other.test_client_class = True, Visit
    other.config["PROPAGATE_EXCEPTIONS"] = False
    yield other
    with other.app_context():
        db.engine.dispose()


@contextmanager
def table_gone(raw):
    """Counting fails: the table is not there."""
    with raw.begin() as connection:
        connection.execute(text("ALTER TABLE attempt RENAME TO attempt_away"))
    try:
        yield
    finally:
        with raw.begin() as connection:
            connection.execute(text("ALTER TABLE attempt_away RENAME TO attempt"))


@contextmanager
def table_locked(raw):
    """Counting waits: another holds the table; on SQLite, which locks all or nothing, the database."""
    with raw.connect() as connection:
        if raw.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.execute(text("LOCK TABLE attempt IN ACCESS EXCLUSIVE MODE"))
        yield
        connection.rollback()


FAULTS = {"fails": table_gone, "waits": table_locked}


@pytest.fixture(params=FAULTS)
def fault(request, database_url):
    options = engine.options(database_url)
    raw = create_engine(database_url, **options)
    yield lambda: FAULTS[request.param](raw)
    raw.dispose()


def says_come_back(answer) -> bool:
    return answer.status_code == 503 and int(answer.headers["Retry-After"]) > 0


def test_no_code_is_given_uncounted_and_the_address_stays_in_the_form(hasty, fault):
    client = hasty.test_client()
    client.get("/account/inloggen")
    with fault():
        answer = ask_code(client, "anna@example.nl")
    assert says_come_back(answer) and 'value="anna@example.nl"' in answer.text
    assert db.session.query(SignInCode).count() == 0
    assert ask_code(client, "anna@example.nl").status_code == 303


def test_no_code_is_compared_uncounted_and_it_works_afterwards(hasty, fault, anna):
    client = hasty.test_client()
    ask_code(client, "anna@example.nl")
    digits = newest_digits()
    with fault():
        assert says_come_back(enter(client, digits))
    assert client.get("/account").status_code == 302
    assert enter(client, digits).status_code == 303 and client.get("/account").status_code == 200


def test_what_is_handed_in_is_still_taken(hasty, fault, anna, request):
    client, form = hasty.test_client(), element_form()
    sign_in(client, anna)
    token = client.csrf("/elementen/nieuw")
    with fault():
        answer = client.post("/elementen/nieuw", data=form | {"csrf_token": token})
    if "waits" in request.node.name and db.engine.dialect.name == "sqlite":  # nothing can be written at all
        assert says_come_back(answer) and form["name"] in answer.text
        answer = client.post("/elementen/nieuw", data=form | {"csrf_token": token})
    assert answer.status_code == 303
    assert db.session.get(Element, uuid.UUID(form["id"])).name == form["name"]
