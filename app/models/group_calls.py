"""HelpCall: a group asks for hands, on a day or until one; HelpOffer: someone who can come."""

import enum
import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.extensions import Model
from app.models.groups import Group
from app.models.people import User


class Hands(enum.StrEnum):
    """What someone is asked to do."""

    OUTDOORS = "outdoors"
    TOOLS = "tools"
    DRIVING = "driving"
    COFFEE = "coffee"
    PLANNING = "planning"
    WRITING = "writing"
    COUNTING = "counting"
    OTHER = "other"


class HelpCall(Model):
    """What is asked, for everyone to read until its last day. ``weekday`` is 1 (Monday) to 7, or any."""

    __tablename__ = "group_call"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Group.id), index=True)
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    hands: Mapped[Hands]
    on_day: Mapped[date | None]
    weekday: Mapped[int | None]
    minutes: Mapped[int | None]  # how long it takes each time
    words: Mapped[str]
    until: Mapped[date]  # the last day on which it is asked; ``on_day`` when there is one
    closed_at: Mapped[datetime | None]

    group: Mapped[Group] = relationship()
    offers: Mapped[list["HelpOffer"]] = relationship(order_by="HelpOffer.at")


class HelpOffer(Model):
    """Someone can help. The address is told to organisers, by mail, only when they chose so."""

    __tablename__ = "group_offer"

    call_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(HelpCall.id), primary_key=True)
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True, index=True)
    note: Mapped[str] = mapped_column(default="")
    with_address: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)

    person: Mapped[User] = relationship()


Index("ix_group_call_list", HelpCall.until, HelpCall.id)
