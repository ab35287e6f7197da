"""Reference data is read once, and again as soon as any of it is something else."""

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import REFERENCE, ElementType, MapLayer, Place
from app.queries.kept_reference import reference
from app.queries.reference import find_places, find_types
from app.services.reference import load_reference
from tests.factories.elements import place_named


@pytest.fixture(autouse=True)
def _named(database):
    """What a test committed was deleted, the name of the content as well."""
    load_reference()


def asked_by(run) -> list[str]:
    """Return the tables that are read, in order."""
    found: list[str] = []

    def note(_connection, _cursor, said, *_more):
        if said.startswith("SELECT"):
            found.append(said.partition("FROM ")[2].split()[0])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        run()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return found


def test_a_next_transaction_asks_only_whether_it_is_still_the_same(app):
    find_types()
    db.session.rollback()
    assert asked_by(lambda: (find_types(), find_places(), reference())) == ["map_layer"]


@pytest.mark.parametrize("word", ["Nieuw-Anloo", "Oud-Anloo"])
def test_a_change_is_seen_in_its_own_transaction_and_gone_when_it_is_undone(app, word):
    old = [place.name for place in find_places()]
    place_named("Anloo").name = word
    db.session.flush()
    assert word in [place.name for place in find_places()]
    db.session.rollback()
    assert [place.name for place in find_places()] == old


@pytest.mark.committed
def test_what_was_committed_is_seen_and_what_was_put_back_as_well(app):
    for old, new in (("Anloo", "Nieuw-Anloo"), ("Nieuw-Anloo", "Anloo")):
        assert new not in [place.name for place in find_places()]
        db.session.rollback()
        place_named(old).name = new
        db.session.commit()
        assert new in [place.name for place in find_places()]


def test_what_is_kept_belongs_to_no_session(app):
    kept = find_types()[0]
    assert kept not in db.session
    assert db.session.get(ElementType, kept.key) is not kept


def test_a_database_that_was_filled_before_gets_its_name_by_loading_again(app):
    db.session.delete(db.session.get_one(MapLayer, REFERENCE))
    db.session.commit()
    assert len(find_places()) == len(db.session.query(Place).all())
    load_reference()
    assert db.session.get(MapLayer, REFERENCE) is not None
