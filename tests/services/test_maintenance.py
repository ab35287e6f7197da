"""What people do with work."""

import uuid
from datetime import date
from fractions import Fraction

import pytest

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import Condition, Decision, MaintenanceLog, NestCheck, State
from app.services.maintenance import LogFacts, edit_log, log_maintenance, withdraw_log
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.together import together


@pytest.fixture
def knotwilgen(bram):
    return ElementFactory(author=bram, published=True, type_key="pollard_tree", count=6)


def facts(element, **changed) -> LogFacts:
    told = {
        "element_id": element.id,
        "activity_key": "pollarding",
        "done_on": date(2026, 2, 14),
        "people": 3,
        "nest_check": NestCheck.NONE_SEEN,
        "share": Fraction(1, 3),
    }
    return LogFacts(**(told | changed))


def test_work_waits_for_the_desk_of_the_elements_municipality(anna, knotwilgen):
    log = log_maintenance(uuid.uuid4(), facts(knotwilgen), actor=anna)
    db.session.refresh(log)
    assert (log.state, log.waits, log.municipality_code) == (State.PENDING, True, "GM0106")
    assert (log.share_num, log.share_den, log.amount, log.unit) == (1, 3, None, "")
    assert [one.step for one in log.decisions] == ["submit"]


@pytest.mark.parametrize(("trees", "share"), [(2, (1, 3)), (6, (1, 1)), (4, (2, 3))])
def test_a_number_of_what_is_counted_gives_its_share(anna, knotwilgen, trees, share):
    log = log_maintenance(uuid.uuid4(), facts(knotwilgen, share=None, amount=trees), actor=anna)
    assert (log.share_num, log.share_den) == share
    assert (log.amount, log.unit) == (trees, "bomen")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"activity_key": "dancing"}, "activity_key"),
        ({"done_on": date(2200, 1, 1)}, "done_on"),
        ({"done_on": date(1899, 12, 31)}, "done_on"),
        ({"share": None}, "share"),
        ({"share": Fraction(3, 2)}, "share"),
        ({"amount": 7}, "amount"),
        ({"amount": -1, "activity_key": "coppicing"}, "amount"),
        ({"people": 0}, "people"),
        ({"people": 501}, "people"),
        ({"minutes_each": 1441}, "hours"),
        ({"notes": "n" * 4001}, "notes"),
    ],
)
def test_what_cannot_be_right_names_its_field_and_stores_nothing(anna, knotwilgen, changed, field):
    with pytest.raises(InvalidError) as refused:
        log_maintenance(uuid.uuid4(), facts(knotwilgen, **changed), actor=anna)
    assert refused.value.field == field
    assert db.session.query(MaintenanceLog).count() == 0


def test_what_one_may_not_see_or_no_longer_stands_takes_no_work(anna, bram):
    hidden = ElementFactory(author=bram)
    gone = ElementFactory(author=anna, state=State.REJECTED)
    with pytest.raises(NotFoundError):
        log_maintenance(uuid.uuid4(), facts(hidden), actor=anna)
    with pytest.raises(NotAllowedError):
        log_maintenance(uuid.uuid4(), facts(gone), actor=anna)


@pytest.mark.S02
@pytest.mark.committed
def test_the_same_form_at_once_is_one_log(app, anna):
    element = ElementFactory(author=anna)
    ident, told = uuid.uuid4(), facts(element)
    before = db.session.query(Decision).count()
    answers = together(app, *[lambda: log_maintenance(ident, told, actor=anna).id] * 8)
    assert answers == [ident] * 8
    assert db.session.query(MaintenanceLog).count() == 1
    assert db.session.query(Decision).count() == before + 1


@pytest.mark.S03
def test_the_same_id_with_other_content_changes_nothing(anna, bram, knotwilgen):
    ident = uuid.uuid4()
    log_maintenance(ident, facts(knotwilgen), actor=anna)
    with pytest.raises(ConflictError):
        log_maintenance(ident, facts(knotwilgen, people=4), actor=anna)
    with pytest.raises(NotFoundError):
        log_maintenance(ident, facts(knotwilgen), actor=bram)
    assert db.session.get(MaintenanceLog, ident).people == 3


def test_a_change_leaves_a_trace_and_the_element_stays(anna, knotwilgen):
    ident = uuid.uuid4()
    log_maintenance(ident, facts(knotwilgen), actor=anna)
    other = ElementFactory(author=anna)
    changed = facts(other, share=Fraction(1, 2), condition_after=Condition.GOOD, notes="Mooi.")
    log = edit_log(ident, changed, version=1, actor=anna)
    assert (log.element_id, log.version) == (knotwilgen.id, 2)
    trace = {"share": ["1/3", "1/2"], "condition_after": [None, "good"], "notes": [None, None]}
    assert log.decisions[-1].changes == trace
    assert edit_log(ident, changed, version=1, actor=anna).version == 2
    with pytest.raises(ConflictError):
        edit_log(ident, facts(knotwilgen, people=9), version=1, actor=anna)


def test_a_returned_one_needs_an_answer_or_a_change(anna, chris, knotwilgen):
    ident = uuid.uuid4()
    log = log_maintenance(ident, facts(knotwilgen), actor=anna)
    log.take("return", actor=chris, reason="Hoeveel bomen?")
    db.session.commit()
    with pytest.raises(InvalidError) as refused:
        edit_log(ident, facts(knotwilgen), version=2, actor=anna)
    assert refused.value.field == "answer"
    edit_log(ident, facts(knotwilgen), version=2, answer="Twee.", actor=anna)
    assert (log.state, log.decisions[-1].reason) == (State.PENDING, "Twee.")


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REJECTED, State.WITHDRAWN])
def test_what_was_decided_is_never_changed(anna, state):
    log = MaintenanceLogFactory(author=anna, state=state)
    with pytest.raises(ConflictError):
        edit_log(log.id, facts(log.element), version=1, actor=anna)


def test_taking_back_is_the_authors_and_once(anna, bram, chris):
    log = MaintenanceLogFactory(author=anna, published=True)
    with pytest.raises(NotAllowedError):
        withdraw_log(log.id, actor=bram)
    with pytest.raises(NotAllowedError):
        withdraw_log(log.id, actor=chris)
    for _ in range(2):
        withdraw_log(log.id, actor=anna)
    assert [one.step for one in log.decisions] == ["withdraw"]
    rejected = MaintenanceLogFactory(author=anna, state=State.REJECTED)
    with pytest.raises(ConflictError):
        withdraw_log(rejected.id, actor=anna)
