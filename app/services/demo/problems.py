"""Four reports that something is wrong: one waits, one was accepted, one is planned, one is solved."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from app.core.clock import now, today
from app.core.ids import new_id
from app.extensions import db
from app.models import Element, Problem, ProblemReport, User
from app.services.problems import ProblemFacts, report_problem

CREW: Final = "Landschapsploeg (voorbeeld)"
TOLD: Final = (  # what, how many days ago, words, and the steps after it was accepted; None: not yet
    (Problem.SIGN, 2, "Het paaltje is omgevallen. (voorbeeld)", None),
    (Problem.WASTE, 5, "Er ligt puin in de sloot. (voorbeeld)", ()),
    (Problem.DAMAGE, 9, "Er is een boom over het pad gewaaid. (voorbeeld)", ("plan",)),
    (Problem.OBSTACLE, 30, "Het hek gaat niet meer open. (voorbeeld)", ("plan", "solve")),
)


def make_problems(stands: Sequence[Element], people: Sequence[User], coordinator: User) -> None:
    """Let people report something at what someone else handed in; no two at the same."""
    free = list(stands)
    for person, (problem, days, notes, steps) in zip(people, TOLD, strict=False):
        element = next(one for one in free if one.author_id != person.id and not one.is_rough)
        free.remove(element)
        seen_on = today() - timedelta(days=days)
        facts = ProblemFacts(element_id=element.id, problem=problem, seen_on=seen_on, notes=notes)
        report = report_problem(new_id(), facts, actor=person)
        report.received_at = report.decisions[0].at = now() - timedelta(days=days - 1)
        if steps is not None:
            _see_to(report, steps, coordinator)


def _see_to(report: ProblemReport, steps: Sequence[str], coordinator: User) -> None:
    """Take the steps, some days apart; not by their use cases, as nobody gets mail of what is made up."""
    at = report.received_at + timedelta(days=1)
    report.take("publish", actor=coordinator).at = at
    for step in steps:
        db.session.flush()
        at += timedelta(days=5)
        report.follow_up(step, actor=coordinator, reason="", changes=STEPS[step](report)).at = at


def _plan(report: ProblemReport) -> dict[str, list[str | None]]:
    report.planned_on, report.handled_by = report.seen_on + timedelta(days=21), CREW
    return {"planned_on": [None, str(report.planned_on)], "handled_by": [None, None]}


def _solve(report: ProblemReport) -> dict[str, list[str | None]]:
    report.outcome = "De scharnieren zijn vervangen. (voorbeeld)"
    return {"outcome": [None, None]}


STEPS: Final[dict[str, Callable[[ProblemReport], dict[str, list[str | None]]]]] = {
    "plan": _plan,
    "solve": _solve,
}
