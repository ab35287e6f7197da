"""Jobs that were given up: again, all again, or no more; by admins only (J03)."""

from datetime import timedelta

import pytest

from app import queue
from app.core.clock import now
from app.core.errors import NotAllowedError
from app.core.ids import new_id
from app.extensions import db
from app.jobs import JOBS
from app.jobs.worker import Worker
from app.models import Job, JobDone
from app.queries.parked import UNKNOWN, get_queue, why_of
from app.routes._job_words import OTHER, job_words, waited
from app.services.cleanup import forget_expired
from app.services.parked import drop_job, retry_all, retry_job

pytestmark = pytest.mark.J03


def parked(error="ValueError: anna@example.nl"):
    job = Job(name="photos.render", payload={}, parked_at=now(), tries=5, last_error=error)
    db.session.add(job)
    db.session.commit()
    return job.id


def test_again_is_five_new_tries_and_twice_is_once(dirk):
    ident = parked()
    assert [retry_job(ident, actor=dirk) for _ in range(2)] == [True, False]
    job = db.session.get(Job, ident)
    assert (job.parked_at, job.tries) == (None, 0)


def test_all_again(dirk):
    ids = {parked(), parked()}
    assert [retry_all(actor=dirk) for _ in range(2)] == [2, 0]
    assert {job.id for job in db.session.query(Job).filter_by(parked_at=None)} == ids


def test_given_up_is_gone_but_never_what_still_waits(dirk):
    stuck = parked()
    waiting = Job(name="photos.render", payload={})
    db.session.add(waiting)
    db.session.commit()
    assert [drop_job(each, actor=dirk) for each in (stuck, stuck, waiting.id, new_id())] == [
        True,
        False,
        False,
        False,
    ]
    assert [job.id for job in db.session.query(Job)] == [waiting.id]


@pytest.mark.parametrize("who", ["anna", "chris"])
def test_only_admins(request, who):
    actor, ident = request.getfixturevalue(who), parked()
    for act in (
        lambda: retry_job(ident, actor=actor),
        lambda: retry_all(actor=actor),
        lambda: drop_job(ident, actor=actor),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert db.session.get(Job, ident).parked_at


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("its worker died each time", "stopte"),
        ("UnreadableError: foto van anna@example.nl", "onleesbaar"),
        ("SMTPDataError: (550, b'anna@example.nl')", "mailserver"),
        ("KeyError: 'anna@example.nl'", UNKNOWN),
    ],
)
def test_what_went_wrong_is_said_without_anything_of_a_person(error, words):
    said = why_of(Job(last_error=error))
    assert words in said and "anna" not in said


def test_every_job_has_words(app):
    with app.test_request_context():
        assert [name for name in JOBS if job_words(name)[0] == OTHER[0]] == []
        assert [waited(s) for s in (1, 59, 60, 7200)] == ["1 seconde", "59 seconden", "1 minuut", "2 uur"]


@pytest.mark.committed
def test_the_queue_in_figures(app, dirk):
    queue.add("quiet")
    parked()
    db.session.add(Job(name="quiet", payload={}, due_at=now() - timedelta(seconds=90)))
    db.session.add(Job(name="quiet", payload={}, due_at=now() + timedelta(hours=1)))
    db.session.commit()
    found = get_queue()
    assert (found.due, found.done, found.parked) == (2, 0, 1) and 90 <= found.oldest_s < 150
    Worker(app, jobs={"quiet": lambda: None}).run_until_empty()
    db.session.rollback()
    found = get_queue()
    assert (found.due, found.done, found.oldest_s) == (0, 2, 0)


def test_counts_of_days_ago_are_forgotten(database):
    db.session.add_all([JobDone(name="a", at=now() - timedelta(days=days)) for days in (0, 1, 3)])
    db.session.commit()
    forget_expired()
    assert db.session.query(JobDone).count() == 2
