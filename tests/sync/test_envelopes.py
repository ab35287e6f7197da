"""The same envelope is one thing, for ever; another one under its id changes nothing (S02, S03, S04, S10)."""

import json
import uuid
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.core.errors import ConflictError
from app.extensions import db
from app.models import (
    Decision,
    Element,
    ElementChange,
    GroundClaim,
    Job,
    MaintenanceLog,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Sighting,
    State,
    Submission,
)
from app.services.elements import register_element
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo
from tests.forms.filled import element_form, log_form, sighting_form
from tests.personas import sign_in
from tests.sync.device import Parcel, Phone, element_parcel, same_receipt, sha, work_parcel
from tests.together import together


@pytest.fixture
def phone(app, anna):
    return Phone(app, anna)


@pytest.fixture
def wal(bram):
    return ElementFactory(author=bram, published=True, type_key="wooded_bank")


def test_a_receipt_echoes_what_was_sent_and_the_thing_is_there(phone, anna):
    parcel = element_parcel(anna)
    answer = phone.put(parcel)
    told = answer.get_json()
    assert (answer.status_code, told["id"], told["state"]) == (201, str(parcel.id), "complete")
    assert told["envelope_sha256"] == sha(parcel.body) and told["missing"] == []
    element = db.session.get(Element, parcel.id)
    assert (element.name, element.state, element.version) == ("Houtwal De Es", State.PENDING, 1)
    assert element.device_time.isoformat() == "2026-09-12T10:30:00+00:00" and element.clock_skew_s == 0


def parcels(anna, wal) -> dict[str, tuple[Parcel, type]]:
    photo = ready_photo(wal.author, wal)
    seen = {"seen": "gone", "seen_on": "2026-09-12", "notes": "Weg.", "people_ok": "y"}
    wish = {"wish": "talk", "contact": "0592-000000", "notes": "Bel mij."}
    wrong = {"wrong": "other_place", "notes": "Dit is een ander bosje."}
    problem = {"problem": "waste", "seen_on": "2026-09-12", "notes": "Puin.", "people_ok": "y"}
    at = problem | {"begin": "53,04 6,7"}
    change = {name: text for name, text in element_form(name="De nieuwe naam").items() if name != "id"}
    change |= {"base_version": "1", "base": json.dumps({"name": "Oud"}), "why": "Zo heet hij."}
    saw = {name: text for name, text in sighting_form().items() if name != "id"}
    return {
        "element": (element_parcel(anna), Element),
        "maintenance": (work_parcel(anna, wal), MaintenanceLog),
        "presence_check": (Parcel(anna.id, "presence_check", seen, wal.id), PresenceCheck),
        "ground_claim": (Parcel(anna.id, "ground_claim", wish, wal.id), GroundClaim),
        "sighting": (Parcel(anna.id, "sighting", saw, None), Sighting),
        "sighting_on": (Parcel(anna.id, "sighting", saw | {"begin": ""}, wal.id), Sighting),
        "photo_report": (Parcel(anna.id, "photo_report", wrong, photo.id), PhotoReport),
        "problem_report": (Parcel(anna.id, "problem_report", problem, wal.id), ProblemReport),
        "problem_free": (Parcel(anna.id, "problem_report", at, None), ProblemReport),
        "element_change": (Parcel(anna.id, "element_change", change, wal.id), ElementChange),
    }


KINDS = (
    "element",
    "maintenance",
    "presence_check",
    "ground_claim",
    *("sighting", "sighting_on"),
    "photo_report",
    *("problem_report", "problem_free"),
    "element_change",
)


@pytest.mark.S02
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_in_once_however_often_it_is_sent(phone, anna, wal, kind):
    parcel, model = parcels(anna, wal)[kind]
    if kind == "element_change":  # as the page opened it
        parcel.fields["base_version"] = str(wal.version)
    first = phone.put(parcel)
    assert first.status_code == 201, first.text
    for _ in range(3):
        again = phone.put(parcel)
        assert again.status_code == 200 and same_receipt(first, again)
    item = db.session.get(Submission, parcel.id)
    assert isinstance(item, model) and len(item.decisions) == 1


@pytest.mark.S02
@pytest.mark.committed
def test_twenty_at_once_are_one_new_and_nineteen_the_same(app, anna):
    parcel = element_parcel(anna)
    phones = [Phone(app, anna) for _ in range(20)]
    answers = together(app, *[lambda one=one: one.put(parcel).status_code for one in phones])
    assert sorted(answers) == [200] * 19 + [201]
    assert db.session.query(Element).count() == db.session.query(Decision).count() == 1
    assert db.session.query(Job).filter(Job.name.startswith("mails.")).count() == 0


@pytest.mark.S03
@pytest.mark.committed
@pytest.mark.parametrize("rounds", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_one_byte_more_at_the_same_moment_is_one_thing_and_a_conflict(app, anna, rounds):
    one, other = Phone(app, anna), Phone(app, anna)
    for _ in range(rounds):
        parcel = element_parcel(anna)
        bodies = [parcel.body, parcel.body + b" "]
        answers = together(
            app,
            lambda parcel=parcel, bodies=bodies: one.put(parcel, bodies[0]).status_code,
            lambda parcel=parcel, bodies=bodies: other.put(parcel, bodies[1]).status_code,
        )
        assert sorted(answers) == [201, 409]
        kept = db.session.get(Element, parcel.id)
        assert kept.body_sha256 == sha(bodies[answers.index(201)])
        db.session.rollback()


@pytest.mark.S03
def test_a_byte_more_later_or_from_someone_else_changes_nothing_and_tells_nothing(app, phone, anna, bram):
    parcel = element_parcel(anna)
    phone.put(parcel)
    before = dict(db.session.execute(Element.__table__.select()).mappings().one())
    other = phone.put(parcel, parcel.body + b"\n")
    theirs = element_parcel(bram)
    theirs.id = parcel.id
    stranger = Phone(app, bram).put(theirs)
    assert (other.status_code, stranger.status_code) == (409, 409)
    assert other.get_json()["message"] == stranger.get_json()["message"]
    assert Phone(app, bram).receipt(parcel).status_code == 404
    assert dict(db.session.execute(Element.__table__.select()).mappings().one()) == before


@pytest.mark.S04
def test_after_four_hundred_days_it_is_still_the_same(app, phone, anna):
    parcel = element_parcel(anna, 1)
    first = phone.send(parcel)
    with time_machine.travel(now() + timedelta(days=401)):
        late = Phone(app, anna)
        again = late.put(parcel)
        assert again.status_code == 200 and same_receipt(first, again)
        assert same_receipt(first, late.receipt(parcel))
        assert same_receipt(first, late.send(parcel))


@pytest.mark.S02
def test_what_came_by_the_page_and_by_the_phone_is_one_thing(app, client, phone, anna):
    sign_in(client, anna)
    parcel = element_parcel(anna)
    page = client.send("/elementen/nieuw", parcel.fields | {"id": str(parcel.id)})
    assert page.status_code == 303
    answer = phone.put(parcel)
    assert answer.status_code == 200 and answer.get_json()["envelope_sha256"] == sha(parcel.body)
    assert phone.put(parcel, parcel.body + b" ").status_code == 409
    assert db.session.query(Element).count() == 1


def test_what_was_rejected_is_gone_for_the_phone_and_its_receipt_stays(phone, anna):
    parcel = element_parcel(anna, 1)
    phone.put(parcel)
    db.session.get(Element, parcel.id).state = State.REJECTED
    db.session.commit()
    assert phone.put(parcel).status_code == 410
    assert phone.put_photo(parcel, *parcel.photo(0)).status_code == 410
    assert phone.receipt(parcel).status_code == 200


@pytest.mark.S10
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"people": "nul"}, "people"),
        ({"activity_key": "dansen"}, "activity_key"),
        ({"nest_check": ""}, "nest_check"),
        ({"done_on": "2200-01-01"}, "done_on"),
        ({"share": "", "amount": ""}, "share"),
        ({"notes": "n" * 4001}, "notes"),
        ({"hours": "25"}, "hours"),
        ({"state": "published"}, "state"),
        ({"photos": "x"}, "photos"),
        ({"csrf_token": "x"}, "csrf_token"),
    ],
)
def test_what_is_wrong_is_named_in_dutch_and_nothing_is_stored(phone, anna, wal, changed, field):
    parcel = work_parcel(anna, wal, 1)
    parcel.fields |= changed
    phone.put_photo(parcel, *parcel.photo(0))
    answer = phone.put(parcel)
    assert answer.status_code == 422, answer.text
    told = answer.get_json()
    assert set(told["fields"]) == {field} and all(told["fields"][field]) and told["error"] == "invalid"
    assert db.session.query(MaintenanceLog).count() == 0
    parcel.fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    assert phone.put(parcel).status_code == 201, "the same id, put right"


@pytest.mark.S10
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"schema": 2}, "schema"),
        ({"schema": True}, "schema"),
        ({"kind": "wens"}, "kind"),
        ({"owner": "anna"}, "owner"),
        ({"about": str(uuid.uuid4())}, "about"),
        ({"about": None}, "about"),
        ({"fields": []}, "fields"),
        ({"fields": {"people": 3}}, "people"),
        ({"photos": {}}, "photos"),
        ({"photos": [{}]}, "photos"),
        ({"device_time": 5}, "device_time"),
        ({"is_admin": True}, "is_admin"),
    ],
)
def test_an_envelope_that_is_wrong_names_its_member(phone, anna, wal, changed, field):
    parcel = work_parcel(anna, wal)
    parcel.changed = changed
    answer = phone.put(parcel)
    assert answer.status_code == 422 and list(answer.get_json()["fields"]) == [field], answer.text
    assert db.session.query(MaintenanceLog).count() == 0


DEEP = b'{"schema":' + b"[" * 100_000 + b"]" * 100_000 + b"}"


@pytest.mark.W07
@pytest.mark.parametrize(
    "body",
    [
        b"{", b"[]", b"null", b'"x"', b"\xff\xfe{}", b'{"schema": NaN}', b'{"schema": 1e400}',
        b'{"schema": 1, "schema": 1}', b'{"kind": "\\u0000"}', b'{"kind": "\\ud800"}', DEEP,
        b'{"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": {"a": 1}}}}}}}}}}}}}',
    ],
    ids=range(12),
)  # fmt: skip
def test_what_no_database_can_hold_is_no_envelope(phone, anna, body):
    answer = phone.put(element_parcel(anna), body)
    assert answer.status_code == 422 and "konden wij niet lezen" in answer.get_json()["message"]


def test_too_much_and_no_json_have_sentences_of_their_own(phone, anna):
    parcel = element_parcel(anna)
    large = phone.put(parcel, parcel.body + b" " * 1_000_000)
    assert (large.status_code, large.get_json()["error"]) == (413, "too_large")
    assert "te veel tekst" in large.get_json()["message"]
    typed = phone.client.put(parcel.address, data={"x": "y"}, headers={"X-Haarvaten": "1"})
    assert (typed.status_code, typed.get_json()["error"]) == (415, "wrong_type")
    nothing = phone.client.get("/api/v1/nergens")
    assert (nothing.status_code, nothing.get_json()["error"]) == (404, "not_found")
    assert phone.client.delete(parcel.address).get_json()["error"] == "wrong_method"


def test_when_someone_was_first_the_answer_shows_how_it_is_now(phone, anna, wal):
    parcel, _model = parcels(anna, wal)["element_change"]
    parcel.fields["base_version"] = "77"
    sign_in(phone.client, anna)
    answer = phone.put(parcel)
    told = answer.get_json()
    assert (answer.status_code, told["error"], told["version"]) == (409, "stale", wal.version)
    assert told["now"]["type_key"] == "wooded_bank"
    parcel.fields["desk"] = "ja"
    assert phone.put(parcel).status_code == 201, "left to the coordinator"


def test_what_it_is_about_may_have_gone_in_between(phone, anna, wal):
    parcel = work_parcel(anna, wal)
    first = phone.put(parcel)
    wal.state, wal.is_public = State.WITHDRAWN, False
    db.session.commit()
    assert same_receipt(first, phone.put(parcel))
    late = phone.put(work_parcel(anna, wal))
    assert late.status_code == 422 and list(late.get_json()["fields"]) == ["about"]


def test_the_use_case_of_the_page_still_refuses_other_facts_under_that_id(phone, anna):
    from tests.handing_in import element_facts

    parcel = element_parcel(anna)
    phone.put(parcel)
    with pytest.raises(ConflictError):
        register_element(parcel.id, element_facts(anna), actor=anna)
