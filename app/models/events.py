"""Event: a day on which people meet, who invites, and which work is planned for it."""

import enum
import uuid
from datetime import date, datetime
from typing import Any, Final

from geoalchemy2 import WKBElement
from shapely import Point
from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import HOME, now
from app.core.ids import new_id
from app.core.workflow import Workflow
from app.extensions import Model
from app.models.elements import Consent, Element
from app.models.groups import Group
from app.models.moderation import Decision
from app.models.people import User
from app.models.reference import Activity
from app.models.submissions import State, Submission
from app.spatial.shapes import wgs84


class EventKind(enum.StrEnum):
    """What people come for."""

    WORKDAY = "workday"
    WALK = "walk"
    COURSE = "course"
    MEETING = "meeting"


class EventStage(enum.StrEnum):
    """How far it is; beside it the state of the submission says who sees it."""

    PLANNED = "planned"
    ON = "on"  # it goes on, whatever the weather said
    OFF = "off"
    CLOSED = "closed"


_AHEAD: Final = frozenset({EventStage.PLANNED, EventStage.ON})
EVENT_STAGES: Final = Workflow(
    {
        "confirm": (frozenset({EventStage.PLANNED}), EventStage.ON),
        "call_off": (_AHEAD, EventStage.OFF),
        "close": (_AHEAD, EventStage.CLOSED),
    }
)


class Event(Submission):
    """A work day, guided walk, course or meeting. An organiser's is published at once, a proposal waits.

    People meet at ``lon`` and ``lat`` (degrees of WGS84), within ``accuracy_m`` metres when that is known,
    near ``village``. ``phone`` is for who signed up and who organises; it is never on the public page.
    """

    __tablename__ = "event"
    __mapper_args__ = {"polymorphic_identity": "event"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("maximum IS NULL OR maximum > 0", name="maximum_positive"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    title: Mapped[str]
    event_kind: Mapped[EventKind]
    about: Mapped[str] = mapped_column(default="")
    aim: Mapped[str] = mapped_column(default="")  # what should be done by the end
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    pause: Mapped[str] = mapped_column(default="")
    rain_on: Mapped[date | None]  # the day instead, in bad weather
    lon: Mapped[float]
    lat: Mapped[float]
    accuracy_m: Mapped[float | None]
    village: Mapped[str] = mapped_column(default="")
    meeting: Mapped[str] = mapped_column(default="")  # the meeting point in words
    parking: Mapped[str] = mapped_column(default="")
    toilet: Mapped[bool] = mapped_column(default=False)
    wheelchair: Mapped[bool] = mapped_column(default=False)
    no_reception: Mapped[bool] = mapped_column(default=False)  # a phone has no signal there
    leader: Mapped[str] = mapped_column(default="")
    first_aider: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    maximum: Mapped[int | None]
    min_age: Mapped[int | None]
    child_age: Mapped[int | None]  # from which age with a parent
    tools: Mapped[str] = mapped_column(default="")  # one on each line, as is bring
    bring: Mapped[str] = mapped_column(default="")
    catering: Mapped[str] = mapped_column(default="")
    risks: Mapped[list[str]] = mapped_column(default=list)
    safety: Mapped[str] = mapped_column(default="")  # in their own words, beside those of the risks
    light_work: Mapped[bool] = mapped_column(default=False)  # something light or seated to do
    own_pace: Mapped[bool] = mapped_column(default=False)
    insurance: Mapped[str] = mapped_column(default="")
    consent: Mapped[Consent] = mapped_column(default=Consent.UNKNOWN)  # of whoever owns the ground
    permit: Mapped[str] = mapped_column(default="")
    nest_look: Mapped[str] = mapped_column(default="")  # who looks for nests, and when
    accident: Mapped[str] = mapped_column(default="")  # what went wrong: for who runs it only
    stage: Mapped[EventStage] = mapped_column(default=EventStage.PLANNED)
    is_public: Mapped[bool] = mapped_column(default=False)  # repeats the state, for lists

    hosts: Mapped[list[Group]] = relationship(secondary="event_host", order_by=Group.name)
    tasks: Mapped[list["EventTask"]] = relationship(
        back_populates="event", cascade="all, delete-orphan", order_by="EventTask.position"
    )

    def __init__(self, **facts: Any) -> None:
        """Start as planned; the stage is there before the first flush, for the log."""
        super().__init__(**({"stage": EventStage.PLANNED} | facts))

    def public_by_rule(self) -> bool:
        """Tell whether everyone may see it: an organiser's, or agreed to."""
        return self.state == State.PUBLISHED

    def follow_up(self, step: str, *, actor: User, reason: str = "") -> Decision:
        """Move the stage one step and remember who did it and why; the state stays.

        Raises IllegalTransitionError when the step does not start at the present stage.
        """
        before = EventStage(self.stage)
        self.stage = EVENT_STAGES.next_state(before, step)
        decision = self.note(step, actor=actor, changes={"stage": [str(before), str(self.stage)]})
        decision.reason = reason
        return decision

    def reason_of(self, step: str) -> str:
        """Return what was last said with a step: why it was called off, or that it goes on."""
        return next((one.reason for one in reversed(self.decisions) if one.step == step), "")

    @property
    def title_shown(self) -> str:
        """Return what it is called."""
        return self.title

    @property
    def day(self) -> date:
        """Return the day on the calendar of Drenthe."""
        return self.starts_at.astimezone(HOME).date()

    @property
    def is_over(self) -> bool:
        """Tell whether its time is past, whatever was said of it."""
        return self.ends_at < now()

    @property
    def is_ahead(self) -> bool:
        """Tell whether it is still to come, as far as its organisers said."""
        return self.stage in _AHEAD

    @property
    def is_open(self) -> bool:
        """Tell whether one can still sign up."""
        return self.is_public and self.is_ahead and self.starts_at > now()

    @property
    def shape(self) -> WKBElement:
        """Return the point where people meet."""
        return wgs84(Point(self.lon, self.lat))


class EventHost(Model):
    """One of the groups that invite."""

    __tablename__ = "event_host"

    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Event.id), primary_key=True)
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Group.id), primary_key=True, index=True)


class EventTask(Model):
    """One kind of work that is planned on one element."""

    __tablename__ = "event_task"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    event_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Event.id), index=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), index=True)
    activity_key: Mapped[str] = mapped_column(ForeignKey(Activity.key))
    position: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(back_populates="tasks")
    element: Mapped[Element] = relationship()
    activity: Mapped[Activity] = relationship()


Index("ix_event_list", Event.is_public, Event.starts_at, Event.id)
Index("ix_event_ends_at", Event.ends_at)


@event.listens_for(Event, "before_insert")
@event.listens_for(Event, "before_update")
def follow_state(_mapper: Any, _connection: Connection, item: Event) -> None:
    """Repeat the state, so that lists read one index."""
    item.is_public = item.public_by_rule()
