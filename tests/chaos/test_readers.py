"""Many have pages made at once, and the process that makes them lives on (ADR 23)."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.extensions import db
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.live import environment

ROOT = Path(__file__).parents[2]
SECONDS = 8


@pytest.mark.chaos
@pytest.mark.committed
@pytest.mark.once
def test_eight_threads_that_make_the_list_do_not_end_their_process(app):
    ElementFactory.create_batch(60, author=UserFactory(), published=True)
    db.session.commit()
    readers = subprocess.run(
        [sys.executable, "-m", "tests.chaos.readers", str(SECONDS)],
        env=environment(app),
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert readers.returncode == 0, readers.stderr[-2000:]
    assert int(readers.stdout) > 8
