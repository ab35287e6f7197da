"""From an envelope to its use case, by the very form that people fill in on the page."""

import uuid
from typing import Any

from flask import request

from app.core.device_clock import DeviceClock
from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError
from app.forms.envelopes import ODD, Envelope
from app.i18n import gettext as _
from app.routes._access import uploader
from app.routes._kinds import KINDS, Kind
from app.services.changes import StaleError
from app.services.sync import UNKNOWN, Receipt, Sending, receive_item

NOT_TYPED = {"csrf_token", "photos", "track_file"}  # photos have their own list; a file is read on the page


class FieldsError(InvalidError):
    """What the form says of its fields: name → sentences; an empty name is of the whole."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        """Carry them to the answer."""
        super().__init__(N_("Er klopt iets niet. Open het formulier en kijk wat erbij staat."))
        self.fields = fields


def take(item_id: uuid.UUID, envelope: Envelope, *, body_sha256: str) -> Receipt:
    """Check and store what came; raises FieldsError and what the use case raises."""
    kind = _kind_of(envelope)
    form = _form(kind, envelope, item_id)
    if kind.has_photos:
        form.photos.announce(envelope.photos)
    if not form.validate():
        raise FieldsError({name or "": [str(text) for text in texts] for name, texts in form.errors.items()})
    try:
        return _store(kind, form, item_id, envelope, body_sha256)
    except StaleError as error:  # without what this person may not read of the element
        now = {name: error.now[name] for name in form.now}
        raise StaleError(now, error.version) from error


def _store(kind: Kind, form: Any, item_id: uuid.UUID, envelope: Envelope, body_sha256: str) -> Receipt:
    clock = DeviceClock.read(request.headers.get("X-Sent-At"), envelope.device_time)
    return receive_item(
        item_id,
        kind.command(form, envelope.about or item_id),
        kind.create,
        sending=Sending(body_sha256=body_sha256, schema=envelope.schema, clock=clock),
        actor=uploader(),
    )


def _kind_of(envelope: Envelope) -> Kind:
    kind = KINDS.get(envelope.kind)
    if kind is None:
        raise InvalidError(ODD, field="kind")
    if kind.has_about != (envelope.about is not None):
        raise InvalidError(ODD, field="about")
    if envelope.photos and not kind.has_photos:
        raise InvalidError(N_("Bij dit formulier horen geen foto’s."), field="photos")
    return kind


def _form(kind: Kind, envelope: Envelope, item_id: uuid.UUID) -> Any:
    """Return the filled in form; raises FieldsError for a field that it does not have (A03)."""
    fields = envelope.fields.copy()
    fields["id"] = str(item_id)
    try:
        form = kind.form(envelope.about, uploader(), formdata=fields, meta={"csrf": False})
    except (NotFoundError, NotAllowedError) as error:
        raise InvalidError(UNKNOWN, field="about") from error
    known = form._fields.keys() - NOT_TYPED
    odd = {name for name in fields if name not in known and not name.startswith("kies_")}
    if odd:
        raise FieldsError({name: [_("Dit veld kennen wij niet.")] for name in sorted(odd)})
    return form
