"""What is on the map: exactly what a visitor may see, found by an index."""

import pytest
import shapely
from sqlalchemy import select

from app.core.clock import now
from app.extensions import db
from app.models import Consent, Element, State, Visibility
from app.policies.elements import can_see
from app.queries.element_filter import ElementFilter
from app.queries.map import OVERVIEW, elements_tile, find_largest, get_on_map, is_public, token_of
from app.services.moderation import Verdict, decide
from app.spatial.ranks import FIRST
from app.spatial.tiles import Tile
from tests.factories.elements import ElementFactory

HERE = Tile(14, 8490, 5337)
ALL = ElementFilter()


def test_the_map_shows_what_a_visitor_may_see_and_nothing_else(database):
    rows = [
        ElementFactory(state=state, visibility=visibility, consent=consent)
        for state in State
        for visibility in Visibility
        for consent in (Consent.NO, Consent.UNKNOWN)
    ]
    for row in rows:
        row.is_public = row.public_by_rule()
    db.session.commit()
    in_sql = set(db.session.scalars(select(Element.__table__.c.id).where(is_public)))
    assert in_sql == {row.id for row in rows if can_see(None, row) and row.state != State.GONE}
    assert len(in_sql) == 1
    shown = find_largest()
    assert len(shown) == 1 and shown[0][0] == "pond_small_historic_water"


@pytest.mark.parametrize(
    ("step", "reason", "shown"), [("publish", "", True), ("reject", "Dit is geen poel (voorbeeld).", False)]
)
def test_an_approved_element_comes_on_the_map_with_its_rank(database, chris, step, reason, shown):
    element = ElementFactory(minzoom=9)
    before = token_of()
    decide(Verdict(id=element.id, version=element.version, step=step, reason=reason), actor=chris)
    assert bool(elements_tile(HERE, ALL)[1]) is shown
    assert (token_of() != before) is shown
    assert db.session.get(Element, element.id).minzoom == (FIRST if shown else 9)


def test_the_overview_takes_the_first_zooms_by_the_index(database):
    for minzoom in (9, FIRST, 12):
        ElementFactory(published=True, minzoom=minzoom, geometry=shapely.Point(6.5 + minzoom / 100, 53))
    assert [round(shape.x * 100) for _, shape in find_largest()] == [656, 659, 662]
    table = Element.__table__.c
    query = select(table.id).where(is_public).order_by(table.minzoom, table.id).limit(OVERVIEW)
    text = query.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        plan = " ".join(row[3] for row in db.session.execute(db.text(f"EXPLAIN QUERY PLAN {text}")))
    else:
        for way in ("seqscan", "bitmapscan", "sort"):  # three rows fit one page: no index pays
            db.session.execute(db.text(f"SET LOCAL enable_{way} = off"))
        plan = " ".join(row[0] for row in db.session.execute(db.text(f"EXPLAIN {text}")))
    assert "ix_element_zoom" in plan
    assert "TEMP B-TREE" not in plan and "Sort" not in plan


def test_the_sheet_needs_no_more_than_one_question(database, count):
    element = ElementFactory(published=True).id
    db.session.remove()
    with count() as sent:
        found = get_on_map(element, viewer=None)
        assert found.type.name_nl and found.place.name and found.title
    assert len([one for one in sent if one.startswith("SELECT")]) == 1


def test_the_name_of_the_content_is_never_used_twice(database):
    names = set()
    for _ in range(5):
        ElementFactory(published=True)
        names.add(token_of())
    assert len(names) == 5


def test_a_waiting_element_leaves_the_name_as_it_is(database):
    ElementFactory(published=True)
    before = token_of()
    waiting = ElementFactory()
    waiting.story = f"Gezien op {now():%d-%m} (voorbeeld)."
    db.session.commit()
    assert token_of() == before


def test_a_tile_that_someone_holds_is_not_made_again_until_the_layer_changes():
    ElementFactory(published=True)
    first, made = elements_tile(HERE, ALL)
    assert first.startswith(f"{token_of()}-") and made  # and the day
    for held in ([first], ["another", first]):
        assert elements_tile(HERE, ALL, held=held) == (first, None)
    ElementFactory(published=True)
    second, made = elements_tile(HERE, ALL, held=[first])
    assert second.startswith(f"{token_of()}-") and second != first and made
