"""Many write at once and nobody is told that the database is locked; what is slow stays outside (D08)."""

import io
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from app import mail
from app.extensions import db
from app.models import Attempt, Job
from app.storage import files, images, incoming
from app.transaction import transactional
from tests.chaos.writers import THREADS
from tests.factories.people import UserFactory
from tests.live import environment

ROOT = Path(__file__).parents[2]
PROCESSES, SECONDS = 2, 10

SEAMS = {
    "read a file": lambda: files.get(files.master_key("0" * 64)),
    "look for a file": lambda: files.exists(files.master_key("0" * 64)),
    "delete a file": lambda: files.delete(files.master_key("0" * 64)),
    "list files": lambda: list(files.listed()),
    "take in a photo": lambda: incoming.receive(io.BytesIO(b""), uuid4()),
    "read a photo as sent": lambda: incoming.read(uuid4(), "0" * 64),
    "forget a photo as sent": lambda: incoming.delete(uuid4(), "0" * 64),
    "decode a photo": lambda: images.rebuild(b""),
    "send a mail": lambda: mail.deliver(to="anna@example.nl", template="x", subject="x", message_key="x"),
}


@pytest.mark.D08
@pytest.mark.parametrize("seam", SEAMS)
def test_nothing_slow_happens_inside_a_write_transaction(seam):
    @transactional
    def wrong():
        SEAMS[seam]()

    with pytest.raises(RuntimeError, match="inside a write transaction"):
        wrong()


def measure(app, seconds):
    """Let eight people in two server processes write; return how many use cases they finished."""
    people = [UserFactory().email for _ in range(PROCESSES * THREADS)]
    db.session.remove()
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.chaos.writers", ",".join(part), str(seconds)],
            env=environment(app),
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for part in (people[:THREADS], people[THREADS:])
    ]
    done = 0
    for each in running:
        out, errors = each.communicate(timeout=seconds + 60)
        assert each.returncode == 0, errors
        done += int(out)
    return done


def stored(model):
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.mark.D08
@pytest.mark.committed
def test_eight_writers_and_nobody_hears_that_the_database_is_locked(app):
    done = measure(app, SECONDS)
    assert done > PROCESSES * THREADS
    assert (stored(Job), stored(Attempt)) == (done, 3 * done)


@pytest.mark.slow
@pytest.mark.committed
def test_eight_writers_for_a_whole_minute(app):
    done = measure(app, 60)
    assert (stored(Job), stored(Attempt)) == (done, 3 * done)
