"""Idea: what someone would like at a place, who else would, and what became of it."""

import enum
import uuid
from datetime import date, datetime
from typing import Any, Final

from geoalchemy2 import WKBElement
from shapely import Point
from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.workflow import Workflow
from app.extensions import Model
from app.i18n import gettext as _
from app.models.elements import Element
from app.models.events import Event
from app.models.groups import Group
from app.models.moderation import Decision
from app.models.people import User
from app.models.submissions import State, Submission
from app.spatial.shapes import wgs84


class IdeaStage(enum.StrEnum):
    """How far it is; beside it the state of the submission says who sees it."""

    OPEN = "open"
    ANSWERED = "answered"
    BECAME = "became"  # a day on the agenda or a group
    DECLINED = "declined"


_UNDECIDED: Final = frozenset({IdeaStage.OPEN, IdeaStage.ANSWERED})
IDEA_STAGES: Final = Workflow(
    {
        "answer": (frozenset({IdeaStage.OPEN}), IdeaStage.ANSWERED),
        "become": (_UNDECIDED, IdeaStage.BECAME),
        "decline": (_UNDECIDED, IdeaStage.DECLINED),
    }
)
IDEA_STEPS: Final = ("answer", "become", "decline")


class Idea(Submission):
    """Someone would like something at a place; a coordinator lets everyone see it, and answers in time.

    It is on an element, or at a spot of its own: ``lon`` and ``lat`` in degrees of WGS84, somewhere
    within ``accuracy_m`` metres when that is known, near ``village``.
    """

    __tablename__ = "idea"
    __mapper_args__ = {"polymorphic_identity": "idea"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("element_id IS NOT NULL OR (lon IS NOT NULL AND lat IS NOT NULL)", name="placed"),
        CheckConstraint(
            "stage <> 'became' OR became_event_id IS NOT NULL OR became_group_id IS NOT NULL", name="linked"
        ),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Element.id), index=True)
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    village: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    about: Mapped[str] = mapped_column(default="")  # what they would like, in their own words: public
    stage: Mapped[IdeaStage] = mapped_column(default=IdeaStage.OPEN)
    answer_by: Mapped[date | None]  # the last day on which a coordinator answers
    became_event_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Event.id), index=True)
    became_group_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(Group.id), index=True)
    told_at: Mapped[datetime]  # repeats when it came in, as does the next the state, for lists
    is_public: Mapped[bool] = mapped_column(default=False)

    element: Mapped[Element | None] = relationship(foreign_keys=[element_id])
    became_event: Mapped[Event | None] = relationship(foreign_keys=[became_event_id])
    became_group: Mapped[Group | None] = relationship(foreign_keys=[became_group_id])

    def __init__(self, **facts: Any) -> None:
        """Start as open; the stage is there before the first flush, for the log."""
        super().__init__(**({"stage": IdeaStage.OPEN} | facts))

    @property
    def title_shown(self) -> str:
        """Return what it is called."""
        return self.title

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

    @property
    def is_undecided(self) -> bool:
        """Tell whether it can still become something: others may join in."""
        return self.is_public and self.stage in _UNDECIDED

    @property
    def reply(self) -> Decision | None:
        """Return the last step after it was put on view, with the words that a coordinator wrote."""
        return next((one for one in reversed(self.decisions) if one.step in IDEA_STEPS), None)

    def follow_up(self, step: str, *, actor: User, reason: str) -> Decision:
        """Move the stage one step and remember who did it and what they said; the state stays.

        Raises IllegalTransitionError when the step does not start at the present stage.
        """
        before = IdeaStage(self.stage)
        self.stage = IDEA_STAGES.next_state(before, step)
        decision = self.note(step, actor=actor, changes={"stage": [str(before), str(self.stage)]})
        decision.reason = reason
        return decision


class IdeaJoin(Model):
    """One person who would like it too."""

    __tablename__ = "idea_join"

    idea_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Idea.id), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(default=now)


Index("ix_idea_list", Idea.is_public, Idea.told_at, Idea.id)
Index("ix_idea_stage", Idea.is_public, Idea.stage, Idea.told_at, Idea.id)


@event.listens_for(Idea, "before_insert")
@event.listens_for(Idea, "before_update")
def repeat_parent(_mapper: Any, _connection: Connection, idea: Idea) -> None:
    """Repeat what lists ask of the parent table, so that they read one index."""
    if idea.received_at is None:
        idea.received_at = now()
    idea.told_at = idea.received_at
    idea.is_public = idea.state == State.PUBLISHED
