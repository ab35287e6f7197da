"""Element: a landscape element."""

import enum
import uuid
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import CheckConstraint, Connection, ForeignKey, Index, event, inspect, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import today
from app.i18n import shown_language
from app.models.reference import ElementType, Place
from app.models.submissions import State, Submission
from app.spatial.types import GeometryMercator, GeometryWGS84
from app.wording import named


class Owner(enum.StrEnum):
    """Whose ground it is; it decides who may see the thing when nobody chose."""

    MUNICIPALITY = "municipality"
    WATER_BOARD = "water_board"
    PROVINCE = "province"
    SITE_MANAGER = "site_manager"
    FARMER = "farmer"
    PRIVATE = "private"
    UNKNOWN = "unknown"


class Consent(enum.StrEnum):
    """Whether the owner agrees that it is on the map."""

    YES = "yes"
    ASKED = "asked"
    NO = "no"
    UNKNOWN = "unknown"


class Visibility(enum.StrEnum):
    """Who may see it once published."""

    EVERYONE = "everyone"
    GROUP = "group"
    COORDINATORS = "coordinators"


class Condition(enum.StrEnum):
    """How it stands, in the three steps that volunteers can tell apart."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class AgeClass(enum.StrEnum):
    """How old it is, roughly."""

    UNKNOWN = "unknown"
    UNDER_10 = "under_10"
    FROM_10 = "from_10"
    FROM_50 = "from_50"
    OVER_200 = "over_200"


class CoreNetwork(enum.StrEnum):
    """Whether it lies in the nature network: of the Netherlands, or of Drenthe."""

    NNN = "nnn"
    DNN = "dnn"
    NONE = "none"
    UNKNOWN = "unknown"


class AreaType(enum.StrEnum):
    """What leads where it lies: the four area types of the province's vision."""

    NATURE = "nature"
    PATTERNS = "patterns"
    FARMING = "farming"
    LIVING = "living"
    UNKNOWN = "unknown"


class Source(enum.StrEnum):
    """How we know in which municipality, network or area type it lies; what a person said stays."""

    VILLAGE = "village"  # of the village that was chosen: probably
    MAP = "map"
    PERSON = "person"


CONDITION_ORDER: Final = {Condition.POOR: 0, Condition.FAIR: 1, Condition.GOOD: 2, None: 3}


class Element(Submission):
    """A houtwal, poel, laan or other small thing in the landscape.

    ``shape`` is a point, line or polygon without holes; with ``accuracy_m`` it is a *plek bij
    benadering*: a point somewhere within that many metres, until someone draws the true shape.
    Lengths and areas are computed in RD New, in metres and square metres.
    """

    __tablename__ = "element"
    __mapper_args__ = {"polymorphic_identity": "element"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("accuracy_m IS NULL OR accuracy_m > 0", name="accuracy_positive"),
        CheckConstraint("width_m IS NULL OR width_m > 0", name="width_positive"),
        CheckConstraint("count IS NULL OR count > 0", name="count_positive"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    type_key: Mapped[str] = mapped_column(ForeignKey(ElementType.key), index=True)
    place_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Place.id), index=True)
    name: Mapped[str] = mapped_column(default="")
    title: Mapped[str]  # name, or type and village: what lists show and sort by
    owner_kind: Mapped[Owner] = mapped_column(default=Owner.UNKNOWN)
    consent: Mapped[Consent] = mapped_column(default=Consent.UNKNOWN)
    visibility: Mapped[Visibility] = mapped_column(default=Visibility.EVERYONE)
    # whose members see it, when only a group may
    group_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("village_group.id"), index=True)
    condition: Mapped[Condition | None]
    overdue: Mapped[bool] = mapped_column(default=False)  # a person's tick, still in force
    overdue_since: Mapped[date | None]  # the day of that tick
    # what was told of the element itself, not with work: ticked, without a tick how it stands, or nothing
    told_overdue: Mapped[bool | None]
    told_at: Mapped[datetime | None]
    age: Mapped[AgeClass] = mapped_column(default=AgeClass.UNKNOWN)
    story: Mapped[str] = mapped_column(default="")
    width_m: Mapped[float | None]
    count: Mapped[int | None]
    length_m: Mapped[float | None]
    area_m2: Mapped[float | None]
    accuracy_m: Mapped[float | None]
    core_network: Mapped[CoreNetwork] = mapped_column(default=CoreNetwork.UNKNOWN, server_default="unknown")
    core_network_by: Mapped[Source | None]
    area_type: Mapped[AreaType] = mapped_column(default=AreaType.UNKNOWN, server_default="unknown")
    area_type_by: Mapped[Source | None]
    municipality_by: Mapped[Source] = mapped_column(default=Source.VILLAGE, server_default="village")
    # repeats of what stands elsewhere, for lists and tiles; repeat() sets them, a test proves them equal
    in_municipality: Mapped[str | None]  # municipality_code
    village: Mapped[str] = mapped_column(default="", server_default="")  # name of its place
    condition_order: Mapped[int] = mapped_column(default=3, server_default="3")  # worst first
    # the earliest of its kinds of work and of the tick; services/dues.py sets them, a test proves them
    due_from: Mapped[date | None]
    overdue_from: Mapped[date | None]
    square: Mapped[str] = mapped_column(index=True)  # kilometre square of its middle: 233-557
    is_public: Mapped[bool] = mapped_column(default=False)  # repeats public_by_rule()
    minzoom: Mapped[int] = mapped_column(default=0)  # first zoom at which tiles show it
    shape: Mapped[GeometryWGS84]
    shape_3857: Mapped[GeometryMercator]  # the same, for tiles

    type: Mapped[ElementType] = relationship()
    place: Mapped[Place] = relationship()

    @property
    def title_shown(self) -> str:
        """Return the title in the reader's language: its own name stays, that of a type is translated."""
        if self.name or shown_language() == "nl":
            return self.title
        return f"{named(self.type)}, {self.place.name}"

    @property
    def is_late(self) -> bool:
        """Tell whether it is overdue today: by a tick, or by the cycle of its work."""
        return self.overdue_from is not None and self.overdue_from <= today()

    @property
    def is_rough(self) -> bool:
        """Tell whether the place is known only roughly, so that someone still has to draw it."""
        return self.accuracy_m is not None

    def public_by_rule(self) -> bool:
        """Tell whether everyone may see it: published, meant for everyone, and the owner did not say no."""
        return (
            self.state == State.PUBLISHED
            and self.visibility == Visibility.EVERYONE
            and self.consent != Consent.NO
        )


Index("ix_element_list", Element.is_public, Element.title, Element.id)
Index("ix_element_list_overdue", Element.is_public, Element.overdue_from, Element.id)
Index("ix_element_list_due", Element.is_public, Element.due_from, Element.id)
Index("ix_element_overdue_since", Element.overdue_since, Element.id)
Index("ix_element_zoom", Element.is_public, Element.minzoom, Element.id)
Index("ix_element_list_type", Element.is_public, Element.type_key, Element.title, Element.id)
Index("ix_element_list_village", Element.is_public, Element.village, Element.title, Element.id)
Index("ix_element_list_condition", Element.is_public, Element.condition_order, Element.title, Element.id)
Index("ix_element_list_municipality", Element.is_public, Element.in_municipality, Element.title, Element.id)
Index("ix_element_list_place", Element.is_public, Element.place_id, Element.title, Element.id)


@event.listens_for(Element, "before_insert")
@event.listens_for(Element, "before_update")
def repeat(_mapper: Any, connection: Connection, element: Element) -> None:
    """Repeat on the row what lists and tiles need, so that they read one table."""
    element.in_municipality = element.municipality_code
    element.condition_order = CONDITION_ORDER[element.condition]
    told = inspect(element).attrs
    moved = told.place_id.history.has_changes() and not told.village.history.has_changes()
    if not element.village or moved:
        name = connection.scalar(select(Place.name).where(Place.id == element.place_id))
        element.village = name or ""
