"""The worker as people start and stop it."""

import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from app import queue
from app.core.clock import now
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Attempt, Job
from app.transaction import transactional
from tests.live import environment


@transactional
def ask(name, **more):
    queue.add(name, **more)


def count(model):
    found = db.session.scalar(select(func.count()).select_from(model))
    db.session.rollback()
    return found


def test_once_and_until_empty(app):
    shell = app.test_cli_runner()
    assert shell.invoke(args=["jobs", "work", "--once"]).output == "Nothing is due.\n"
    ask("cleanup.forget")
    assert shell.invoke(args=["jobs", "work", "--once"]).output == "1 job tried.\n"
    ask("cleanup.forget")
    ask("cleanup.forget")
    assert shell.invoke(args=["jobs", "work", "--until-empty"]).output == "2 jobs tried.\n"
    assert count(Job) == 0


def test_the_nightly_job_forgets_what_is_old_and_nothing_else(app):
    moments = {"old": now() - timedelta(days=3), "new": now()}
    db.session.add_all([Attempt(kind=kind, key_sha256="0" * 64, at=at) for kind, at in moments.items()])
    db.session.commit()
    ask("cleanup.forget")
    Worker(app).run_until_empty()
    assert db.session.scalars(select(Attempt.kind)).all() == ["new"]


@pytest.mark.committed
def test_stopping_finishes_the_job_in_hand_and_starts_no_other(app):
    begun, go_on, finished = threading.Event(), threading.Event(), []

    def slow():
        begun.set()
        go_on.wait(20)
        finished.append(1)

    ask("tests.slow")
    ask("tests.slow")
    db.session.remove()
    worker = Worker(app, jobs={"tests.slow": slow})
    thread = threading.Thread(target=worker.run)
    thread.start()
    assert begun.wait(20)
    worker.stop()
    go_on.set()
    thread.join(20)
    assert finished == [1]
    assert db.session.scalars(select(Job.tries).where(Job.name == "tests.slow")).all() == [0]


@pytest.mark.committed
def test_a_worker_process_plans_the_night_and_ends_by_sigterm(app):
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"]
    process = subprocess.Popen(command, env=environment(app))
    try:
        until = time.monotonic() + 60
        while count(Job) == 0 and time.monotonic() < until:
            time.sleep(0.05)
    finally:
        process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    due = db.session.scalars(select(Job.due_at).where(Job.name == "cleanup.forget")).one()
    assert datetime.now(UTC) < due <= datetime.now(UTC) + timedelta(days=1)
