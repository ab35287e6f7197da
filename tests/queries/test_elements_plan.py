"""The list is read by its own index, on both databases, among thousands of elements."""

import uuid

import pytest
from sqlalchemy import insert, select, text

from app.core.clock import now
from app.extensions import db
from app.models import Element, ElementType, Place, State, Submission
from app.queries.element_filter import ElementFilter
from app.queries.elements import Order, _own, _public, _sorted
from app.queries.near import _in_squares
from app.queries.search import words_in_title
from tests.factories.elements import ElementFactory, place_named
from tests.factories.people import UserFactory

MANY = 3000
WHOLE = ("TEMP B-TREE", "Seq Scan", "SCAN element")  # what reading or sorting a whole table is called


@pytest.fixture
def thousands(anna):
    """Elements of fifty people over all kinds and villages; one in ten waits."""
    people = [anna.id, *(UserFactory().id for _ in range(49))]
    kinds = db.session.scalars(select(ElementType.key)).all()
    villages = db.session.scalars(select(Place.id)).all()
    model = ElementFactory.build(author_id=anna.id)
    parents, children = [], []
    for number in range(MANY):
        ident, waits = uuid.uuid4(), number % 10 == 0
        state = State.PENDING if waits else State.PUBLISHED
        common = {"id": ident, "kind": "element", "version": 1, "schema_version": 1, "checks": []}
        facts = {"state": state, "waits": waits, "received_at": now(), "envelope_sha256": "0" * 64}
        parents.append(common | facts | {"author_id": people[number * 7 % 50]})
        place, title = villages[number % len(villages)], f"Element {number:05}"
        kept = {name: getattr(model, name) for name in ("shape", "shape_3857", "square")}
        repeats = {"village": f"Dorp {number % 50}", "in_municipality": ["GM0106", "GM0114"][number % 2]}
        kept |= repeats | {
            "condition_order": number % 4,
            "square": f"{200 + number % 60}-{520 + number // 60}",
        }
        told = {"type_key": kinds[number % len(kinds)], "place_id": place, "title": title}
        children.append(kept | told | {"id": ident, "is_public": not waits})
    db.session.execute(insert(Submission.__table__), parents)
    db.session.execute(insert(Element.__table__), children)
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE submission, element"))


@pytest.mark.parametrize(
    ("kind", "village", "index"),
    [
        ("", False, "ix_element_list"),
        ("ditch", False, "ix_element_list_type"),
        ("", True, "ix_element_list_place"),
    ],
)
def test_the_list_is_read_in_order_from_its_own_index(kind, village, index, anna, thousands):
    asked = ElementFilter(type_key=kind, place_id=place_named("Assen").id if village else None)
    for viewer in (None, anna):
        plan = _plan(_sorted(_public(asked, viewer), Order.NAME, ("Element 01", anna.id), 30))
        assert index in plan
        assert not [words for words in WHOLE if words in plan]


def test_ones_own_are_found_by_author(anna, thousands):
    assert "ix_submission_author" in _plan(_sorted(_own(ElementFilter(), anna), Order.NAME, None, 30))


def _plan(query) -> str:
    """Explain a query; three thousand rows PostgreSQL might as well read whole, so it is told not to."""
    postgres = db.engine.dialect.name == "postgresql"
    if postgres:
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
    sql = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    rows = db.session.execute(text(f"EXPLAIN {'' if postgres else 'QUERY PLAN '}{sql}".replace(":", "\\:")))
    return "\n".join(" ".join(map(str, row)) for row in rows)


@pytest.mark.parametrize(
    ("order", "asked", "index"),
    [
        (Order.VILLAGE, {}, "ix_element_list_village"),
        (Order.CONDITION, {}, "ix_element_list_condition"),
        (Order.NAME, {"municipality": "GM0106"}, "ix_element_list_municipality"),
    ],
)
def test_each_order_has_its_index(order, asked, index, anna, thousands):
    start = {
        Order.NAME: ("Element 01",),
        Order.VILLAGE: ("Assen", "Element 01"),
        Order.CONDITION: (2, "Element 01"),
    }
    plan = _plan(_sorted(_public(ElementFilter(**asked), None), order, (*start[order], anna.id), 30))
    assert index in plan
    assert not [words for words in WHOLE if words in plan]


def test_near_is_read_by_square_and_a_word_by_its_range(anna, thousands):
    """A viewer may see more than what is public, so the square has to lead, not the list."""
    for viewer in (None, anna):
        plan = _plan(_in_squares(ElementFilter(), ["233-557", "234-557"], viewer, 60))
        assert "ix_element_square" in plan
        assert not [words for words in (*WHOLE[1:], "ix_element_list") if words in plan]
    plan = _plan(select(Element.__table__.c.id).where(*words_in_title("poel assen")))
    assert "element_word" in plan and "SCAN element_word" not in plan and "Seq Scan" not in plan
