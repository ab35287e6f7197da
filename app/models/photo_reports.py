"""PhotoReport: "Foto melden", something is wrong with a photo."""

import enum
import uuid

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.elements import Element
from app.models.photos import Photo
from app.models.submissions import Submission


class PhotoWrong(enum.StrEnum):
    """What is wrong with it."""

    PERSON = "person"  # someone can be recognised, or a number plate
    OTHER_PLACE = "other_place"  # it shows something else, or elsewhere
    NOT_OWN = "not_own"  # someone else made it
    OFFENSIVE = "offensive"
    OTHER = "other"


class PhotoReport(Submission):
    """What someone says of a photo; approving it hides the photo."""

    __tablename__ = "photo_report"
    __mapper_args__ = {"polymorphic_identity": "photo_report"}  # noqa: RUF012 (SQLAlchemy reads it once)

    id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Submission.id), primary_key=True)
    element_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Element.id))  # the place that the photo is about
    photo_id: Mapped[uuid.UUID] = mapped_column(ForeignKey(Photo.id))
    wrong: Mapped[PhotoWrong]
    notes: Mapped[str] = mapped_column(default="")

    element: Mapped[Element] = relationship(foreign_keys=[element_id])
    photo: Mapped[Photo] = relationship(foreign_keys=[photo_id])


Index("ix_photo_report_photo", PhotoReport.photo_id)
Index("ix_photo_report_element", PhotoReport.element_id)
