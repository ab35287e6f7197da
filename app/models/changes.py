"""ElementChange: a proposed correction of a published element, field by field."""

import uuid
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.elements import Element
from app.models.submissions import Submission


class ElementChange(Submission):
    """What someone would change of an element, against the version that they saw.

    ``base`` and ``wanted`` hold the same fields as plain values, as they were and as they should be;
    ``shape`` among them is GeoJSON in WGS84, longitude first. Both stay, so that the desk sees old and
    new side by side and can take back what it applied. ``desk_chooses``: the person saw that someone
    else was first and leaves the choice to the desk.
    """

    __tablename__ = "element_change"
    __mapper_args__ = {"polymorphic_identity": "element_change"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id), index=True)
    base_version: Mapped[int]
    base: Mapped[dict[str, Any]]
    wanted: Mapped[dict[str, Any]]
    desk_chooses: Mapped[bool] = mapped_column(default=False)
    why: Mapped[str] = mapped_column(default="")

    element: Mapped[Element] = relationship(foreign_keys=[element_id])
