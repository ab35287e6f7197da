"""ProblemReport: something is wrong at an element or a place, and what is done about it."""

import enum
import uuid
from datetime import date
from typing import Any, Final

from geoalchemy2 import WKBElement
from shapely import Point
from sqlalchemy import BigInteger, CheckConstraint, Connection, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.workflow import Workflow
from app.i18n import gettext as _
from app.models.elements import Element
from app.models.moderation import Decision
from app.models.people import User
from app.models.submissions import Submission
from app.spatial.shapes import wgs84


class Problem(enum.StrEnum):
    """What is wrong; the second half are the environment kinds of the province's vision."""

    OBSTACLE = "obstacle"
    DAMAGE = "damage"
    WASTE = "waste"
    INVASIVE = "invasive"
    BOTTLENECK = "bottleneck"  # for animals: no way across a road or a weir
    ANIMALS = "animals"
    SIGN = "sign"
    DRYING = "drying"
    NUTRIENTS = "nutrients"
    ACID = "acid"
    FRAGMENTS = "fragments"
    LIGHT = "light"
    NOISE = "noise"
    OTHER = "other"


class Stage(enum.StrEnum):
    """How far it is; beside it the state of the submission says who sees it."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    PLANNED = "planned"
    SOLVED = "solved"
    PASSED_ON = "passed_on"
    DECLINED = "declined"


_OPEN: Final = frozenset({Stage.ACCEPTED, Stage.PLANNED})
STAGES: Final = Workflow(
    {
        # with the steps of the desk, which move the submission too
        "publish": (frozenset({Stage.REPORTED}), Stage.ACCEPTED),
        "reject": (frozenset({Stage.REPORTED}), Stage.DECLINED),
        "resubmit": (frozenset({Stage.REPORTED, Stage.DECLINED}), Stage.REPORTED),
        "undo": (frozenset({Stage.REPORTED, Stage.ACCEPTED, Stage.DECLINED}), Stage.REPORTED),
        # afterwards, while it is published
        "plan": (_OPEN, Stage.PLANNED),
        "solve": (_OPEN, Stage.SOLVED),
        "pass_on": (_OPEN, Stage.PASSED_ON),
        "decline": (_OPEN, Stage.DECLINED),
        "reopen": (frozenset({Stage.SOLVED}), Stage.ACCEPTED),
    }
)
FOLLOW_UP: Final = ("plan", "solve", "pass_on", "decline")
FAR: Final = 10_000_000_000  # above any moment in seconds: what has no day, after what has one


class ProblemReport(Submission):
    """Someone saw that something is wrong; the coordinators see to it, the reporter follows it.

    It is on an element, or at a spot of its own: ``lon`` and ``lat`` in degrees of WGS84, somewhere
    within ``accuracy_m`` metres when that is known, near ``village``.
    """

    __tablename__ = "problem_report"
    __mapper_args__ = {"polymorphic_identity": "problem_report"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("element_id IS NOT NULL OR (lon IS NOT NULL AND lat IS NOT NULL)", name="placed"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Element.id), index=True)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    village: Mapped[str] = mapped_column(default="")
    problem: Mapped[Problem]
    seen_on: Mapped[date]
    notes: Mapped[str] = mapped_column(default="")  # the reporter's and the coordinators': never public
    stage: Mapped[Stage] = mapped_column(default=Stage.REPORTED)
    planned_on: Mapped[date | None]
    handled_by: Mapped[str] = mapped_column(default="")  # who will do it, or to whom it was passed on
    outcome: Mapped[str] = mapped_column(default="")  # what was done, for everyone
    reopened: Mapped[bool] = mapped_column(default=False)  # not solved, says its reporter
    # the place in a list: what is planned by its day, then what is open and what is over, newest first
    position: Mapped[int] = mapped_column(BigInteger)

    element: Mapped[Element | None] = relationship(foreign_keys=[element_id])

    def __init__(self, **facts: Any) -> None:
        """Start as reported; the stage is there before the first flush, for the log."""
        super().__init__(**({"stage": Stage.REPORTED} | facts))

    @property
    def where_shown(self) -> str:
        """Return where it is in words: the element, or the village near by."""
        if self.element is not None:
            return self.element.title_shown
        return _("bij %(village)s", village=self.village) if self.village else _("een plek op de kaart")

    @property
    def town_shown(self) -> str:
        """Return the village that it lies in or near."""
        return self.element.place.name if self.element is not None else self.village

    @property
    def shape(self) -> WKBElement:
        """Return the shape of its element, or its own spot."""
        return self.element.shape if self.element is not None else wgs84(Point(self.lon, self.lat))

    def take(self, step: str, *, changes: dict[str, Any] | None = None, **how: Any) -> Decision:
        """Move one step of the desk; the stage goes along, and the log tells it."""
        before = self.stage
        if step in STAGES.steps:
            self.stage = STAGES.next_state(Stage(before), step)
        moved = {"stage": [str(before), str(self.stage)]} if self.stage != before else {}
        return super().take(step, changes=(changes or {}) | moved, **how)

    def follow_up(self, step: str, *, actor: User, reason: str, changes: dict[str, Any]) -> Decision:
        """Move the stage one step and remember who did it and why; the state stays.

        Raises IllegalTransitionError when the step does not start at the present stage.
        """
        before = Stage(self.stage)
        self.stage = STAGES.next_state(before, step)
        self.reopened = step == "reopen"
        moved = {"stage": [str(before), str(self.stage)]}
        decision = self.note(step, actor=actor, changes=changes | moved)
        decision.reason = reason
        return decision


Index("ix_problem_report_list", ProblemReport.position, ProblemReport.id)
Index("ix_problem_report_stage", ProblemReport.stage, ProblemReport.position, ProblemReport.id)
Index("ix_problem_report_problem", ProblemReport.problem, ProblemReport.position, ProblemReport.id)
Index("ix_problem_report_reopened", ProblemReport.reopened, ProblemReport.position, ProblemReport.id)


@event.listens_for(ProblemReport, "before_insert")
@event.listens_for(ProblemReport, "before_update")
def put_in_order(_mapper: Any, _connection: Connection, report: ProblemReport) -> None:
    """Say where it stands in lists, so that they read one index."""
    if report.received_at is None:
        report.received_at = now()
    if report.stage == Stage.PLANNED and report.planned_on is not None:
        report.position = report.planned_on.toordinal()
        return
    later = FAR if report.stage in {Stage.REPORTED, Stage.ACCEPTED} else 2 * FAR
    report.position = later + FAR - int(report.received_at.timestamp())
