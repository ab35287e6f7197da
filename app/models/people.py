"""People, what they may do, and how they come in. There is no password anywhere."""

import enum
import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, false, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.clock import now
from app.core.ids import new_id
from app.extensions import Model
from app.models.reference import Municipality

if TYPE_CHECKING:
    from app.models.groups import Membership


class Role(enum.StrEnum):
    """What someone is here for; abilities are in ``policies/``."""

    VOLUNTEER = "volunteer"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class MailWhen(enum.StrEnum):
    """When someone wants to read what was decided; codes to sign in always come."""

    EACH = "each"
    DAILY = "daily"
    NONE = "none"


class User(Model):
    """Someone with an account. ``email`` is kept in lower case; it is empty once erased."""

    __tablename__ = "person"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str]
    email: Mapped[str | None] = mapped_column(unique=True)
    role: Mapped[Role] = mapped_column(default=Role.VOLUNTEER)
    show_name: Mapped[bool] = mapped_column(default=False)
    language: Mapped[str] = mapped_column(default="nl")
    theme: Mapped[str] = mapped_column(default="")  # light, dark, or as the device says
    mail_when: Mapped[MailWhen] = mapped_column(default=MailWhen.EACH, server_default="each")
    mailed_at: Mapped[datetime | None]  # last daily mail: decisions up to then were told
    desk_mailed_on: Mapped[date | None]  # last day on which a coordinator was told what waits
    desk_keys: Mapped[bool] = mapped_column(default=True, server_default=true())
    desk_own_groups: Mapped[bool] = mapped_column(default=False, server_default=false())  # see Validator
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=now)
    suspended_at: Mapped[datetime | None]

    areas: Mapped[list["CoordinatorArea"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    memberships: Mapped[list["Membership"]] = relationship(back_populates="person")

    # Flask-Login asks these four
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        """Tell whether the account may be used."""
        return self.suspended_at is None

    def get_id(self) -> str:
        """Return the id as text."""
        return str(self.id)


class CoordinatorArea(Model):
    """A municipality that a coordinator looks after."""

    __tablename__ = "coordinator_area"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey(Municipality.code), primary_key=True, index=True
    )


class Session(Model):
    """One browser in which someone is signed in; the cookie's token is kept as a hash only."""

    __tablename__ = "session"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    upload_sha256: Mapped[str | None] = mapped_column(
        unique=True, index=True
    )  # of the cookie that only hands in
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), index=True)
    device: Mapped[str] = mapped_column(default="")  # phone/Chrome, see core/devices.py
    created_at: Mapped[datetime] = mapped_column(default=now)
    last_seen_at: Mapped[datetime] = mapped_column(default=now)
    ended_at: Mapped[datetime | None]

    person: Mapped[User] = relationship()


class SignInCode(Model):
    """A code that was mailed. The digits are derived from the secret key and this id, never stored."""

    __tablename__ = "sign_in_code"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str] = mapped_column(index=True)
    browser_sha256: Mapped[str] = mapped_column(index=True)  # of the pending cookie of the asking browser
    from_known_device: Mapped[bool] = mapped_column(default=False)
    next_url: Mapped[str] = mapped_column(default="/")
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    proven_at: Mapped[datetime | None]  # the right digits came; a new person still gives a name
    ended_at: Mapped[datetime | None]  # used, replaced or tried too often


class Attempt(Model):
    """One thing that is limited, counted over all workers and hosts; ``key_sha256`` hides who."""

    __tablename__ = "attempt"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    kind: Mapped[str]
    key_sha256: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=now)


Index("ix_attempt_count", Attempt.kind, Attempt.key_sha256, Attempt.at)
Index("ix_attempt_at", Attempt.at)
