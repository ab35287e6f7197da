"""/api/v1/submissions: what devices hand in, once, however often they send it (docs/adr/0021)."""

import uuid
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify, request
from flask.typing import ResponseReturnValue

from app.core.clock import now
from app.core.errors import N_, InvalidError, NotFoundError, TooLargeError, WrongTypeError
from app.core.ids import is_random
from app.extensions import csrf
from app.forms.envelopes import MAX_ENVELOPE_BYTES, ODD, SHA256
from app.i18n import gettext as _
from app.queries.sync import get_own_item
from app.routes._access import device_only, nothing_read, uploader, viewer
from app.routes._bodies import read_at_most
from app.routes._intake import FieldsError, take_in
from app.routes._two_versions import BothError
from app.routes.errors import show_domain_error
from app.services.sync import Promise, Receipt, receipt_of, receive_announced
from app.storage.header import MAX_BYTES

bp = Blueprint("sync", __name__, url_prefix="/api/v1/submissions")
csrf.exempt(bp)  # a token of a session would not outlive it; device_only asks a header instead


@bp.put("/<uuid:item_id>")
@device_only
def put_item(item_id: uuid.UUID) -> ResponseReturnValue:
    """Take an envelope; the same bytes again get the same receipt, for ever."""
    sent_at = request.headers.get("X-Sent-At")
    return _answer(take_in(item_id, _body(), sent_at=sent_at, actor=uploader()))


@bp.put("/<uuid:item_id>/photos/<uuid:photo_id>")
@device_only
def put_photo(item_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    """Take the bytes of one photo, before or after its envelope."""
    promise = _promise(item_id, photo_id)
    return _answer(receive_announced(request.stream, promise, actor=uploader()))


@bp.get("/<uuid:item_id>/receipt")
@device_only
def show_receipt(item_id: uuid.UUID) -> ResponseReturnValue:
    """Tell what we have of it."""
    item = get_own_item(item_id, viewer=uploader())
    if item is None:
        raise NotFoundError
    return _answer(receipt_of(item))


@bp.errorhandler(InvalidError)
def show_invalid(error: InvalidError) -> Response:
    """Say which field is wrong, beside the words for people."""
    answered = show_domain_error(error)
    sentence = _(error.sentence, **error.values) if error.sentence else ""
    fields = error.fields if isinstance(error, FieldsError) else {error.field: [sentence]}
    return _more(answered, fields=fields)


@bp.errorhandler(BothError)
def show_stale(error: BothError) -> Response:
    """Say how the element is now, so that both versions can be put side by side.

    The key of a device reads nothing (A13): without a session nothing more is said than that it changed.
    """
    answered, person = show_domain_error(error), viewer()
    if person is None or person.id != uploader().id:
        return answered
    return _more(answered, now=error.now, version=error.version, both=error.both)


def _more(answered: Response, **more: object) -> Response:
    answered.set_data(jsonify({**(answered.get_json() or {}), **more}).get_data())
    return answered


def _answer(receipt: Receipt) -> ResponseReturnValue:
    """Write the receipt; only this body says that something arrived."""
    told = {
        "id": str(receipt.id),
        "envelope_sha256": receipt.envelope_sha256,
        "state": "complete" if receipt.complete else "partial",
        "missing": list(receipt.missing),
        "server_time": now().isoformat(),
    }
    return jsonify(told), HTTPStatus.CREATED if receipt.new else HTTPStatus.OK


def _body() -> bytes:
    """Return the bytes as they were sent; the guard's reading ends first, however slowly they come."""
    if request.mimetype != "application/json":
        raise WrongTypeError(N_("Hier hoort JSON."))
    if (request.content_length or 0) > MAX_ENVELOPE_BYTES:
        raise TooLargeError(N_("Dit is te veel tekst. Maak het korter: hoogstens %(limit)s MB."), limit=1)
    with nothing_read(uploader()):
        body = read_at_most(request.stream, MAX_ENVELOPE_BYTES)  # what says no length is counted
    if len(body) < (request.content_length or 1):  # the line broke: nothing is wrong with what was sent
        abort(400)
    return body


def _promise(item_id: uuid.UUID, photo_id: uuid.UUID) -> Promise:
    """Read what the address and the headers say of the photo."""
    if not is_random(photo_id):
        raise InvalidError(ODD, field="photos")
    if not request.mimetype.startswith("image/") and request.mimetype != "application/octet-stream":
        raise WrongTypeError(
            N_("Dit bestand is geen foto die we kennen. Kies een JPEG, PNG, WebP of HEIC."), field="photos"
        )
    size, sha256 = request.content_length or 0, request.headers.get("X-Sha256", "")
    if size > MAX_BYTES:
        raise TooLargeError(
            N_("Deze foto is te groot. Hij mag hoogstens %(limit)s MB zijn."), field="photos", limit=25
        )
    if not size or not SHA256.fullmatch(sha256):
        raise InvalidError(N_("De foto kwam niet heel over. Stuur hem nog een keer."), field="photos")
    return Promise(item_id=item_id, photo_id=photo_id, sha256=sha256, bytes=size)
