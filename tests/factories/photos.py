"""Photos as people send them, through the real services."""

import io
from functools import cache

from app import models
from app.extensions import db
from app.services.photo_rendering import render_photo
from app.services.photos import receive_photo
from tests import pictures


@cache
def small_photo(colour: tuple[int, int, int] = (90, 120, 60)) -> bytes:
    """A phone's photo in small, with every mark that must not come out."""
    image = pictures.scene((640, 480))
    image.putpixel((320, 240), colour)
    return pictures.jpeg(picture=image)


def sent_photo(owner: models.User, data: bytes | None = None) -> models.Photo:
    """A photo whose picture is still to be made."""
    return receive_photo(io.BytesIO(small_photo() if data is None else data), actor=owner)


def ready_photo(owner: models.User, item: models.Submission | None = None, data: bytes | None = None):
    """A photo with its pictures, of an item if one is given."""
    photo = sent_photo(owner, data)
    ident = photo.id
    render_photo(ident)
    photo = db.session.get(models.Photo, ident)
    if item is not None:
        photo.submission_id = item.id
        db.session.commit()
    return photo
