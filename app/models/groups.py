"""Group: people of a village, street or school who look after something together."""

import enum
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.extensions import Model
from app.models.people import User
from app.models.reference import Place
from app.models.submissions import State, Submission


class GroupKind(enum.StrEnum):
    """What kind of people they are."""

    VILLAGE = "village"
    STREET = "street"
    CREW = "crew"  # a landschapsploeg, that goes where it is asked
    SCHOOL = "school"
    ASSOCIATION = "association"
    COMPANY = "company"
    FARMERS = "farmers"


class Joining(enum.StrEnum):
    """How one becomes a member."""

    OPEN = "open"
    REQUEST = "request"
    INVITATION = "invitation"


class Part(enum.StrEnum):
    """What someone is in a group; who asked is no member yet."""

    ASKED = "asked"
    MEMBER = "member"
    ORGANISER = "organiser"


class Group(Submission):
    """A group of residents. A coordinator agrees to it: then it is published and its page is for everyone.

    ``resting_on`` is the day on which its organisers let it rest: it stays on view, and plans nothing.
    """

    __tablename__ = "village_group"
    __mapper_args__ = {"polymorphic_identity": "group"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    name: Mapped[str]
    group_kind: Mapped[GroupKind]
    place_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Place.id), index=True)
    about: Mapped[str] = mapped_column(default="")  # what they care for, in their own words: public
    contact: Mapped[str] = mapped_column(default="")  # how to reach them, public: no address of a person
    joining: Mapped[Joining] = mapped_column(default=Joining.REQUEST)
    resting_on: Mapped[date | None]
    is_public: Mapped[bool] = mapped_column(default=False)  # repeats the state, for lists

    place: Mapped[Place] = relationship()
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="group", cascade="all, delete-orphan"
    )

    def public_by_rule(self) -> bool:
        """Tell whether everyone may see it: a coordinator agreed."""
        return self.state == State.PUBLISHED


class Membership(Model):
    """One person in one group."""

    __tablename__ = "membership"

    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Group.id), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True, index=True)
    part: Mapped[Part]
    since: Mapped[datetime] = mapped_column(default=now)
    note: Mapped[str] = mapped_column(default="")  # what someone who asked wrote; for organisers only

    group: Mapped[Group] = relationship(back_populates="memberships")
    person: Mapped[User] = relationship(back_populates="memberships")


Index("ix_village_group_list", Group.is_public, Group.name, Group.id)
