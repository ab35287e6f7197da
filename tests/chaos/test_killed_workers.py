"""Workers are killed at random moments while they empty one queue (J02)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app import queue
from app.core.ids import digest
from app.extensions import db
from app.models import Attempt, Job
from app.transaction import transactional
from tests.chaos.worker import KIND
from tests.live import environment

JOBS = 500
KILLS = 12
ROOT = Path(__file__).parents[2]


@transactional
def ask() -> None:
    for number in range(JOBS):
        queue.add("chaos.effect", number=number)


def waiting() -> int:
    found = db.session.scalar(select(func.count()).select_from(Job).where(Job.name == "chaos.effect"))
    db.session.rollback()
    return found


def busy_worker(log: Path) -> int:
    """Return the process that was the last to leave a mark; 0 when none did."""
    lines = log.read_text().splitlines() if log.exists() else []
    return int(lines[-1].split()[1]) if lines and len(lines[-1].split()) == 2 else 0


@pytest.mark.J02
@pytest.mark.chaos
@pytest.mark.committed
def test_every_effect_at_least_once_outside_and_exactly_once_inside(app, tmp_path):
    log = tmp_path / "effects"
    dice = random.Random(20261125)
    ask()

    command = [sys.executable, "-m", "tests.chaos.worker", str(log)]
    groups = [
        subprocess.Popen(command, env=environment(app), cwd=ROOT, start_new_session=True) for _ in range(2)
    ]
    killed = set()
    try:
        until = time.monotonic() + 120
        while waiting() and time.monotonic() < until:
            time.sleep(dice.uniform(0.02, 0.4))
            victim = busy_worker(log)
            if victim and victim not in killed and len(killed) < KILLS:
                os.kill(victim, signal.SIGKILL)
                killed.add(victim)
    finally:
        for group in groups:
            os.killpg(group.pid, signal.SIGKILL)
            group.wait()
    inside = Counter(db.session.scalars(select(Attempt.key_sha256).where(Attempt.kind == KIND)))
    outside = {line.split()[0] for line in log.read_text().splitlines()}
    assert waiting() == 0
    assert len(killed) == KILLS
    assert inside == {digest(str(number)): 1 for number in range(JOBS)}
    assert outside == {str(number) for number in range(JOBS)}
