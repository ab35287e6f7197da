"""flask people …"""

import pytest

from app.extensions import db
from app.models import User


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(args=["people", *words])


def test_a_coordinator_gets_municipalities(run, anna):
    done = run(
        "grant", "Anna@example.nl", "coordinator", "--municipality", "GM0106", "--municipality", "GM1680"
    )
    assert done.exit_code == 0 and "coordinator of GM0106, GM1680" in done.output
    db.session.expire_all()
    person = db.session.get(User, anna.id)
    assert person.role == "coordinator" and {area.municipality_code for area in person.areas} == {
        "GM0106",
        "GM1680",
    }
    assert run("grant", "anna@example.nl", "coordinator", "--municipality", "GM0106").exit_code == 0
    assert run("grant", "anna@example.nl", "volunteer").exit_code == 0
    db.session.expire_all()
    person = db.session.get(User, anna.id)
    assert (person.role, person.areas) == ("volunteer", [])


@pytest.mark.parametrize(
    "words",
    [
        ("grant", "niemand@example.nl", "admin"),
        ("grant", "geen-adres", "admin"),
        ("grant", "anna@example.nl", "koning"),
        ("grant", "anna@example.nl", "coordinator", "--municipality", "GM9999"),
        ("grant", "anna@example.nl", "volunteer", "--municipality", "GM0106"),
        ("suspend", "niemand@example.nl"),
    ],
)
def test_what_cannot_be_ends_with_an_error(run, anna, words):
    assert run(*words).exit_code != 0
    assert db.session.get(User, anna.id).role == "volunteer"


def test_an_account_is_closed_and_opened(run, anna):
    assert run("suspend", "anna@example.nl").exit_code == 0
    db.session.expire_all()
    assert db.session.get(User, anna.id).suspended_at is not None
    assert run("restore", "anna@example.nl").exit_code == 0
    db.session.expire_all()
    assert db.session.get(User, anna.id).suspended_at is None
