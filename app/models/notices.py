"""SiteNotice: a sentence for everyone above every page."""

import enum
import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.people import User


class NoticeLevel(enum.StrEnum):
    """How it looks."""

    INFO = "info"
    WARNING = "warning"


class SiteNotice(Model):
    """Shown from its first to its last day, or until someone ends it; then it stays as a record."""

    __tablename__ = "site_notice"
    __table_args__ = (CheckConstraint("first_on <= last_on", name="days_in_order"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    level: Mapped[NoticeLevel] = mapped_column(default=NoticeLevel.INFO)
    title_nl: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    text_nl: Mapped[str] = mapped_column(default="")
    text_en: Mapped[str] = mapped_column(default="")
    first_on: Mapped[date]
    last_on: Mapped[date]
    by_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    created_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    by: Mapped[User | None] = relationship()
