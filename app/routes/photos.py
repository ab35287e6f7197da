"""/fotos: receive photos, and serve them to whoever may see the thing they belong to."""

import uuid

from flask import Blueprint, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from app.core.errors import (
    N_,
    BusyError,
    DomainError,
    FullError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from app.forms.file_names import shown_name
from app.i18n import gettext as _
from app.models import Moment, Photo
from app.queries.photos import StoredPicture, find_own_photos, get_master, get_photo, get_rendition
from app.routes._access import member, members_only, public, viewer
from app.services.photos import MAX_PER_ITEM, receive_photo, remove_photo, turn_photo

bp = Blueprint("photos", __name__, url_prefix="/fotos")

PUBLIC_S = 600  # what was public may be withdrawn; nobody else's cache keeps it longer
ALONE = "sandbox; default-src 'none'"


@bp.post("/")
@members_only
def create() -> ResponseReturnValue:
    """Store the files in ``photos``, at most ten; answers JSON with their ids and rows for the form.

    When none could be stored, the answer is the first one's error: 413, 415, 422, 429 or 507.
    """
    sent = [one for one in request.files.getlist("photos") if one.filename]
    if not 0 < len(sent) <= MAX_PER_ITEM:
        raise InvalidError(N_("Kies 1 tot %(limit)s foto’s."), field="photos", limit=MAX_PER_ITEM)
    stored: list[Photo] = []
    errors: list[tuple[str, DomainError]] = []
    for one in sent:
        try:
            stored.append(receive_photo(one.stream, actor=member()))
        except (BusyError, FullError) as error:  # each of the others would wait as long
            errors += [(left.filename or "", error) for left in sent[len(stored) + len(errors) :]]
            break
        except DomainError as error:
            errors.append((one.filename or "", error))
    if not stored:
        raise errors[0][1]
    refused = [
        {"name": shown_name(name), "message": _(error.sentence, **error.values)} for name, error in errors
    ]
    ids = [photo.id for photo in stored]
    rows = [_row(photo) for photo in find_own_photos(ids, viewer=member())]
    return jsonify(photos=rows, refused=refused), 201


@bp.get("/<uuid:photo_id>")
@members_only
def show(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Tell the owner how far a photo is."""
    return jsonify(_row(_own(photo_id)))


@bp.post("/<uuid:photo_id>/draai")
@members_only
def turn(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Turn a quarter clockwise."""
    turn_photo(photo_id, actor=member())
    return jsonify(_row(_own(photo_id)))


@bp.post("/<uuid:photo_id>/verwijdering")
@members_only
def destroy(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Take the photo away for good."""
    remove_photo(photo_id, actor=member())
    return jsonify(id=str(photo_id))


@bp.get("/<uuid:photo_id>/foto.jpg")
@public
def master(photo_id: uuid.UUID) -> ResponseReturnValue:
    """Serve the largest picture."""
    return _served(get_master(photo_id, viewer=viewer()))


@bp.get("/<uuid:photo_id>/<int:size>.webp")
@public
def rendition(photo_id: uuid.UUID, size: int) -> ResponseReturnValue:
    """Serve a smaller picture, by its longest side in pixels."""
    return _served(get_rendition(photo_id, size, viewer=viewer()))


def _served(picture: StoredPicture | None) -> Response:
    """Answer with the bytes, or 404 alike for what is not there and what is not this person's to see."""
    if picture is None:
        raise NotFoundError
    response = Response(mimetype=picture.type)
    response.set_etag(picture.sha256[:32])
    response.vary.add("Cookie")
    response.headers["Cache-Control"] = (
        f"public, max-age={PUBLIC_S}" if picture.public else "private, no-store"
    )
    response.headers["Content-Security-Policy"] = ALONE
    response.headers["Content-Disposition"] = (
        f'inline; filename="foto-{picture.sha256[:12]}{_ending(picture)}"'
    )
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    if picture.sha256[:32] in request.if_none_match:
        response.status_code = 304
        return response
    response.set_data(picture.read())
    return response


def _ending(picture: StoredPicture) -> str:
    return ".jpg" if picture.type == "image/jpeg" else ".webp"


def _own(photo_id: uuid.UUID) -> Photo:
    """Return a photo of this person; raises NotFoundError, or NotAllowedError for one they only see."""
    found = get_photo(photo_id, viewer=member())
    if found is None:
        raise NotFoundError
    if found.owner_id != member().id:
        raise NotAllowedError
    return found


def _row(photo: Photo) -> dict[str, str]:
    """Return what a script needs: id, state, and the row of the form in the group it asked for."""
    asked = request.values.get("moment", photo.moment)
    moment = asked if asked in set(Moment) else ""
    words = {"alt": photo.alt, "moment": moment, "state": photo.progress}
    html = render_template("photos/_row.html", photo=photo, number="", first=False, last=False, **words)
    return {"id": str(photo.id), "state": photo.progress, "html": html}
