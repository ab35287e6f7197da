"""Submission, the parent of all that people hand in, and the steps it may take."""

import enum
import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.workflow import Workflow
from app.extensions import Model
from app.models.answers import CannedAnswer
from app.models.moderation import Decision
from app.models.people import User
from app.models.photos import Photo
from app.models.reference import Municipality


class State(enum.StrEnum):
    """Where a submission stands."""

    PENDING = "pending"
    PUBLISHED = "published"
    RETURNED = "returned"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    GONE = "gone"  # an element that is no longer there; its place and history stay


WORKFLOW = Workflow(
    {
        "publish": (frozenset({State.PENDING}), State.PUBLISHED),
        "return": (frozenset({State.PENDING}), State.RETURNED),
        "reject": (frozenset({State.PENDING}), State.REJECTED),
        # an answer to a question, or once: this rejection is not right
        "resubmit": (frozenset({State.RETURNED, State.REJECTED}), State.PENDING),
        # the same coordinator, within seconds; the mail waits until then
        "undo": (frozenset({State.PUBLISHED, State.RETURNED, State.REJECTED}), State.PENDING),
        "recall": (
            frozenset({State.PUBLISHED}),
            State.PENDING,
        ),  # what a rule approved, to the desk after all
        "withdraw": (frozenset({State.PENDING, State.RETURNED, State.PUBLISHED}), State.WITHDRAWN),
        "gone": (frozenset({State.PUBLISHED}), State.GONE),
        "restore": (frozenset({State.GONE}), State.PUBLISHED),
    }
)


class Submission(Model):
    """One thing that a person handed in; each kind keeps only its own facts in its own table.

    The id is made on the device or with the form and is its key for ever: sending twice is harmless.
    ``version`` rises with any column of parent or child; for what hangs below call ``flag_modified``.
    """

    __tablename__ = "submission"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    author_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey(Municipality.code), index=True)
    state: Mapped[State] = mapped_column(default=State.PENDING)
    version: Mapped[int] = mapped_column()
    waits: Mapped[bool] = mapped_column(default=True)
    urgency: Mapped[int] = mapped_column(default=1, server_default="1")  # the desk sorts by it: 0 comes first
    device_time: Mapped[
        datetime | None
    ]  # when it was made, as the device said; nothing is put in order by it
    clock_skew_s: Mapped[int | None]  # how far the clock of the device was ahead when it sent this
    received_at: Mapped[datetime] = mapped_column(default=now)
    checks: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    needs_look: Mapped[bool] = mapped_column(default=True, server_default=true())  # a check says "let op"
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id), index=True)
    envelope_sha256: Mapped[str]
    body_sha256: Mapped[str | None]  # of the bytes that a device sent; none of a plain form
    # the photos that a device announced, in order: id, sha256, bytes, type, alt, moment, come
    manifest: Mapped[list[dict[str, Any]]] = mapped_column(default=list, server_default="[]")
    photos_due: Mapped[int] = mapped_column(default=0, server_default="0")  # of those, still to come
    schema_version: Mapped[int] = mapped_column(default=1)

    author: Mapped[User] = relationship(foreign_keys=[author_id])
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    municipality: Mapped[Municipality | None] = relationship()
    decisions: Mapped[list[Decision]] = relationship(order_by=Decision.at)
    photos: Mapped[list[Photo]] = relationship(
        order_by=Photo.position
    )  # also tells the flush which row goes first

    __mapper_args__ = {  # noqa: RUF012 (SQLAlchemy reads it once)
        "polymorphic_on": "kind",
        "polymorphic_abstract": True,
        "version_id_col": version,
    }

    @property
    def looked_at(self) -> bool:
        """Tell whether the pre-checks have said anything yet; what just came in waits a moment for them."""
        return bool(self.checks) or not self.needs_look

    @property
    def shown_photos(self) -> list[Photo]:
        """Return the photos that were not taken from view."""
        return [photo for photo in self.photos if photo.hidden_at is None]

    def __init__(self, **facts: Any) -> None:
        """Start waiting for the desk; the state is there before the first flush, for the log."""
        super().__init__(**({"state": State.PENDING, "waits": True} | facts))

    def take(  # noqa: PLR0913 (who or which rule, which step, and what goes with it)
        self,
        step: str,
        *,
        actor: User | None = None,
        rule: str | None = None,
        reason: str = "",
        changes: dict[str, Any] | None = None,
        answer: CannedAnswer | None = None,
    ) -> Decision:
        """Move one step through the workflow and remember who, or which rule, did it and why.

        Raises IllegalTransitionError when the step does not start in the present state.
        """
        target = WORKFLOW.next_state(self.state, step)
        decision = Decision(
            step=step,
            before=self.state,
            after=target,
            actor=actor,
            rule=rule,
            reason=reason,
            changes=changes or {},
            answer=answer,
        )
        self.decisions.append(decision)
        self.state, self.waits = target, target == State.PENDING
        return decision

    def note(self, step: str, *, actor: User, changes: dict[str, Any] | None = None) -> Decision:
        """Remember something that leaves the state as it is: handed in, edited."""
        before = self.state if step != "submit" else None
        decision = Decision(step=step, before=before, after=self.state, actor=actor, changes=changes or {})
        self.decisions.append(decision)
        return decision


Index(  # the line of the desk and all that is counted in it, however much was decided before
    "ix_submission_queue",
    Submission.urgency,
    Submission.received_at,
    Submission.id,
    Submission.municipality_code,
    Submission.author_id,
    Submission.needs_look,
    Submission.assignee_id,
    Submission.kind,
    sqlite_where=text("waits = 1"),  # word for word as queries say it, or it is not used
    postgresql_where=Submission.waits,
)
Index("ix_submission_author", Submission.author_id, Submission.received_at, Submission.id)
