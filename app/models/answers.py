"""CannedAnswer: what coordinators often say, with what people often say back."""

import uuid
from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import new_id
from app.extensions import Model


class CannedAnswer(Model):
    """A ready answer for one step of the desk, in both languages; retired ones stay for old decisions.

    A question (step ``return``) carries two to four replies that its author can give in one tap.
    """

    __tablename__ = "canned_answer"
    __table_args__ = (CheckConstraint("step IN ('publish', 'return', 'reject')", name="known_step"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    step: Mapped[str]
    kinds: Mapped[list[str]]  # of submissions; empty: all
    position: Mapped[int]
    label_nl: Mapped[str]  # on the chip
    label_en: Mapped[str]
    text_nl: Mapped[str]
    text_en: Mapped[str]
    replies_nl: Mapped[list[str]]
    replies_en: Mapped[list[str]]
    edited_at: Mapped[datetime | None]
    retired_at: Mapped[datetime | None]
