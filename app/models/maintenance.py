"""MaintenanceLog: work done on an element."""

import enum
import uuid
from datetime import date
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.elements import Condition, Element
from app.models.reference import Activity
from app.models.submissions import Submission


class NestCheck(enum.StrEnum):
    """Whether someone looked for nests first; asked on every date."""

    NONE_SEEN = "none_seen"
    NEST_SEEN = "nest_seen"
    NOT_CHECKED = "not_checked"


class MaintenanceLog(Submission):
    """Work that someone did. ``share`` is an exact fraction of the whole element: two whole numbers."""

    __tablename__ = "maintenance_log"
    __mapper_args__ = {"polymorphic_identity": "maintenance"}  # noqa: RUF012 (SQLAlchemy reads it once)
    __table_args__ = (
        CheckConstraint("(share_num IS NULL) = (share_den IS NULL)", name="share_whole"),
        CheckConstraint(
            "share_num IS NULL OR (share_num > 0 AND share_num <= share_den)", name="share_to_one"
        ),
        CheckConstraint("share_num IS NOT NULL OR amount IS NOT NULL", name="some_amount"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        CheckConstraint("people >= 1", name="people_positive"),
        CheckConstraint("minutes_each IS NULL OR minutes_each >= 0", name="minutes_not_negative"),
    )

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id))
    activity_key: Mapped[str] = mapped_column(ForeignKey(Activity.key), index=True)
    done_on: Mapped[date]
    share_num: Mapped[int | None]
    share_den: Mapped[int | None]
    amount: Mapped[float | None]  # in ``unit``
    unit: Mapped[str] = mapped_column(default="")
    people: Mapped[int]
    minutes_each: Mapped[int | None]  # work time per person
    nest_check: Mapped[NestCheck]
    condition_after: Mapped[Condition | None]
    overdue_after: Mapped[bool] = mapped_column(default=False)
    notes: Mapped[str] = mapped_column(default="")
    season_why: Mapped[str] = mapped_column(default="", server_default="")  # why outside its season

    element: Mapped[Element] = relationship(foreign_keys=[element_id])
    activity: Mapped[Activity] = relationship()

    @property
    def share(self) -> Fraction | None:
        """Return which part of the whole element was done; None when only an amount is known."""
        return Fraction(self.share_num, self.share_den) if self.share_num and self.share_den else None

    @share.setter
    def share(self, share: Fraction | None) -> None:
        self.share_num, self.share_den = share.as_integer_ratio() if share is not None else (None, None)


Index("ix_maintenance_log_history", MaintenanceLog.element_id, MaintenanceLog.done_on, MaintenanceLog.id)
