"""Which sightings coordinators hear of the same day: the first of a Union-list species in a square."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Certainty, CoordinatorArea, FirstRecord, Job, MailWhen, Role, State
from app.services.first_records import TELL
from app.services.moderation import MAIL_AFTER, decide, undo
from app.services.naming import Naming
from app.services.settling import settle
from app.services.sightings import withdraw_sighting
from app.services.verdicts import Verdict
from tests.factories.people import UserFactory
from tests.factories.sightings import sighting, stored_sighting
from tests.handing_in import ident, work_off

KNOTWEED, BALSAM, HAZEL = "reynoutria-japonica", "impatiens-glandulifera", "corylus-avellana"
NEXT_SQUARE = (6.58, 52.996743)  # a kilometre to the east of HAZEL_SPOT


def hand_in(author, claimed_key=KNOTWEED, **told):
    one = sighting(author, claimed_key=claimed_key, **told)
    work_off()
    return one


def told() -> list[tuple[str, str]]:
    """Return person and sighting of each mail that was asked for, in the order of asking."""
    jobs = db.session.scalars(select(Job).where(Job.name == TELL).order_by(Job.created_at, Job.id))
    return [(job.payload["person_id"], job.payload["sighting_id"]) for job in jobs]


def pairs(person, *items) -> list[tuple[str, str]]:
    return [(str(person.id), str(item.id)) for item in items]


def judge(item, by, step="publish", **more):
    db.session.refresh(item)
    verdict = Verdict(id=item.id, version=item.version, step=step, reason="Dat is iets anders.", **more)
    decide(verdict, actor=by)
    work_off()


def test_the_first_in_a_square_is_told_and_later_ones_there_are_not(anna, bram, chris):
    first = hand_in(anna)
    job = db.session.scalars(select(Job).where(Job.name == TELL)).one()
    assert timedelta(0) < job.due_at - now() <= MAIL_AFTER, "the same day, but after an undo"
    hand_in(bram)
    settle(first.id)
    assert told() == pairs(chris, first)
    balsam, beside = hand_in(bram, BALSAM), hand_in(bram, at=NEXT_SQUARE)
    assert beside.square != first.square
    assert sorted(told()) == sorted(pairs(chris, first, balsam, beside))


@pytest.mark.parametrize(
    "what",
    [{"claimed_key": HAZEL}, {"absent": True}, {"claimed_key": None, "claim_text": "Japanse duizendknoop"}],
    ids=["not listed", "looked for, not found", "no species"],
)
def test_what_tells_of_no_listed_species_is_not_told(what, anna, chris):
    hand_in(anna, **what)
    assert told() == []


def test_what_stood_there_before_this_was_kept_counts_too(anna, chris):
    decided = {"blur_km": 0, "waits": False}
    old = stored_sighting(anna, claimed_key=KNOTWEED, state=State.PUBLISHED, **decided)
    fell = stored_sighting(anna, claimed_key=BALSAM, state=State.REJECTED, **decided)
    hand_in(anna)
    fresh = hand_in(anna, BALSAM)
    assert fresh.square == old.square == fell.square
    assert told() == pairs(chris, fresh)


def test_the_name_that_the_desk_gives_counts(anna, chris):
    hazel, knotweed = hand_in(anna, HAZEL), hand_in(anna, at=NEXT_SQUARE)
    judge(hazel, chris, fixes=Naming(species_key=BALSAM, certainty=Certainty.SURE))
    judge(knotweed, chris, fixes=Naming(species_key=HAZEL, certainty=Certainty.SURE))
    assert sorted(told()) == sorted(pairs(chris, knotweed, hazel))
    again = hand_in(anna, at=NEXT_SQUARE)
    assert told()[-1:] == pairs(chris, again), "the one that was told was no knotweed"


def test_one_that_came_in_before_but_is_looked_at_after_the_one_that_was_told_is_not_told(anna, bram, chris):
    first = hand_in(anna)
    slow = stored_sighting(
        bram, claimed_key=KNOTWEED, blur_km=0, received_at=first.received_at - timedelta(hours=1)
    )
    settle(slow.id)
    assert told() == pairs(chris, first)


@pytest.mark.parametrize("fall", ["reject", "withdraw"])
def test_when_the_one_that_was_told_falls_the_next_is_told_once(fall, anna, bram, chris):
    first = hand_in(anna)
    if fall == "reject":
        judge(first, chris, "reject")
    else:
        withdraw_sighting(first.id, actor=anna)
        work_off()
    second = hand_in(bram)
    hand_in(bram)
    assert told() == pairs(chris, first, second)


def test_an_undone_decision_tells_nobody_anew(anna, chris):
    first = hand_in(anna)
    judge(first, chris)
    undo(first.id, actor=chris)
    work_off()
    assert told() == pairs(chris, first)
    assert db.session.scalars(select(FirstRecord.sighting_id)).all() == [first.id]


def test_its_own_coordinators_hear_and_all_with_a_desk_where_there_is_none(anna, chris, dirk):
    areas = [CoordinatorArea(municipality_code="GM0114")]
    far = UserFactory(name="Els Voorbeeld", role=Role.COORDINATOR, areas=areas)
    here = hand_in(anna)
    assert told() == pairs(chris, here)
    own = hand_in(chris, BALSAM)
    assert {one for one, item in told() if item == str(own.id)} == {str(far.id), str(dirk.id)}


def test_who_wants_no_mail_or_has_no_desk_now_is_left_alone(anna, chris, dirk):
    chris.mail_when = MailWhen.NONE
    db.session.commit()
    hand_in(anna)
    assert told() == []
    chris.mail_when, chris.role = MailWhen.DAILY, Role.VOLUNTEER
    dirk.suspended_at = now()
    db.session.commit()
    hand_in(anna, BALSAM)
    assert told() == []


def test_one_that_appeared_already_is_told_all_the_same(anna, chris):
    first = stored_sighting(anna, claimed_key=KNOTWEED, blur_km=0, state=State.PUBLISHED, waits=False)
    settle(first.id)
    settle(ident())
    assert told() == pairs(chris, first)
