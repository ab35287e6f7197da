"""Decision: append-only log of steps on submissions."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.answers import CannedAnswer
from app.models.people import User


class Decision(Model):
    """One step of one submission: who (or which rule), when, why, what was corrected.

    Triggers refuse update and delete; the one update they allow blanks ``reason`` while setting
    ``erased_at``. A rejection or return without words cannot be stored.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint(
            "after NOT IN ('rejected', 'returned') OR reason <> '' OR erased_at IS NOT NULL",
            name="has_words",
        ),
        CheckConstraint("(actor_id IS NULL) <> (rule IS NULL)", name="by_person_or_rule"),
    )

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    submission_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("submission.id"), index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    rule: Mapped[str | None]
    step: Mapped[str]  # submit, edit, publish, return, …
    before: Mapped[str | None]
    after: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)  # field: [old, new]
    answer_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(CannedAnswer.id))  # the one that was used
    at: Mapped[datetime] = mapped_column(default=now)
    erased_at: Mapped[datetime | None]

    actor: Mapped[User | None] = relationship()
    answer: Mapped[CannedAnswer | None] = relationship()


Index("ix_decision_actor", Decision.actor_id, Decision.at)
