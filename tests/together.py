"""Many acts at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from app.extensions import db


def together(app, *acts):
    """Run every act at the same moment, each as a request of its own; return results or errors.

    The test that calls it is marked ``committed``.
    """
    gate = threading.Barrier(len(acts))
    db.session.rollback()  # else the test keeps reading SQLite's old snapshot

    def one(act):
        with app.app_context():
            gate.wait()
            try:
                return act()
            except Exception as error:  # noqa: BLE001 (what went wrong is what the test looks at)
                return error

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))
