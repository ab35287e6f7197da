"""Mail that must not get lost: a real worker, and a real mail server that is down and comes up (J05)."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now
from app.core.codes import digits_of
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Job, SignInCode
from app.services.sign_in import Browser, request_code
from tests.apps import another
from tests.live import environment

NAMES = ["anna", "bram", "chris", "dirk"]


def ask(name: str) -> None:
    request_code(f"{name}@example.nl", next_url="/", language="nl", browser=Browser(network="203.0.113.1"))


@pytest.fixture
def worker(app, database, smtp):
    return Worker(another(app, database, mail_url=smtp.url))


def work(worker, *, later_s: float = 0) -> None:
    with time_machine.travel(now() + timedelta(seconds=later_s), tick=True):
        worker.run_until_empty()


@pytest.mark.J05
@pytest.mark.committed
def test_while_the_server_is_down_nothing_is_lost_and_the_order_stays(worker, smtp):
    for name in NAMES[:3]:
        ask(name)
    for seconds in (0, 60, 120):
        work(worker, later_s=seconds)
    assert db.session.query(Job).count() == 3 and {job.tries for job in db.session.query(Job)} == {0}
    ask(NAMES[3])
    smtp.start()
    work(worker, later_s=180)
    assert [each.readers for each in smtp.taken] == [[f"{name}@example.nl"] for name in NAMES]
    assert db.session.query(Job).count() == 0


@pytest.mark.J05
@pytest.mark.committed
def test_after_a_day_without_a_server_expired_codes_are_dropped_and_fresh_ones_come(worker, smtp):
    ask("anna")
    work(worker)
    assert db.session.query(Job).count() == 1
    smtp.start()
    with time_machine.travel(now() + timedelta(hours=24), tick=True):
        ask("bram")
        worker.run_until_empty()
    assert [each.readers for each in smtp.taken] == [["bram@example.nl"]]
    assert db.session.query(Job).count() == 0


@pytest.mark.J05
@pytest.mark.committed
def test_a_code_that_was_replaced_while_its_mail_waited_is_not_mailed(worker, smtp):
    ask("anna")
    ask("anna")
    smtp.start()
    work(worker)
    newest = db.session.query(SignInCode).order_by(SignInCode.created_at.desc()).first()
    digits = digits_of(newest.id, secret=worker.app.secret_key)
    assert len(smtp.taken) == 1 and digits[:3] in str(smtp.taken[0].mail["Subject"])


@pytest.mark.J05
@pytest.mark.committed
def test_a_worker_killed_after_the_server_took_the_mail_repeats_it_once_with_the_same_id(app, worker, smtp):
    ask("anna")
    killed = []

    def kill() -> None:
        if not killed:
            killed.append(process.pid)
            process.send_signal(signal.SIGKILL)
            process.wait(10)

    smtp.after = kill
    smtp.start()
    process = subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"],
        env=environment(app, HAARVATEN_MAIL_URL=smtp.url, HAARVATEN_BASE_URL="http://localhost"),
    )
    process.wait(30)
    assert killed and len(smtp.taken) == 1
    work(worker, later_s=61)
    work(worker, later_s=200)
    idents = [each.mail["Message-ID"] for each in smtp.taken]
    assert len(idents) == 2 and len(set(idents)) == 1
    assert db.session.query(Job).filter_by(name="mails.code").count() == 0


@pytest.mark.committed
def test_a_mailbox_that_does_not_exist_is_asked_once(worker, smtp):
    smtp.refused["anna@example.nl"] = "550 Onbekend"
    smtp.start()
    ask("anna")
    ask("bram")
    work(worker)
    assert [each.readers for each in smtp.taken] == [["bram@example.nl"]]
    assert db.session.query(Job).count() == 0
