"""Photos as someone may see them; bytes are read only after the policy said yes."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from app.core.errors import N_, BusyError, NotAllowedError, NotFoundError, UnreachableError
from app.extensions import db
from app.models import (
    Element,
    Idea,
    MaintenanceLog,
    Photo,
    PhotoReport,
    PhotoState,
    PresenceCheck,
    ProblemReport,
    Rendition,
    State,
    Submission,
    User,
)
from app.policies.photos import can_see, visible_to
from app.storage import files
from app.storage.images import MASTER_TYPE, RENDITION_TYPE


@dataclass(frozen=True, kw_only=True)
class StoredPicture:
    """What an address of a picture stands for; ``public`` when every visitor may see it."""

    key: str
    sha256: str
    type: str
    public: bool

    def read(self) -> bytes:
        """Return the bytes; raises NotFoundError when the file is gone, BusyError when out of reach."""
        try:
            return files.get(self.key)
        except FileNotFoundError as error:
            raise NotFoundError from error
        except UnreachableError as error:
            raise BusyError(N_("De foto’s zijn nu even niet te bereiken."), retry_after_s=30) from error


def get_photo(photo_id: uuid.UUID, *, viewer: User | None) -> Photo | None:
    """Return a photo that the viewer may see."""
    return db.session.scalar(select(Photo).where(Photo.id == photo_id, visible_to(viewer)))


def get_master(photo_id: uuid.UUID, *, viewer: User | None) -> StoredPicture | None:
    """Return where the largest picture lies; None when there is none yet, or not for this viewer."""
    photo = get_photo(photo_id, viewer=viewer)
    if photo is None or photo.state != PhotoState.READY or photo.master_sha256 is None:
        return None
    sha256 = photo.master_sha256
    return StoredPicture(
        key=files.master_key(sha256), sha256=sha256, type=MASTER_TYPE, public=_is_public(photo)
    )


def get_rendition(photo_id: uuid.UUID, size: int, *, viewer: User | None) -> StoredPicture | None:
    """Return where a smaller picture lies, by its longest side in pixels (1024, 320)."""
    asked = select(Photo, Rendition).join(Rendition, Rendition.photo_id == Photo.id)
    found = db.session.execute(
        asked.where(Photo.id == photo_id, Rendition.size == size, visible_to(viewer))
    ).one_or_none()
    if found is None or found[0].state != PhotoState.READY:
        return None
    photo, rendition = found
    return StoredPicture(
        key=files.rendition_key(rendition.sha256),
        sha256=rendition.sha256,
        type=RENDITION_TYPE,
        public=_is_public(photo),
    )


def find_own_photos(ids: Sequence[uuid.UUID], *, viewer: User) -> list[Photo]:
    """Return the viewer's own photos among these, in the same order."""
    mine = select(Photo).where(Photo.id.in_(ids), Photo.owner_id == viewer.id)
    found = {photo.id: photo for photo in db.session.scalars(mine)}
    return [found[one] for one in ids if one in found]


def find_photos_about(element: Element, *, viewer: User) -> Sequence[Photo]:
    """Return all pictures of one place: of the element, of work on it and of those who went to look.

    Also of what still waits: the wish of an owner holds for what is published tomorrow.
    """
    kinds = (MaintenanceLog, PresenceCheck, ProblemReport, Idea)
    things = [select(kind.id).where(kind.element_id == element.id) for kind in kinds]
    about = or_(Photo.submission_id == element.id, *(Photo.submission_id.in_(one) for one in things))
    return db.session.scalars(select(Photo).where(about, visible_to(viewer)).order_by(Photo.id)).all()


def reported_photos(element: Element) -> frozenset[uuid.UUID]:
    """Return the photos of a place that the desk took from view because something is wrong with them."""
    reports = select(PhotoReport.photo_id).where(
        PhotoReport.element_id == element.id, PhotoReport.state == State.PUBLISHED
    )
    return frozenset(db.session.scalars(reports))


def get_reportable(photo_id: uuid.UUID, *, viewer: User) -> tuple[Photo, Element]:
    """Return a photo that the viewer sees, and the place that it is about.

    Raises NotFoundError for what is not there or not theirs to see, NotAllowedError for a photo that
    belongs to nothing yet.
    """
    photo = get_photo(photo_id, viewer=viewer)
    if photo is None:
        raise NotFoundError
    item = db.session.get(Submission, photo.submission_id) if photo.submission_id else None
    element = item if isinstance(item, Element) else getattr(item, "element", None)
    if element is None:
        raise NotAllowedError(N_("Deze foto hoort nog nergens bij."))
    return photo, element


def _is_public(photo: Photo) -> bool:
    item = db.session.get(Submission, photo.submission_id) if photo.submission_id else None
    return can_see(None, photo, item)
