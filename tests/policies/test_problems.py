"""Who sees a problem report: the same in Python and in SQL, here and over all kinds."""

from itertools import product

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Problem, ProblemReport, Stage, State, Submission, Visibility
from app.policies import problems, submissions
from tests.factories.corrections import FreeReportFactory, ProblemReportFactory
from tests.factories.elements import ElementFactory

KINDS = (Problem.WASTE, *problems.NOT_PUBLIC)


@pytest.fixture
def rows(anna):
    """One of each state by Anna, on elements that are public, gone, hidden and waiting."""
    elements = [
        ElementFactory(published=True),
        ElementFactory(state=State.GONE, waits=False),
        ElementFactory(state=State.PUBLISHED, visibility=Visibility.COORDINATORS, waits=False),
        ElementFactory(),
    ]
    return [
        ProblemReportFactory(author=anna, element=element, state=state, problem=problem)
        for element, state, problem in product(elements, State, KINDS)
    ] + [
        FreeReportFactory(author=anna, state=state, problem=problem)
        for state, problem in product(State, KINDS)
    ]


@pytest.mark.parametrize("who", ["nobody", "anna", "bram", "chris", "dirk"])
def test_seeing_is_the_same_in_python_and_in_sql(who, rows, request):
    viewer = None if who == "nobody" else request.getfixturevalue(who)
    in_python = {row.id for row in rows if problems.can_see(viewer, row)}
    assert set(db.session.scalars(select(ProblemReport.id).where(problems.visible_to(viewer)))) == in_python
    ids = {row.id for row in rows}
    seen = set(db.session.scalars(select(Submission.id).where(submissions.visible_to(viewer)))) & ids
    assert seen == in_python == {row.id for row in rows if submissions.can_see(viewer, row)}
    everything = who in {"anna", "chris", "dirk"}
    assert (in_python == ids) is everything


def test_only_the_reporter_and_coordinators_read_the_words(rows, anna, bram, chris):
    assert all(problems.can_read_notes(who, row) for row in rows for who in (anna, chris))
    assert not any(problems.can_read_notes(who, row) for row in rows for who in (bram, None))


def test_only_the_reporter_says_that_it_is_not_solved(anna, bram, chris):
    report = ProblemReportFactory(author=anna, published=True, stage=Stage.SOLVED)
    assert [problems.can_reopen(who, report) for who in (anna, bram, chris, None)] == [True] + 3 * [False]
    report.stage = Stage.PLANNED
    assert not problems.can_reopen(anna, report)
