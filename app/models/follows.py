"""Follow: who wants to find an element back."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.core.clock import now
from app.extensions import Model
from app.models.elements import Element
from app.models.people import User


class Follow(Model):
    """One person keeps an eye on one element."""

    __tablename__ = "follow"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), primary_key=True, index=True)
    since: Mapped[datetime] = mapped_column(default=now)
