"""Jobs are promised with their cause, tried, put back, parked and never done by two at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from app import queue
from app.core.errors import BusyError, ConflictError, UnreachableError
from app.extensions import db
from app.jobs import DAILY
from app.jobs.worker import Worker, coming
from app.models import Job, User
from app.transaction import transactional

MONDAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def clock():
    with time_machine.travel(MONDAY, tick=False) as moving:
        yield moving


@transactional
def ask(name="tests.note", **more):
    queue.add(name, **more)


@transactional
def greet(name, *, fail=False):
    db.session.add(User(name=name, email=None))
    queue.add("mails.welcome", name=name)
    if fail:
        raise ConflictError("nee")


def jobs():
    """Read the rows and let go of the transaction at once, so that nothing later undoes what a worker did."""
    found = db.session.scalars(select(Job).order_by(Job.created_at)).all()
    db.session.expunge_all()
    db.session.rollback()
    return found


def people():
    found = db.session.scalar(select(func.count()).select_from(User))
    db.session.rollback()
    return found


def refuse(**_):
    raise ValueError("kapot")


def unreachable(**_):
    raise UnreachableError("the mail server does not answer")


def busy(**_):
    raise BusyError("druk", retry_after_s=1)


@pytest.mark.J01
def test_a_job_and_its_cause_are_stored_together():
    greet("Anna Voorbeeld")
    assert [job.payload for job in jobs()] == [{"name": "Anna Voorbeeld"}]


@pytest.mark.J01
def test_no_job_without_its_cause():
    with pytest.raises(ConflictError):
        greet("Anna Voorbeeld", fail=True)
    assert jobs() == []
    assert people() == 0


@pytest.mark.J01
def test_no_cause_without_its_job():
    """A payload that cannot be stored takes its cause along."""

    @transactional
    def broken():
        db.session.add(User(name="Anna Voorbeeld", email=None))
        queue.add("mails.welcome", name=object())

    with pytest.raises(Exception, match="not JSON serializable"):
        broken()
    db.session.rollback()
    assert people() == 0


@pytest.mark.J01
def test_done_and_the_effect_are_one_commit(app):
    """The row of the job goes with the effect; when the effect is undone, the job stays."""

    @transactional
    def make(*, fail):
        db.session.add(User(name="gemaakt", email=None))
        queue.done()
        if fail:
            raise ConflictError("nee")

    ask(name="tests.make", fail=1)
    Worker(app, jobs={"tests.make": lambda fail: make(fail=bool(fail))}).run_until_empty()
    assert [job.tries for job in jobs()] == [1]
    assert people() == 0
    ask(name="tests.make", fail=0)
    Worker(app, jobs={"tests.make": lambda fail: make(fail=bool(fail))}).run_until_empty()
    assert len(jobs()) == 1
    assert people() == 1


@pytest.mark.J03
def test_a_poison_job_is_tried_five_times_ever_later_and_then_parked(app, clock):
    done = []
    ask(name="tests.poison")
    worker = Worker(app, jobs={"tests.poison": refuse, "tests.note": lambda: done.append(1)})
    waits = []
    for _ in range(4):
        assert worker.run_until_empty() == 1
        (job,) = jobs()
        waits.append((job.due_at - MONDAY).total_seconds() - sum(waits))
        assert job.parked_at is None
        clock.move_to(job.due_at)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    worker.run_until_empty()
    (job,) = jobs()
    assert (job.tries, job.parked_at, job.last_error) == (5, job.due_at, "ValueError: kapot")
    clock.shift(timedelta(days=30))
    assert worker.run_until_empty() == 0
    ask()
    assert worker.run_until_empty() == 1
    assert done == [1]


@pytest.mark.J03
def test_others_go_on_while_a_poison_job_waits(app, clock):
    done = []
    ask(name="tests.poison")
    clock.shift(1)
    ask()
    Worker(app, jobs={"tests.poison": refuse, "tests.note": lambda: done.append(1)}).run_until_empty()
    assert done == [1]
    assert [job.name for job in jobs()] == ["tests.poison"]


@pytest.mark.J03
def test_a_parked_job_is_seen_and_can_be_tried_again(app, clock):
    ask(name="tests.poison")
    for _ in range(5):
        Worker(app, jobs={"tests.poison": refuse}).run_until_empty()
        clock.shift(timedelta(hours=2))
    shell = app.test_cli_runner()
    seen = shell.invoke(args=["jobs", "parked"])
    (job,) = jobs()
    assert seen.exit_code == 1
    assert str(job.id) in seen.output
    assert "ValueError: kapot" in seen.output
    assert shell.invoke(args=["jobs", "retry", str(job.id)]).exit_code == 0
    assert shell.invoke(args=["jobs", "parked"]).output == "0 parked, 1 waiting.\n"
    assert Worker(app, jobs={"tests.poison": lambda: None}).run_until_empty() == 1
    assert jobs() == []
    assert shell.invoke(args=["jobs", "retry", str(job.id)]).exit_code == 1


@pytest.mark.J03
@pytest.mark.parametrize("away", [unreachable, busy])
def test_a_server_that_cannot_be_reached_counts_no_try(app, clock, away):
    ask(name="mails.first")
    worker = Worker(app, jobs={"mails.first": away})
    for _ in range(200):
        worker.run_until_empty()
        clock.shift(queue.PAUSE)
    (job,) = jobs()
    assert (job.tries, job.parked_at) == (0, None)


@pytest.mark.J03
def test_a_lane_keeps_its_order_while_its_server_is_away(app, clock):
    sent, others, down = [], [], [True]

    def send(number):
        if down[0]:
            raise UnreachableError
        sent.append(number)

    for number in range(3):
        ask(name="mails.note", number=number)
        clock.shift(1)
    ask()
    worker = Worker(app, jobs={"mails.note": send, "tests.note": lambda: others.append(1)})
    worker.run_until_empty()
    assert others == [1]
    down[0] = False
    ask(name="mails.note", number=3)
    worker.run_until_empty()
    assert sent == []
    clock.shift(queue.PAUSE)
    worker.run_until_empty()
    assert sent == [0, 1, 2, 3]


@pytest.mark.J03
def test_a_job_that_kills_its_worker_is_parked_too(clock):
    ask()
    for _ in range(5):
        assert queue.claim("dying", host="here") is not None
        clock.shift(queue.LEASE)
    assert queue.claim("next", host="here") is None
    (job,) = jobs()
    assert job.parked_at is not None


@pytest.mark.J04
def test_a_held_job_is_free_only_after_its_lease(clock):
    ask()
    first = queue.claim("first", host="here")
    assert queue.claim("second", host="here") is None
    clock.shift(queue.LEASE - timedelta(seconds=1))
    assert queue.renew(first)
    clock.shift(timedelta(seconds=2))
    assert queue.claim("second", host="here") is None
    clock.shift(queue.LEASE)
    second = queue.claim("second", host="here")
    assert second.id == first.id
    assert not queue.renew(first)


@pytest.mark.J04
def test_who_lost_the_lease_can_neither_finish_nor_fail_the_job(clock):
    ask()
    first = queue.claim("first", host="here")
    clock.shift(queue.LEASE)
    queue.claim("second", host="here")
    with pytest.raises(queue.LostLeaseError), queue.running(first):
        queue.done()
    queue.fail(first, "too late")
    queue.pause(first, "too late")
    (job,) = jobs()
    assert (job.claimed_by, job.tries, job.last_error) == ("second", 2, "")


@pytest.mark.J04
@pytest.mark.committed
def test_many_workers_at_once_do_each_job_once(app):
    """Eight threads empty one queue; every job is done by exactly one of them."""
    for number in range(60):
        ask(number=number)
    db.session.rollback()
    done, gate = [], threading.Barrier(8)

    def work():
        gate.wait()
        return Worker(app, jobs={"tests.note": done.append_number}).run_until_empty()

    class Done(list):
        def append_number(self, number):
            self.append(number)

    done = Done()
    with ThreadPoolExecutor(8) as pool:
        counts = [each.result() for each in [pool.submit(work) for _ in range(8)]]
    while Worker(app, jobs={"tests.note": done.append_number}).run_until_empty():
        pass
    assert sorted(done) == list(range(60))
    assert sum(counts) <= 60


def test_a_job_of_another_server_is_left_to_it():
    ask(host="other")
    assert queue.claim("mine", host="here") is None
    assert queue.claim("theirs", host="other") is not None


def test_a_job_for_later_waits(clock):
    ask(due_at=MONDAY + timedelta(hours=1))
    assert queue.claim("eager", host="here") is None
    clock.shift(timedelta(hours=1))
    assert queue.claim("eager", host="here") is not None


def test_the_oldest_job_comes_first(clock):
    for number in (3, 1, 2):
        ask(number=number)
        clock.shift(1)
    taken = [queue.claim("one", host="here").payload["number"] for _ in range(3)]
    assert taken == [3, 1, 2]


def test_night_work_is_planned_once(clock):
    for _ in range(2):
        queue.add_unless_waiting("cleanup.forget", due_at=coming(DAILY["cleanup.forget"]))
    (job,) = jobs()
    assert job.due_at == datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # three o'clock in winter
