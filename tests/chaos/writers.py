"""Four people of one server process who read and write as fast as they can, for some seconds."""

import sys
import time
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from app import create_app, queue
from app.extensions import db
from app.models import Attempt, User
from app.transaction import transactional

THREADS = 4


@transactional
def write(kind: str, *, actor: User) -> None:
    """Read, then write in several tables, as a submission does."""
    seen = db.session.scalars(select(Attempt.kind).where(Attempt.kind == kind).limit(5)).all()
    db.session.add_all([Attempt(kind=kind, key_sha256=f"{len(seen)}") for _ in range(3)])
    db.session.flush()
    queue.add("tests.note", person_id=str(actor.id))


def one(app, person_id: str, until: float) -> int:
    count = 0
    while time.monotonic() < until:
        with app.app_context():
            actor = db.session.scalars(select(User).where(User.email == person_id)).one()  # the guard's read
            write("d08", actor=actor)
            count += 1
    return count


if __name__ == "__main__":
    people, seconds = sys.argv[1].split(","), float(sys.argv[2])
    app = create_app()
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(one, app, person, until) for person in people]
        sys.stdout.write(str(sum(each.result() for each in futures)))
