"""The bare side: statements as the app sends them, sent again straight through the driver."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from app.extensions import db

Sent = tuple[str, Any]


def sent_by(run: Callable[[], Any]) -> list[Sent]:
    """Return the queries that something asks, in their order; its own work is thrown away."""
    found: list[Sent] = []

    def note(_connection: Any, _cursor: Any, said: str, values: Any, *_more: Any) -> None:
        if said.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append((said, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        run()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return found


def sent_for(app: Any, path: str, cookie: str) -> list[Sent]:
    """Return the queries that a page asks; in a context of its own, where nobody has signed in yet."""
    client = app.test_client()
    client.set_cookie(*cookie.split("="))

    def page() -> None:
        with app.app_context():
            assert client.get(path).status_code == 200

    return sent_by(page)


def bare(sent: list[Sent]) -> Callable[[], int]:
    """Return what asks them again: no app, no objects, all rows fetched."""
    connection = db.session.connection().connection

    def run() -> int:
        cursor, rows = connection.cursor(), 0
        for said, values in sent:
            cursor.execute(said, values)
            rows += len(cursor.fetchall())
        return rows

    return run
