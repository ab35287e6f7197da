"""Ranks in the database: an element gets its own at once, all others by one job that waits."""

import shapely
from sqlalchemy import func, select

from app.extensions import db
from app.models import Element, Job
from app.queries.map import token_of
from app.services.ranks import RERANK, rank, rerank
from app.spatial.ranks import ALL, FIRST
from app.transaction import transactional
from tests.factories.elements import ASSEN, ElementFactory

LON, LAT = ASSEN


def line(degrees: float):
    return shapely.LineString([(LON - degrees, LAT), (LON + degrees, LAT)])


@transactional
def ranked(ident):
    element = db.session.get(Element, ident)
    rank(element)
    return element.minzoom


def waiting() -> int:
    return db.session.scalar(select(func.count()).select_from(Job).where(Job.name == RERANK))


def zooms() -> dict[str, int]:
    return dict(db.session.execute(select(Element.title, Element.minzoom)).all())


def test_the_first_of_a_place_is_shown_far_away_and_a_smaller_one_beside_it_is_not(database):
    large = ElementFactory(published=True, geometry=line(0.002)).id
    assert ranked(large) == FIRST
    small = ElementFactory(published=True, geometry=line(0.001)).id
    assert ranked(small) == ALL


def test_what_is_not_public_takes_nobodys_place(database):
    ElementFactory(geometry=line(0.002))
    small = ElementFactory(published=True, geometry=line(0.001)).id
    assert ranked(small) == FIRST


def test_many_changes_ask_for_one_job(database):
    for _ in range(3):
        ranked(ElementFactory(published=True).id)
    assert waiting() == 1


def test_a_job_that_runs_does_not_stand_for_the_next(database):
    ranked(ElementFactory(published=True).id)
    db.session.scalars(select(Job).where(Job.name == RERANK)).one().claimed_by = "worker"
    db.session.commit()
    ranked(ElementFactory(published=True).id)
    assert waiting() == 2


def test_the_job_ranks_all_and_changes_no_version(database):
    ElementFactory(published=True, title="klein", geometry=line(0.001), minzoom=FIRST)
    large = ElementFactory(published=True, title="groot", geometry=line(0.002), minzoom=ALL)
    ElementFactory(title="wacht", geometry=line(0.003), minzoom=9)
    version, before = large.version, token_of()
    assert rerank() == 2
    assert zooms() == {"klein": ALL, "groot": FIRST, "wacht": 9}
    assert db.session.get(Element, large.id).version == version
    assert token_of() != before


def test_ranking_again_changes_nothing(database):
    ElementFactory(published=True, geometry=line(0.001))
    rerank()
    before = token_of()
    assert rerank() == 0
    assert token_of() == before


def test_ranking_an_empty_map_is_nothing_to_do(database):
    assert rerank() == 0
