"""The line of the desk, the next item and the due list are read by their own index, on both databases."""

import re
import uuid
from datetime import date, timedelta

import pytest
from sqlalchemy import event, insert, select, text

from app.core.clock import now, today
from app.extensions import db
from app.models import Activity, Element, ElementDue, MaintenanceLog, State, Submission
from app.queries.desk import get_desk
from app.queries.desk_filter import EVERYTHING, DeskFilter, Look
from app.queries.dues import DueFilter, find_due
from app.queries.moderation import find_waiting, get_around, get_next
from app.queries.review import find_near
from app.queries.seasons import good_time
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory

DECIDED, WAITING, PLACES = 6000, 60, 400
WHOLE = re.compile(r"(SCAN|Seq Scan on) (submission|element|element_due|maintenance_log)(_\d+)?( |$)")


@pytest.fixture
def much(anna, bram):
    """Much work that was decided on many elements, some that waits, and when all of it comes due."""
    people = [anna.id, bram.id, *(UserFactory().id for _ in range(30))]
    model = ElementFactory.build(author_id=anna.id, published=True)
    kept = {name: getattr(model, name) for name in ("shape", "shape_3857", "square", "type_key", "place_id")}
    places = [uuid.uuid4() for _ in range(PLACES)]
    logs = [uuid.uuid4() for _ in range(DECIDED + WAITING)]
    parents = [_parent(ident, "element", people[at % 32], False, at) for at, ident in enumerate(places)]
    parents += [
        _parent(ident, "maintenance", people[at % 32], at >= DECIDED, at) for at, ident in enumerate(logs)
    ]
    start = date(2020, 1, 1)
    told = {"activity_key": "litter_pick", "people": 1, "nest_check": "none_seen", "share_num": 1}
    work = [
        told | {"id": ident, "share_den": 1, "element_id": places[at % PLACES], "done_on": start}
        for at, ident in enumerate(logs)
    ]
    dues = [
        {"element_id": ident, "activity_key": key, "type_key": model.type_key, "done_on": start}
        | {"due_from": _day(at), "overdue_from": _day(at - 300)}
        for at, ident in enumerate(places)
        for key in db.session.scalars(select(Activity.key).limit(3))
    ]
    elements = [
        kept | {"id": ident, "title": f"Poel {at}", "is_public": True} for at, ident in enumerate(places)
    ]
    for table, rows in (
        (Submission, parents),
        (Element, elements),
        (MaintenanceLog, work),
        (ElementDue, dues),
    ):
        db.session.execute(insert(table.__table__), rows)
    db.session.commit()
    db.session.execute(text("ANALYZE"))
    db.session.commit()
    return logs[DECIDED:]


def test_the_line_and_its_counts_are_read_from_the_index_of_what_waits(chris, much):
    asks = [
        lambda: find_waiting(chris),
        lambda: find_waiting(chris, after=find_waiting(chris, size=3).next_key),
        lambda: find_waiting(chris, DeskFilter(look=Look.ATTENTION, kind="maintenance", days=3)),
        lambda: get_desk(chris, EVERYTHING),
    ]
    for ask in asks:
        _by_index(ask, "ix_submission_queue")


def test_the_next_item_and_its_neighbours_are_found_by_the_same_index(chris, much):
    item = find_waiting(chris).rows[3]
    asks = (
        lambda: get_next(item.id, chris),
        lambda: get_around(item, chris),
        lambda: find_near(item, chris),
    )
    for ask in asks:
        _by_index(ask, "ix_submission_queue")


def test_both_halves_of_the_due_list_are_read_in_their_order(anna, much):
    good = good_time(today())
    for viewer in (None, anna):
        for asked in (DueFilter(), DueFilter(good_only=True)):
            _by_index(
                lambda viewer=viewer, asked=asked: find_due(asked, good=good, viewer=viewer),
                "ix_element_due_overdue",
            )
    key = find_due(DueFilter(), good=good, viewer=None).next_key
    _by_index(lambda: find_due(DueFilter(), good=good, viewer=None, after=key), "ix_element_due_overdue")


def _parent(ident, kind, author, waits, at):
    state = State.PENDING if waits else State.PUBLISHED
    common = {"id": ident, "kind": kind, "version": 1, "schema_version": 1, "checks": []}
    common |= {"municipality_code": "GM0106", "urgency": 1, "envelope_sha256": "0" * 64, "author_id": author}
    return common | {"state": state, "waits": waits, "received_at": now() - timedelta(minutes=at)}


def _day(at):
    return today() - timedelta(days=at % 900)


def _by_index(ask, index):
    """Explain all that is asked of the large tables: the index is among it, and none is read whole."""
    plans = "\n".join(_plan(*one) for one in _asked(ask))
    assert index in plans, plans
    read = [line for line in plans.splitlines() if WHOLE.search(line) and "USING" not in line]
    assert not read, plans


def _asked(ask):
    found = []

    def note(_connection, _cursor, said, values, *_more):
        if said.startswith("SELECT"):
            found.append((said, values))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return found


def _plan(said, values):
    """Explain one; these rows PostgreSQL might as well read whole, so it is told not to."""
    cursor = db.session.connection().connection.cursor()
    postgres = db.engine.dialect.name == "postgresql"
    if postgres:
        cursor.execute("SET LOCAL enable_seqscan = off")
    cursor.execute(f"EXPLAIN {'' if postgres else 'QUERY PLAN '}{said}", values)
    return "\n".join(str(row[-1]) for row in cursor.fetchall())
