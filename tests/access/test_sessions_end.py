"""Another role, other municipalities or a closed account: out of every browser at once (A06)."""

import ast
from pathlib import Path

import pytest

from app.core.clock import now
from app.core.errors import NotAllowedError
from app.extensions import db
from app.models import Element, Role, Session, User
from app.services import people
from app.services.follows import follow
from app.services.sessions import end_all_sessions
from tests.factories.elements import ElementFactory
from tests.forms.filled import element_form
from tests.personas import sign_in

pytestmark = pytest.mark.A06
SERVICES = Path(people.__file__).parent
ENDS = {"role", "areas", "suspended_at"}  # of a person: setting one of these ends what they have open
CHANGES = {
    "another role": lambda email: people.grant_role(email, Role.COORDINATOR, municipalities=["GM0106"]),
    "less": lambda email: people.grant_role(email, Role.VOLUNTEER),
    "other municipalities": lambda email: people.grant_role(
        email, Role.COORDINATOR, municipalities=["GM1680"]
    ),
    "a closed account": people.suspend_person,
}


@pytest.mark.parametrize("what", CHANGES)
def test_it_ends_every_session_and_what_was_being_typed_is_not_taken(app, chris, bram, what):
    phone, laptop, stranger = app.test_client(), app.test_client(), app.test_client()
    for client, person in ((phone, chris), (laptop, chris), (stranger, bram)):
        sign_in(client, person)
    token = phone.csrf("/elementen/nieuw")
    CHANGES[what](chris.email)
    answer = phone.post("/elementen/nieuw", data=element_form() | {"csrf_token": token})
    assert answer.status_code == 401 and "Houtwal De Es" in answer.text, "kept, to send again"
    assert db.session.query(Element).count() == 0
    assert laptop.get("/controle").status_code == 302
    assert stranger.get("/account").status_code == 200
    assert db.session.query(Session).filter_by(person_id=chris.id, ended_at=None).count() == 0


def test_who_was_closed_between_the_guard_and_the_act_does_nothing(anna):
    element = ElementFactory(published=True)
    stale = db.session.get(User, anna.id)  # as the guard read it
    db.session.execute(db.update(User).where(User.id == anna.id).values(suspended_at=now()))
    db.session.commit()
    with pytest.raises(NotAllowedError):
        follow(element.id, actor=stale)


def test_signing_out_everywhere_leaves_others_in(app, anna, bram):
    mine, theirs = app.test_client(), app.test_client()
    sign_in(mine, anna)
    sign_in(theirs, bram)
    end_all_sessions(actor=anna)
    assert (mine.get("/account").status_code, theirs.get("/account").status_code) == (302, 200)


def test_no_use_case_changes_who_someone_is_and_leaves_them_in():
    forgot, found = [], 0
    for path in SERVICES.glob("*.py"):  # the demo only makes people
        for use_case in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(use_case, ast.FunctionDef) and (set_here := ENDS & set(_sets(use_case))):
                found += 1
                if "end_sessions_of" not in set(_calls(use_case)):
                    forgot.append(f"{path.name}: {use_case.name} sets {', '.join(sorted(set_here))}")
    assert found >= 2 and not forgot, forgot


def _sets(use_case: ast.FunctionDef):
    for node in ast.walk(use_case):
        if isinstance(node, ast.Assign) and not _is_none(node.value):
            targets = [
                each for one in node.targets for each in (one.elts if isinstance(one, ast.Tuple) else [one])
            ]
            yield from (each.attr for each in targets if isinstance(each, ast.Attribute))


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _calls(use_case: ast.FunctionDef):
    for node in ast.walk(use_case):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))
