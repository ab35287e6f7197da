"""Validator: a group of species that a coordinator looks after."""

import uuid

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.extensions import Model
from app.models.people import User


class Validator(Model):
    """One person and one group of species, such as ``bird``: whose work it is first.

    It is no role and gives no right: whoever has the desk of a municipality may decide on all of it.
    """

    __tablename__ = "validator"

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(User.id), primary_key=True)
    species_group: Mapped[str] = mapped_column(primary_key=True, index=True)
