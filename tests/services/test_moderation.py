"""What coordinators decide."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.core.clock import now
from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.models import Condition, CoordinatorArea, Job, Role, State, Visibility
from app.services.fixing import Fixes
from app.services.moderation import Verdict, decide, undo
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory


def verdict(item, step="publish", **more):
    return Verdict(id=item.id, version=item.version, step=step, **more)


def jobs():
    return db.session.scalars(select(Job).where(Job.name == "mails.decision")).all()


def test_approving_makes_an_element_public_and_promises_a_mail(anna, chris):
    poel = ElementFactory(author=anna)
    decide(verdict(poel, reason="Mooi!"), actor=chris)
    last = poel.decisions[-1]
    assert (poel.state, poel.waits, poel.is_public) == (State.PUBLISHED, False, True)
    assert (last.actor_id, last.before, last.after, last.reason) == (
        chris.id,
        "pending",
        "published",
        "Mooi!",
    )
    (job,) = jobs()
    assert (job.name, job.payload) == ("mails.decision", {"decision_id": str(last.id)})
    assert job.due_at - last.at > dt.timedelta(seconds=14)


@pytest.mark.parametrize("step", ["return", "reject"])
def test_returning_and_rejecting_need_words(step, anna, chris):
    poel = ElementFactory(author=anna)
    with pytest.raises(InvalidError) as refused:
        decide(verdict(poel, step), actor=chris)
    assert refused.value.field == "reason"
    decide(verdict(poel, step, reason="Waar precies?"), actor=chris)
    assert (poel.state, poel.is_public) == ({"return": "returned", "reject": "rejected"}[step], False)


def test_a_coordinator_may_correct_who_sees_it_and_that_is_remembered(anna, chris):
    poel = ElementFactory(author=anna)
    decide(verdict(poel, fixes=Fixes(visibility=Visibility.COORDINATORS)), actor=chris)
    assert (poel.visibility, poel.is_public) == (Visibility.COORDINATORS, False)
    assert poel.decisions[-1].changes == {"visibility": ["everyone", "coordinators"]}


@pytest.mark.M06
def test_nobody_decides_on_their_own_item(chris, dirk):
    for person in (chris, dirk):
        own = ElementFactory(author=person)
        with pytest.raises(NotAllowedError, match="zelf ingestuurd"):
            decide(verdict(own), actor=person)
        assert own.state == State.PENDING and not own.decisions


@pytest.mark.M06
def test_an_own_element_cannot_come_along_with_the_work_of_another(anna, chris):
    log = MaintenanceLogFactory(author=anna, element=ElementFactory(author=chris))
    with pytest.raises(NotAllowedError):
        decide(verdict(log, element_version=log.element.version), actor=chris)
    assert (log.state, log.element.state) == (State.PENDING, State.PENDING)


def test_a_volunteer_or_a_coordinator_of_elsewhere_may_not_decide(anna, bram, chris):
    poel = ElementFactory(author=anna, municipality_code="GM0114")
    UserFactory(role=Role.COORDINATOR, areas=[CoordinatorArea(municipality_code="GM0114")])
    for person, words in ((bram, "Alleen coördinatoren"), (chris, "andere gemeente")):
        with pytest.raises(NotAllowedError, match=words):
            decide(verdict(poel), actor=person)
    with pytest.raises(NotFoundError):
        decide(Verdict(id=new_id(), version=1, step="publish"), actor=chris)


def test_the_same_click_twice_is_one_decision(anna, chris):
    poel = ElementFactory(author=anna)
    same = verdict(poel)
    first = decide(same, actor=chris)
    assert decide(same, actor=chris).id == first.id
    assert len(poel.decisions) == 1 and len(jobs()) == 1


def test_the_same_click_with_another_choice_of_who_sees_it_is_not_the_same(anna, chris):
    poel = ElementFactory(author=anna)
    seen = poel.version
    approve = {"id": poel.id, "version": seen, "step": "publish"}
    decide(Verdict(**approve, fixes=Fixes(visibility=Visibility.EVERYONE)), actor=chris)
    with pytest.raises(ConflictError):  # in another window: it stands for everyone, and that must be said
        decide(Verdict(**approve, fixes=Fixes(visibility=Visibility.COORDINATORS)), actor=chris)


def test_whoever_comes_second_reads_who_was_first(anna, chris, dirk):
    poel = ElementFactory(author=anna)
    seen = verdict(poel, "reject", reason="Dubbel.")
    decide(verdict(poel), actor=dirk)
    with pytest.raises(ConflictError, match="Dirk Voorbeeld heeft dit al goedgekeurd"):
        decide(seen, actor=chris)
    assert poel.state == State.PUBLISHED and len(poel.decisions) == 1


def test_an_older_version_is_looked_at_again(anna, chris):
    poel = ElementFactory(author=anna)
    seen = verdict(poel)
    poel.note("edit", actor=anna, changes={"name": ["", "De Dobbe"]})
    poel.name = "De Dobbe"
    db.session.commit()
    with pytest.raises(ConflictError, match="intussen veranderd"):
        decide(seen, actor=chris)


def test_work_waits_for_its_element_or_both_are_approved_at_once(anna, chris):
    log = MaintenanceLogFactory(author=anna, element=ElementFactory(author=anna))
    with pytest.raises(ConflictError, match="nog niet goedgekeurd"):
        decide(verdict(log), actor=chris)
    decide(verdict(log, element_version=log.element.version), actor=chris)
    assert (log.state, log.element.state, log.element.is_public) == (State.PUBLISHED, State.PUBLISHED, True)
    assert len(jobs()) == 2
    undo(log.id, with_element=True, actor=chris)
    assert (log.state, log.element.state, log.element.is_public) == (State.PENDING, State.PENDING, False)


def test_an_element_with_approved_work_is_not_taken_back_alone(anna, chris):
    log = MaintenanceLogFactory(author=anna, element=ElementFactory(author=anna))
    decide(verdict(log, element_version=log.element.version), actor=chris)
    with pytest.raises(ConflictError, match="werk"):
        undo(log.element_id, actor=chris)


def test_the_element_stands_as_the_newest_approved_work_left_it(anna, chris):
    poel = ElementFactory(published=True, condition=Condition.POOR, overdue=True)
    older = MaintenanceLogFactory(element=poel, done_on=dt.date(2026, 1, 2), condition_after=Condition.FAIR)
    newer = MaintenanceLogFactory(element=poel, done_on=dt.date(2026, 2, 2), condition_after=Condition.GOOD)
    decide(verdict(newer), actor=chris)
    decide(verdict(older), actor=chris)
    assert (poel.condition, poel.overdue) == (Condition.GOOD, False)
    assert newer.decisions[-1].changes == {
        "element.condition": ["poor", "good"],
        "element.overdue": [True, False],
    }
    undo(newer.id, actor=chris)
    assert (poel.condition, poel.overdue) == (Condition.POOR, False)  # the older one had no tick either
    undo(older.id, actor=chris)
    assert poel.overdue


def test_undo_restores_all_for_a_short_time_and_only_for_who_decided(anna, chris, dirk):
    poel = ElementFactory(author=anna)
    decide(verdict(poel, fixes=Fixes(visibility=Visibility.COORDINATORS)), actor=chris)
    with pytest.raises(ConflictError):
        undo(poel.id, actor=dirk)
    undo(poel.id, actor=chris)
    undo(poel.id, actor=chris)  # a second click
    assert (poel.state, poel.waits, poel.visibility) == (State.PENDING, True, Visibility.EVERYONE)
    assert [one.step for one in poel.decisions] == ["publish", "undo"]
    decide(verdict(poel), actor=chris)
    with time_machine.travel(now() + dt.timedelta(seconds=16), tick=False), pytest.raises(ConflictError):
        undo(poel.id, actor=chris)
    assert poel.state == State.PUBLISHED
