"""Walk: an ommetje, a short walk around a village, from an idea to a path that is open."""

import enum
import math
import uuid
from typing import Any, Final

import shapely
from geoalchemy2 import WKBElement
from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import today
from app.core.workflow import Workflow
from app.models.groups import Group
from app.models.reference import Place
from app.models.submissions import State, Submission
from app.models.walk_parts import WalkClosure, WalkStop
from app.models.walk_sections import WalkSection
from app.spatial.shapes import unwrap, wgs84

PACE_M: Final = 4000 / 60  # a minute: four kilometres an hour
ROUND_MINUTES: Final = 5


class WalkStage(enum.StrEnum):
    """How far it is; beside it the state of the submission says whether a coordinator agreed."""

    IDEA = "idea"
    DRAWN = "drawn"
    AGREED = "agreed"
    LAID_OUT = "laid_out"
    OPEN = "open"
    CLOSED = "closed"
    LAPSED = "lapsed"


class WalkShape(enum.StrEnum):
    """How its line runs."""

    ROUND = "round"
    EIGHT = "eight"
    BACK = "back"  # there and back again
    ONE_WAY = "one_way"


class Fit(enum.StrEnum):
    """Whether one gets along it on wheels."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Dogs(enum.StrEnum):
    """Whether a dog may come."""

    YES = "yes"
    LEASH = "leash"
    NO = "no"
    UNKNOWN = "unknown"


_BEFORE_OPEN: Final = frozenset({WalkStage.AGREED, WalkStage.LAID_OUT})
_LAPSED: Final = frozenset({WalkStage.LAPSED})
WALK_STAGES: Final = Workflow(
    {
        "draw": (frozenset({WalkStage.IDEA, WalkStage.DRAWN}), WalkStage.DRAWN),
        "agree": (frozenset({WalkStage.DRAWN}), WalkStage.AGREED),
        "lay_out": (frozenset({WalkStage.AGREED}), WalkStage.LAID_OUT),
        "open": (_BEFORE_OPEN, WalkStage.OPEN),
        "shut": (frozenset({WalkStage.OPEN}), WalkStage.CLOSED),
        "open_again": (frozenset({WalkStage.CLOSED}), WalkStage.OPEN),
        "lapse": (frozenset(WalkStage) - _LAPSED, WalkStage.LAPSED),
        # another line, or one that was given up: a coordinator looks anew
        "redraw": (_BEFORE_OPEN | {WalkStage.CLOSED} | _LAPSED, WalkStage.DRAWN),
    }
)
SHOWN: Final = frozenset({WalkStage.OPEN, WalkStage.CLOSED})


class Walk(Submission):
    """An ommetje: first an idea with a name and a village, later a line of sections.

    Everyone sees it while it is open or closed for a time, and a coordinator agreed. ``length_m`` is in
    metres of RD New; None while it is not drawn. Who sees the notes sees the walk: they hold no owners.
    """

    __tablename__ = "walk"
    __mapper_args__ = {"polymorphic_identity": "walk"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    name: Mapped[str]
    place_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Place.id), index=True)
    group_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Group.id), index=True)
    about: Mapped[str] = mapped_column(default="")
    stage: Mapped[WalkStage] = mapped_column(default=WalkStage.IDEA)
    is_public: Mapped[bool] = mapped_column(default=False)  # repeats public_by_rule(), for lists
    length_m: Mapped[float | None]
    runs: Mapped[WalkShape | None]
    wheelchair: Mapped[Fit] = mapped_column(default=Fit.UNKNOWN)
    wheelchair_notes: Mapped[str] = mapped_column(default="")
    buggy: Mapped[Fit] = mapped_column(default=Fit.UNKNOWN)
    buggy_notes: Mapped[str] = mapped_column(default="")
    dogs: Mapped[Dogs] = mapped_column(default=Dogs.UNKNOWN)
    dogs_notes: Mapped[str] = mapped_column(default="")
    wet_notes: Mapped[str] = mapped_column(default="")  # where it is wet, and when
    start: Mapped[str] = mapped_column(default="")
    parking: Mapped[str] = mapped_column(default="")
    bus: Mapped[str] = mapped_column(default="")
    closed_why: Mapped[str] = mapped_column(default="")  # while it is closed for a time: everyone reads it

    place: Mapped[Place] = relationship()
    group: Mapped[Group | None] = relationship(foreign_keys=[group_id])
    sections: Mapped[list[WalkSection]] = relationship(
        order_by=WalkSection.position, cascade="all, delete-orphan"
    )
    stops: Mapped[list[WalkStop]] = relationship(
        order_by=[WalkStop.along_m, WalkStop.id], cascade="all, delete-orphan"
    )
    closures: Mapped[list[WalkClosure]] = relationship(
        order_by=[WalkClosure.first_month, WalkClosure.first_day, WalkClosure.id],
        cascade="all, delete-orphan",
    )

    def __init__(self, **facts: Any) -> None:
        """Start as an idea; the stage is there before the first flush, for the log."""
        super().__init__(**({"stage": WalkStage.IDEA} | facts))

    @property
    def title_shown(self) -> str:
        """Return its own name."""
        return self.name

    @property
    def line(self) -> shapely.LineString | None:
        """Return the whole line in WGS84; None while it is not drawn."""
        spots: list[tuple[float, float]] = []
        for section in self.sections:
            own = list(unwrap(section.shape).coords)
            spots += own[1:] if spots else own
        return shapely.LineString(spots) if spots else None

    @property
    def shape(self) -> WKBElement:
        """Return its line; while it is not drawn its village, or the middle of the municipality."""
        if (line := self.line) is not None:
            return wgs84(line)
        where = self.place if self.place.lon is not None else self.place.municipality
        return wgs84(shapely.Point(where.lon, where.lat))

    @property
    def accuracy_m(self) -> float | None:
        """Return how roughly its place is known: to its village, until there is a line."""
        return None if self.sections else 2000.0

    @property
    def minutes(self) -> int | None:
        """Return how long it takes at four kilometres an hour, in whole fives."""
        if self.length_m is None:
            return None
        return math.ceil(self.length_m / PACE_M / ROUND_MINUTES) * ROUND_MINUTES

    @property
    def is_shut(self) -> bool:
        """Tell whether one cannot walk it today: closed for a time, or in weeks of the year."""
        return self.stage == WalkStage.CLOSED or any(one.holds_on(today()) for one in self.closures)

    @property
    def blocking(self) -> list[WalkSection]:
        """Return the sections of which the owner does not agree, or not yet."""
        return [section for section in self.sections if not section.is_clear]

    @property
    def is_clear(self) -> bool:
        """Tell whether it is drawn, and nobody's ground is in the way."""
        return bool(self.sections) and not self.blocking

    def public_by_rule(self) -> bool:
        """Tell whether everyone may see it: agreed to by a coordinator and all owners, open or closed."""
        return self.state == State.PUBLISHED and self.stage in SHOWN and self.is_clear


Index("ix_walk_list", Walk.is_public, Walk.name, Walk.id)
