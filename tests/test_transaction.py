"""One commit per use case, and what holds when two come at once."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm.exc import StaleDataError

from app.core.errors import ConflictError, NotAllowedError
from app.extensions import db
from app.models import Element, Role, User
from app.transaction import in_use_case, load, transactional
from tests.factories.elements import ElementFactory
from tests.factories.people import UserFactory
from tests.together import together


@transactional
def inner(*, actor):
    db.session.add(User(name="inner", email="inner@example.nl"))
    return in_use_case()


@transactional
def outer(*, actor, fail=False):
    inner(actor=actor)
    db.session.add(User(name="outer", email="outer@example.nl"))
    if fail:
        raise ConflictError("nee")
    return in_use_case()


def names() -> set[str]:
    return set(db.session.scalars(select(User.name)))


def test_a_use_case_within_another_joins_its_transaction(anna):
    assert outer(actor=anna) is True
    assert in_use_case() is False
    assert names() == {anna.name, "inner", "outer"}


def test_a_use_case_that_fails_leaves_nothing_of_those_within(anna):
    with pytest.raises(ConflictError):
        outer(actor=anna, fail=True)
    assert names() == {anna.name}


def test_a_use_case_may_not_commit_by_itself(anna):
    @transactional
    def bad(*, actor):
        db.session.commit()
        db.session.add(User(name="x"))
        db.session.flush()

    with pytest.raises(Exception, match="closed transaction"):
        bad(actor=anna)


def test_a_change_made_before_the_use_case_is_refused(anna):
    anna.name = "x"
    with pytest.raises(RuntimeError):
        outer(actor=anna)


@pytest.mark.committed
def test_the_actor_is_read_again_under_lock(app):
    """M04's ground: who was demoted between guard and act is refused."""
    ident = UserFactory(role=Role.COORDINATOR).id

    @transactional
    def act(*, actor):
        if actor.role != Role.COORDINATOR:
            raise NotAllowedError("nee")

    seen = db.session.get(User, ident)
    with app.app_context():
        db.session.execute(update(User).where(User.id == ident).values(role=Role.VOLUNTEER))
        db.session.commit()
    with pytest.raises(NotAllowedError):
        act(actor=seen)


@pytest.mark.committed
def test_a_lost_race_runs_again_and_sees_what_the_other_did(app):
    ident = ElementFactory().id
    tries = []

    @transactional
    def lengthen(*, width, actor=None):
        element = db.session.get(Element, ident)  # without the lock of load(), so only the version saves us
        tries.append(element.width_m)
        element.width_m = (element.width_m or 0) + width

    done = together(app, *[lambda n=n: lengthen(width=n) for n in (1, 2, 4, 8)])
    db.session.rollback()
    lost = [each for each in done if isinstance(each, StaleDataError)]
    kept = [n for n, each in zip((1, 2, 4, 8), done, strict=True) if each is None]
    assert db.session.get(Element, ident).width_m == sum(kept)
    assert len(kept) + len(lost) == 4
    assert len(tries) >= 4


@pytest.mark.committed
def test_twenty_at_once_on_one_row_all_count(app):
    ident = ElementFactory().id

    @transactional
    def widen(*, actor=None):
        element = load(Element, ident)
        element.width_m = (element.width_m or 0) + 1

    assert together(app, *[widen] * 20) == [None] * 20
    db.session.rollback()
    assert db.session.get(Element, ident).width_m == 20
