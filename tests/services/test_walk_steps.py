"""The steps of a walk: each from its own stage, never past an owner or a coordinator."""

import pytest

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.extensions import db
from app.models import LandConsent, State, Walk, WalkStage
from app.services.moderation import Verdict, decide
from app.services.walk_steps import MOVES, hindrance, move_walk, steps_of
from tests.factories.walks import WalkFactory
from tests.handing_in import work_off


@pytest.fixture
def walk(anna):
    return WalkFactory(author=anna, drawn=True)


def read(walk) -> Walk:
    db.session.expire_all()
    return db.session.get(Walk, walk.id)


def go(walk, actor, *steps, **how):
    for step in steps:
        move_walk(walk.id, step, version=read(walk).version, actor=actor, **how)
    return read(walk)


def agree(walk, chris, step="publish", reason=""):
    decide(Verdict(id=walk.id, version=read(walk).version, step=step, reason=reason), actor=chris)
    return read(walk)


def test_from_a_line_to_a_path_that_is_open_and_back(walk, anna, chris):
    go(walk, anna, "agree", "lay_out", "ask")
    work_off()
    assert read(walk).waits and not walk.is_public
    agree(walk, chris)
    assert (walk.state, walk.is_public) == ("published", False)
    assert go(walk, anna, "open").is_public
    closed = go(walk, anna, "shut", why="Tot 1 juli broeden hier vogels.")
    assert (closed.stage, closed.is_public, closed.closed_why) == (
        "closed",
        True,
        "Tot 1 juli broeden hier vogels.",
    )
    assert go(walk, anna, "open_again").closed_why == ""
    go(walk, anna, "shut", why="Een boom ligt over het pad.")
    again = go(walk, anna, "redraw")
    assert (again.stage, again.state, again.waits, again.is_public) == ("drawn", "pending", False, False)
    with pytest.raises(ConflictError):  # a coordinator looks anew
        go(walk, anna, "agree", "open")


def test_nothing_opens_without_a_coordinator(walk, anna):
    with pytest.raises(ConflictError, match="Een coördinator moet eerst akkoord zijn"):
        go(walk, anna, "agree", "open")


@pytest.mark.parametrize("step", ["agree", "ask", "open", "open_again"])
def test_nothing_goes_on_past_an_owner(walk, anna, step):
    walk.stage = {"agree": WalkStage.DRAWN, "open_again": WalkStage.CLOSED}.get(step, WalkStage.AGREED)
    walk.state = State.PENDING if step == "ask" else State.PUBLISHED
    walk.sections[0].consent = LandConsent.ASKED
    db.session.commit()
    with pytest.raises(ConflictError, match="Niet elk deel heeft toestemming"):
        go(walk, anna, step)


def test_each_step_starts_at_its_own_stage_only(walk):
    starts = {step: {stage for stage in WalkStage if _at(walk, stage, step)} for step in MOVES}
    before = {"agreed", "laid_out"}
    assert starts == {
        "agree": {"drawn"}, "lay_out": {"agreed"}, "ask": before, "open": before, "shut": {"open"},
        "open_again": {"closed"}, "redraw": {*before, "closed", "lapsed"},
        "lapse": {*WalkStage} - {"lapsed"},
    }  # fmt: skip


def _at(walk, stage, step) -> bool:
    with db.session.no_autoflush:
        walk.stage, walk.state = stage, State.PENDING
        return step in steps_of(walk)


def test_a_coordinator_asks_and_the_answer_comes_back_to_the_desk(walk, anna, chris):
    go(walk, anna, "agree", "ask")
    assert agree(walk, chris, "return", "Mag het over de es?").state == State.RETURNED
    assert hindrance(walk, "ask") is not None


def test_closing_says_why(walk, anna):
    walk.stage, walk.state = WalkStage.OPEN, State.PUBLISHED
    db.session.commit()
    with pytest.raises(InvalidError, match="waarom het dicht is"):
        go(walk, anna, "shut")
    with pytest.raises(InvalidError, match="korter"):
        go(walk, anna, "shut", why="x" * 301)


def test_others_and_unknown_steps_are_refused(walk, anna, bram, chris):
    with pytest.raises(NotFoundError):
        go(walk, bram, "agree")
    with pytest.raises(NotAllowedError):
        go(walk, chris, "agree")
    with pytest.raises(NotFoundError):
        go(walk, anna, "fly")
    lapsed = go(walk, anna, "lapse")
    assert lapsed.stage == WalkStage.LAPSED and "agree" not in steps_of(lapsed)
