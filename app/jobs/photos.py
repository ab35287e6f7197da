"""Pictures are made here, and what is left behind is swept up."""

import uuid

from app.services.photo_cleanup import sweep_photos
from app.services.photo_rendering import forget_bytes, render_photo


def render(*, photo_id: str) -> None:
    """Make master and renditions of a photo, or turn them."""
    render_photo(uuid.UUID(photo_id))


def forget(*, photo_id: str, sha256: str) -> None:
    """Delete bytes as sent that nobody needs any more."""
    forget_bytes(uuid.UUID(photo_id), sha256)


def sweep() -> None:
    """Remove what has been nobody's for days."""
    sweep_photos()
