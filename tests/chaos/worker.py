"""Workers whose jobs leave a mark outside (a line in a file) and one inside (a row), to be killed."""

import os
import random
import sys
import time
from datetime import timedelta
from pathlib import Path

from app import create_app, queue
from app.core.ids import digest
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Attempt
from app.transaction import transactional

KIND = "chaos"


@transactional
def mark(number: int) -> None:
    """The effect in the database; it and the end of the job are one commit."""
    db.session.add(Attempt(kind=KIND, key_sha256=digest(str(number))))
    queue.done()


def effect(number: int) -> None:
    time.sleep(random.uniform(0, 0.004))
    with Path(sys.argv[1]).open("a") as log:
        log.write(f"{number} {os.getpid()}\n")
    mark(number)
    time.sleep(random.uniform(0, 0.004))  # dies after the commit, before the worker hears of it


def supervise() -> None:
    """Start a worker again whenever it dies, as systemd would; fork keeps that quick."""
    while True:
        child = os.fork()
        if child == 0:
            random.seed(os.getpid())
            Worker(create_app(), jobs={"chaos.effect": effect}).run()
        os.waitpid(child, 0)


if __name__ == "__main__":
    queue.LEASE = timedelta(seconds=1)
    supervise()
