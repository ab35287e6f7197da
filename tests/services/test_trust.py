"""Trust follows from what the desk decides, once it can no longer be undone."""

import datetime as dt

import pytest
import time_machine
from sqlalchemy import select

from app.core.clock import now
from app.core.errors import InvalidError, NotAllowedError, NotFoundError
from app.core.ids import new_id
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Certainty, Decision, Tier, Trust
from app.services.moderation import MAIL_AFTER, Verdict, decide, undo
from app.services.naming import Naming
from app.services.trust import give_trust, learn, tier_of
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.sightings import sighting

HAZEL = "corylus-avellana"


def judged(item, step="publish", *, actor, **more):
    """Let the desk decide, and learn from it."""
    reason = "" if step == "publish" else "Dit klopt niet."
    verdict = Verdict(id=item.id, version=item.version, step=step, reason=reason, **more)
    decision = decide(verdict, actor=actor)
    learn(decision.id)
    return decision


def trust_of(person, kind="maintenance"):
    row = db.session.get(Trust, (person.id, kind), populate_existing=True)
    return (row.tier, row.good) if row else None


def work(person):
    return MaintenanceLogFactory(author=person, element=ElementFactory(published=True))


def test_after_five_good_ones_someone_is_known_in_that_kind_alone(anna, chris):
    assert tier_of(anna.id, "maintenance") == Tier.NEW
    for number in range(1, 5):
        judged(work(anna), actor=chris)
        assert trust_of(anna) == (Tier.NEW, number)
    judged(work(anna), actor=chris)
    assert trust_of(anna) == (Tier.KNOWN, 5)
    assert tier_of(anna.id, "maintenance") == Tier.KNOWN
    assert tier_of(anna.id, "element") == Tier.NEW
    judged(ElementFactory(author=anna), actor=chris)
    assert trust_of(anna, "element") == (Tier.NEW, 1)


@pytest.mark.parametrize(
    ("before", "after"),
    [(Tier.TRUSTED, Tier.KNOWN), (Tier.KNOWN, Tier.NEW), (Tier.NEW, Tier.NEW)],
)
def test_one_rejection_lowers_one_step_and_counting_starts_again(anna, chris, dirk, before, after):
    give_trust(anna.id, "maintenance", before, actor=dirk)
    judged(work(anna), actor=chris)
    judged(work(anna), "reject", actor=chris)
    assert trust_of(anna) == (after, 0)
    assert db.session.get(Trust, (anna.id, "maintenance")).given_by_id is None
    for _ in range(4):
        judged(work(anna), actor=chris)
    assert trust_of(anna) == (after, 4)
    judged(work(anna), actor=chris)
    assert trust_of(anna) == (Tier.KNOWN, 5)


def test_what_was_corrected_or_asked_about_is_not_a_good_one(anna, chris):
    corrected = ElementFactory(author=anna)
    changes = {"visibility": ["everyone", "coordinators"]}
    decision = corrected.take("publish", actor=chris, changes=changes)
    db.session.commit()
    learn(decision.id)
    assert trust_of(anna, "element") == (Tier.NEW, 0)
    asked = work(anna)
    judged(asked, "return", actor=chris)
    assert trust_of(anna) == (Tier.NEW, 0)
    asked.take("resubmit", actor=anna, reason="Hier.")
    db.session.commit()
    judged(asked, actor=chris)
    assert trust_of(anna) == (Tier.NEW, 0)


def test_what_work_leaves_behind_is_no_correction(anna, chris):
    log = MaintenanceLogFactory(author=anna, condition_after="good")
    judged(log, actor=chris)
    assert log.decisions[-1].changes
    assert trust_of(anna) == (Tier.NEW, 1)


@pytest.mark.parametrize(
    ("claimed", "naming", "good"),
    [
        (HAZEL, {}, 1),
        (HAZEL, {"certainty": Certainty.LIKELY}, 1),
        (HAZEL, {"certainty": Certainty.OPEN}, 0),
        (HAZEL, {"species_key": "quercus-robur"}, 0),
        (None, {"species_key": HAZEL}, 0),
        (None, {}, 0),
    ],
)
def test_a_sighting_is_a_good_one_when_the_desk_says_the_same_name(anna, chris, claimed, naming, good):
    judged(sighting(anna, claimed_key=claimed), actor=chris, fixes=Naming(**naming))
    assert trust_of(anna, "sighting") == (Tier.NEW, good)


def test_a_decision_that_was_undone_never_counted(anna, chris):
    give_trust(anna.id, "maintenance", Tier.KNOWN, actor=chris)
    judged(work(anna), actor=chris)
    before = trust_of(anna)
    log = work(anna)
    for step in ("publish", "reject"):
        reason = "" if step == "publish" else "Dit klopt niet."
        verdict = Verdict(id=log.id, version=log.version, step=step, reason=reason)
        taken = decide(verdict, actor=chris).id
        undo(log.id, actor=chris)
        learn(taken)
        assert trust_of(anna) == before
    judged(log, actor=chris)
    assert trust_of(anna) == (before[0], before[1] + 1)


def test_an_undo_of_a_later_decision_leaves_the_earlier_one(anna, chris):
    """It was approved, taken back by the author's edit of nothing, and judged again."""
    log = work(anna)
    returned = decide(Verdict(id=log.id, version=log.version, step="reject", reason="Nee."), actor=chris)
    undo(log.id, actor=chris)
    published = decide(Verdict(id=log.id, version=log.version, step="publish"), actor=chris)
    learn(returned.id)
    learn(published.id)
    assert trust_of(anna) == (Tier.NEW, 1)


@pytest.mark.M06
def test_ones_own_judgement_and_that_of_a_rule_do_not_count(anna, chris):
    for who in ({"actor": anna}, {"rule": "trust.known"}):
        log = work(anna)
        decision = log.take("publish", **who)
        db.session.commit()
        learn(decision.id)
        assert trust_of(anna) is None


def test_trust_is_about_four_kinds_only(anna, chris):
    for item in (GroundClaimFactory(author=anna), ElementChangeFactory(author=anna)):
        seen = item.element.version if item.kind == "element_change" else None
        judged(item, actor=chris, element_version=seen)
        assert trust_of(anna, item.kind) is None
    with pytest.raises(InvalidError):
        give_trust(anna.id, "ground_claim", Tier.TRUSTED, actor=chris)


def test_a_coordinator_gives_trust_and_takes_it(anna, bram, chris):
    given = give_trust(anna.id, "element", Tier.TRUSTED, actor=chris)
    assert (given.tier, given.given_by_id) == (Tier.TRUSTED, chris.id)
    at = given.changed_at
    assert give_trust(anna.id, "element", Tier.TRUSTED, actor=chris).changed_at == at
    give_trust(anna.id, "element", Tier.NEW, actor=chris)
    assert trust_of(anna, "element") == (Tier.NEW, 0)
    with pytest.raises(NotAllowedError):
        give_trust(anna.id, "element", Tier.TRUSTED, actor=bram)
    with pytest.raises(NotFoundError):
        give_trust(new_id(), "element", Tier.TRUSTED, actor=chris)


@pytest.mark.M06
def test_nobody_trusts_themselves(chris, dirk):
    for person in (chris, dirk):
        with pytest.raises(NotAllowedError):
            give_trust(person.id, "element", Tier.TRUSTED, actor=person)
    assert not db.session.scalars(select(Trust)).all()


@pytest.mark.committed
def test_the_job_comes_when_undo_is_over_and_counts_once(app, anna, chris):
    log = work(anna)
    with time_machine.travel(now(), tick=False) as time:
        decide(Verdict(id=log.id, version=log.version, step="publish"), actor=chris)
        Worker(app).run_until_empty()
        assert trust_of(anna) is None
        db.session.rollback()  # it read, and would go on seeing that moment
        time.shift(MAIL_AFTER + dt.timedelta(seconds=1))
        Worker(app).run_until_empty()
        Worker(app).run_until_empty()
        assert trust_of(anna) == (Tier.NEW, 1)
    steps = db.session.scalars(select(Decision.step)).all()
    assert steps == ["publish"]
