"""GroupEvent and GroupInvitation: what became of who is in a group, and the links by which one comes in."""

import enum
import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.groups import Group
from app.models.people import User


class GroupStep(enum.StrEnum):
    """What happened to someone in a group, or to the group."""

    ASKED = "asked"
    JOINED = "joined"
    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"
    REMOVED = "removed"
    RAISED = "raised"  # to organiser
    LOWERED = "lowered"
    HANDED_OVER = "handed_over"
    APPOINTED = "appointed"  # by a coordinator
    RESTED = "rested"
    WOKEN = "woken"
    INVITED = "invited"
    REVOKED = "revoked"


class GroupEvent(Model):
    """One step: of whom, by whom, when. Triggers refuse update and delete; it holds no words of people."""

    __tablename__ = "group_event"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Group.id))
    person_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))  # none: the group as a whole
    actor_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    step: Mapped[GroupStep]
    at: Mapped[datetime] = mapped_column(default=now)

    group: Mapped[Group] = relationship()
    person: Mapped[User | None] = relationship(foreign_keys=[person_id])
    actor: Mapped[User] = relationship(foreign_keys=[actor_id])


class GroupInvitation(Model):
    """A link for many people. Its key is signed with our secret over this id, and stored nowhere.

    So organisers can copy it again for as long as it counts, and a copy of the database opens no group.
    """

    __tablename__ = "group_invitation"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    group_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Group.id), index=True)
    made_by_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id))
    made_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @property
    def counts(self) -> bool:
        """Tell whether it still lets people in."""
        return self.revoked_at is None and now() < self.expires_at


Index("ix_group_event_list", GroupEvent.group_id, GroupEvent.at, GroupEvent.id)
