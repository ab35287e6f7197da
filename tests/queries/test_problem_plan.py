"""Lists of problem reports are read by their own indexes, on both databases, among thousands."""

import re
import uuid
from datetime import date

import pytest
from sqlalchemy import event, insert, text

from app.core.clock import now
from app.extensions import db
from app.models import Problem, ProblemReport, Stage, State, Submission
from app.queries.problems import ProblemFilter, count_reopened, find_reports

MANY = 4000
WHOLE = re.compile(r"(SCAN|Seq Scan on) (submission|problem_report)(_\d+)?(?! USING)( |$)")


@pytest.fixture
def many(anna):
    """Report thousands of problems at free places, most solved long ago, among more that is no problem."""
    idents = [uuid.uuid4() for _ in range(MANY)]
    parent = {"kind": "problem_report", "author_id": anna.id, "state": State.PUBLISHED, "waits": False}
    parent |= {"municipality_code": "GM0106", "received_at": now(), "version": 1}
    report = {"seen_on": date(2026, 11, 2), "lon": 6.56, "lat": 52.99, "village": "Assen"}
    db.session.execute(insert(Submission.__table__), [parent | _id(ident) for ident in idents])
    others = parent | {"kind": "maintenance"}
    db.session.execute(insert(Submission.__table__), [others | _id(uuid.uuid4()) for _ in range(3 * MANY)])
    rows = [
        report | {"id": ident, "position": at, "notes": "", "handled_by": "", "outcome": ""} | _of(at)
        for at, ident in enumerate(idents)
    ]
    db.session.execute(insert(ProblemReport.__table__), rows)
    db.session.execute(text("ANALYZE"))


def _id(ident: uuid.UUID) -> dict[str, object]:
    return {"id": ident, "envelope_sha256": ident.hex * 2}


def _of(at: int) -> dict[str, object]:
    few = at % 400 == 0
    return {
        "problem": Problem.NOISE if few else Problem.WASTE,
        "stage": Stage.ACCEPTED if few else Stage.SOLVED,
        "reopened": few,
    }


@pytest.mark.parametrize(
    ("asked", "index"),
    [
        (ProblemFilter(), "ix_problem_report_list"),
        (ProblemFilter(stage=Stage.ACCEPTED), "ix_problem_report_stage"),
        (ProblemFilter(problem=Problem.NOISE), "ix_problem_report_problem"),
        (ProblemFilter(reopened=True), "ix_problem_report_reopened"),
    ],
)
def test_each_list_uses_its_index(many, chris, asked, index):
    plans = plans_of(lambda: find_reports(chris, asked))
    assert index in plans and not WHOLE.search(plans), plans


def test_a_visitor_reads_the_list_by_its_index(many):
    plans = plans_of(lambda: find_reports(None, ProblemFilter()))
    assert "ix_problem_report_list" in plans and not WHOLE.search(plans), plans


def test_the_counter_reads_only_what_it_counts(many, chris):
    plans = plans_of(lambda: count_reopened(chris))
    assert "ix_problem_report_reopened" in plans and not WHOLE.search(plans), plans
    assert count_reopened(chris) == MANY // 400


def plans_of(ask) -> str:
    """Return how the database reads what ``ask`` asks of reports."""
    sent = []

    def note(_connection, _cursor, statement, told, _context, _many):
        if "FROM submission" in statement or "problem_report" in statement:
            sent.append((statement, told))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    explain = "EXPLAIN " if db.engine.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    rows = [db.session.connection().exec_driver_sql(explain + sql, told).all() for sql, told in sent[:1]]
    return "\n".join(" ".join(map(str, row)) for plan in rows for row in plan)
