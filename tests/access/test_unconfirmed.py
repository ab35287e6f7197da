"""V07: without a proven address nothing is handed in, and what is handed in waits until the desk looked."""

import uuid

import pytest
from flask import url_for
from sqlalchemy import func, select
from werkzeug.routing import UUIDConverter

from app.extensions import db
from app.models import Decision, Job, Photo, Session, State, Submission, User
from app.services.moderation import Verdict, decide
from app.services.problems import ProblemFacts, report_problem
from tests.access.bodies import body_of
from tests.architecture.walk import PLAIN
from tests.factories.elements import ElementFactory
from tests.factories.sightings import DAY, sighting
from tests.personas import sign_in
from tests.signing import ask_code, enter, newest_digits

pytestmark = pytest.mark.V07
KEPT = (Submission, Photo, Decision, User, Session)


def counts() -> dict[str, int]:
    found = {one.__name__: db.session.scalar(select(func.count()).select_from(one.__table__)) for one in KEPT}
    mails = select(func.count()).where(Job.name != "mails.code")  # a code to whoever asks for it
    return found | {"jobs": db.session.scalar(mails)}


def changing(app, made: dict[str, uuid.UUID]) -> list[tuple[str, str, str]]:
    """Return (endpoint, method, address) of all that can be sent."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            given = {name: made.get(name) or PLAIN.get(name) or uuid.uuid4() for name in rule.arguments}
            given |= {
                name: made.get(name) or uuid.uuid4()
                for name in rule.arguments
                if isinstance(rule._converters[name], UUIDConverter)  # noqa: SLF001 (told nowhere else)
            }
            methods = sorted(rule.methods & {"POST", "PUT", "DELETE", "PATCH"})
            if rule.endpoint not in {"people.begin", "people.ask_code"}:
                found += [(rule.endpoint, one, url_for(rule.endpoint, **given)) for one in methods]
    assert len(found) > 30
    return found


@pytest.mark.parametrize("proven", [False, True], ids=["nobody", "an address without a name yet"])
def test_nothing_is_kept_of_who_is_not_in(app, client, anna, proven):
    pond = ElementFactory(published=True)
    waits = sighting(anna)
    if proven:
        ask_code(client, "nieuw@example.nl")
        assert enter(client, newest_digits()).location == "/account/inloggen/naam"
    token = client.csrf("/account/inloggen")
    made = {"element_id": pond.id, "ident": pond.id, "sighting_id": waits.id, "item_id": waits.id}
    before = counts()
    for endpoint, method, address in changing(app, made):
        asked = f"{address}?element={pond.id}" if address.endswith("/nieuw") else address
        body = body_of(endpoint, anna.id)
        told = body if isinstance(body, dict) else {}
        answer = client.open(asked, method=method, data={"csrf_token": token, **told})
        assert answer.status_code < 500, endpoint
        assert counts() == before, f"{method} {address} was kept"


def made_by(anna) -> list[Submission]:
    pond = ElementFactory(published=True)
    told = ProblemFacts(element_id=pond.id, problem="waste", seen_on=DAY, notes="kanarie-afval")
    return [
        sighting(anna, claimed_key=None, claim_text="kanarie-soort"),
        report_problem(uuid.uuid4(), told, actor=anna),
    ]


@pytest.mark.parametrize("who", ["", "bram"])
def test_what_nobody_has_looked_at_is_seen_by_nobody_else_and_mailed_to_nobody(client, anna, bram, who):
    items = made_by(anna)
    if who:
        sign_in(client, bram)
    for item, page in zip(items, ("/waarnemingen", "/meldingen"), strict=True):
        assert client.get(f"{page}/{item.id}").status_code == 404
        assert str(item.id) not in client.get(page).text
        on = getattr(item, "element_id", None)
        assert on is None or str(item.id) not in client.get(f"/elementen/{on}").text
    assert [job.name for job in db.session.query(Job) if job.name.startswith("mails.")] == []


def test_after_the_desk_only_its_author_hears_of_it(client, anna, bram, chris):
    items = made_by(anna)
    for item in items:
        decide(Verdict(id=item.id, version=item.version, step="reject", reason="Dit kan niet."), actor=chris)
    told = [job for job in db.session.query(Job) if job.name.startswith("mails.")]
    assert {job.name for job in told} == {"mails.decision"} and len(told) == len(items)
    assert {db.session.get(Submission, item.id).state for item in items} == {State.REJECTED}
    sign_in(client, bram)
    for item, page in zip(items, ("/waarnemingen", "/meldingen"), strict=True):
        assert client.get(f"{page}/{item.id}").status_code == 404
