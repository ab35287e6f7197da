"""What a rule lets appear at once, and what goes to the desk all the same."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import (
    Condition,
    Element,
    Job,
    NestCheck,
    Seen,
    State,
    Submission,
)
from app.services.elements import register_element
from app.services.maintenance import log_maintenance
from app.services.moderation import Verdict, decide, undo
from app.services.photo_rendering import render_photo
from app.services.photos import ChosenPhoto
from app.services.presence import PresenceFacts, report_presence
from app.services.settling import settle
from tests.factories.elements import ElementFactory
from tests.factories.photos import ready_photo, sent_photo
from tests.handing_in import BROKEN, element_facts, ident, log_facts, work_off


def test_work_of_someone_known_appears_at_once_and_the_log_says_by_which_rule(known, poel):
    log = log_maintenance(ident(), log_facts(poel, known, condition_after=Condition.GOOD), actor=known)
    assert log.state == State.PENDING and log.needs_look, "nobody has looked at it yet"
    work_off()
    db.session.refresh(log)
    last = log.decisions[-1]
    assert (log.state, log.waits, last.rule, last.actor_id) == (State.PUBLISHED, False, "trust.known", None)
    assert last.changes == {"element.condition": [None, "good"]}
    assert log.element.condition == Condition.GOOD
    (mail,) = db.session.scalars(select(Job).where(Job.name == "mails.decision")).all()
    assert mail.payload == {"decision_id": str(last.id)}
    work_off()
    settle(log.id)
    db.session.refresh(log)
    assert [one.step for one in log.decisions] == ["submit", "publish"], "once is enough"


@pytest.mark.parametrize("step", ["element", "gone", "same"])
def test_someone_known_waits_with_the_rest(known, poel, step):
    if step == "element":
        item = register_element(ident(), element_facts(known), actor=known)
    else:
        item = report_presence(
            ident(),
            PresenceFacts(element_id=poel.id, seen=Seen(step), seen_on=date(2026, 9, 12)),
            actor=known,
        )
    work_off()
    db.session.refresh(item)
    assert item.state == State.PENDING


def test_an_element_of_someone_trusted_appears_on_the_map_and_so_does_what_waits_for_it(trusted):
    element = register_element(ident(), element_facts(trusted), actor=trusted)
    log = log_maintenance(ident(), log_facts(element, trusted), actor=trusted)
    work_off()
    db.session.refresh(element)
    db.session.refresh(log)
    assert (element.state, element.is_public) == (State.PUBLISHED, True)
    assert element.decisions[-1].rule == "trust.trusted"
    assert (log.state, log.decisions[-1].rule) == (State.PUBLISHED, "trust.trusted")


def test_someone_trusted_may_say_that_it_is_still_there_but_not_that_it_is_gone(trusted, poel):
    seen = {}
    for word in (Seen.SAME, Seen.GONE):
        facts = PresenceFacts(
            element_id=poel.id, seen=word, seen_on=date(2026, 9, 12),
            photos=(ChosenPhoto(id=ready_photo(trusted).id),),
        )  # fmt: skip
        seen[word] = report_presence(ident(), facts, actor=trusted)
    work_off()
    states = {
        word: db.session.get(Submission, one.id, populate_existing=True).state for word, one in seen.items()
    }
    assert states == {Seen.SAME: State.PUBLISHED, Seen.GONE: State.PENDING}
    assert db.session.get(Element, poel.id).state == State.PUBLISHED


def test_someone_new_waits(anna, poel):
    ElementFactory(author=anna, published=True, lon=6.8)
    log = log_maintenance(ident(), log_facts(poel, anna), actor=anna)
    work_off()
    db.session.refresh(log)
    assert not log.needs_look and log.state == State.PENDING


@pytest.mark.parametrize(
    "changed",
    [
        {"nest_check": NestCheck.NEST_SEEN},
        {"done_on": date(2026, 5, 1)},
        {"activity_key": "pollarding"},
        {"photos": ()},
    ],
)
def test_what_needs_a_look_waits_whoever_made_it(trusted, poel, changed):
    log = log_maintenance(ident(), log_facts(poel, trusted, **changed), actor=trusted)
    work_off()
    db.session.refresh(log)
    assert (log.state, log.needs_look) == (State.PENDING, True)


def test_photos_come_first_and_one_that_cannot_be_read_goes_to_the_desk(trusted, poel):
    good, broken = sent_photo(trusted), sent_photo(trusted, BROKEN)
    logs = [
        log_maintenance(
            ident(), log_facts(poel, trusted, photos=(ChosenPhoto(id=one.id),), done_on=day), actor=trusted
        )
        for one, day in ((good, date(2026, 9, 12)), (broken, date(2026, 9, 20)))
    ]
    work_off()
    assert {db.session.get(Submission, log.id).state for log in logs} == {State.PENDING}
    render_photo(good.id)
    render_photo(broken.id)
    work_off()
    states = [db.session.get(Submission, log.id, populate_existing=True).state for log in logs]
    assert states == [State.PUBLISHED, State.PENDING]


def test_one_in_ten_goes_to_the_desk_though_all_is_well(trusted, poel):
    log = log_maintenance(ident(sample=True), log_facts(poel, trusted), actor=trusted)
    work_off()
    db.session.refresh(log)
    assert (log.state, log.needs_look) == (State.PENDING, False)


@pytest.mark.parametrize("step", ["return", "reject"])
def test_once_a_person_looked_only_people_decide(trusted, poel, chris, step):
    log = log_maintenance(ident(), log_facts(poel, trusted), actor=trusted)
    decide(Verdict(id=log.id, version=log.version, step=step, reason="Klopt dit?"), actor=chris)
    undo(log.id, actor=chris)
    work_off()
    db.session.refresh(log)
    assert (log.state, log.needs_look) == (State.PENDING, False)


def test_what_someone_took_in_hand_and_what_a_closed_account_sent_waits(trusted, poel, chris):
    taken = log_maintenance(ident(), log_facts(poel, trusted), actor=trusted)
    taken.assignee_id = chris.id
    db.session.commit()
    work_off()
    db.session.refresh(taken)
    assert taken.state == State.PENDING
    sent = log_maintenance(ident(), log_facts(poel, trusted, done_on=date(2026, 9, 30)), actor=trusted)
    trusted.suspended_at = sent.received_at
    db.session.commit()
    work_off()
    db.session.refresh(sent)
    assert (sent.state, sent.needs_look) == (State.PENDING, False)
