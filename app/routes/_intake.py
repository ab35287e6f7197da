"""From an envelope to its use case, by the very form that people fill in on the page."""

import hashlib
import uuid
from typing import Any

from app.core.device_clock import DeviceClock
from app.core.errors import N_, InvalidError, NotAllowedError, NotFoundError, OtherAccountError
from app.forms.envelopes import ODD, Envelope, read_envelope
from app.i18n import gettext as _
from app.models import User
from app.routes._kinds import KINDS, Kind
from app.routes._two_versions import BothError
from app.services.changes import StaleError
from app.services.sync import UNKNOWN, Receipt, Sending, find_receipt, receive_item

NOT_TYPED = {"csrf_token", "photos", "track_file"}  # photos have their own list; a file is read on the page


class FieldsError(InvalidError):
    """What the form says of its fields: name → sentences; an empty name is of the whole."""

    def __init__(self, fields: dict[str, list[str]]) -> None:
        """Carry them to the answer."""
        super().__init__(N_("Er klopt iets niet. Open het formulier en kijk wat erbij staat."))
        self.fields = fields


def take_in(item_id: uuid.UUID, body: bytes, *, sent_at: str | None = None, actor: User) -> Receipt:
    """Check and store what the bytes of an envelope tell; the same bytes again get the same receipt.

    ``sent_at`` is the time of the device as it sent this, in ISO 8601. Raises OtherAccountError,
    InvalidError (FieldsError) and what the use case raises.
    """
    envelope, sha256 = read_envelope(body), hashlib.sha256(body).hexdigest()
    if envelope.owner != actor.id:
        raise OtherAccountError(N_("Dit is van een ander account. Log daarmee in om het in te sturen."))
    known = find_receipt(item_id, body_sha256=sha256, actor=actor)
    if known is not None:
        return known
    kind = _kind_of(envelope)
    form = _form(kind, envelope, item_id, actor)
    if kind.has_photos:
        form.photos.announce(envelope.photos)
    if not form.validate():
        raise FieldsError({name or "": [str(text) for text in texts] for name, texts in form.errors.items()})
    clock = DeviceClock.read(sent_at, envelope.device_time)
    sending = Sending(body_sha256=sha256, schema=envelope.schema, clock=clock)
    try:
        return receive_item(
            item_id,
            kind.command(form, envelope.about or item_id),
            kind.create,
            sending=sending,
            actor=actor,
        )
    except StaleError as error:
        raise BothError(error, form) from error


def _kind_of(envelope: Envelope) -> Kind:
    kind = KINDS.get(envelope.kind)
    if kind is None:
        raise InvalidError(ODD, field="kind")
    if kind.has_about not in {None, envelope.about is not None}:
        raise InvalidError(ODD, field="about")
    if envelope.photos and not kind.has_photos:
        raise InvalidError(N_("Bij dit formulier horen geen foto’s."), field="photos")
    return kind


def _form(kind: Kind, envelope: Envelope, item_id: uuid.UUID, actor: User) -> Any:
    """Return the filled in form; raises FieldsError for a field that it does not have (A03)."""
    fields = envelope.fields.copy()
    fields["id"] = str(item_id)
    try:
        form = kind.form(envelope.about, actor, formdata=fields, meta={"csrf": False})
    except (NotFoundError, NotAllowedError) as error:
        raise InvalidError(UNKNOWN, field="about") from error
    form.by_device = True
    known = form._fields.keys() - NOT_TYPED
    odd = {name for name in fields if name not in known and not name.startswith("kies_")}
    if odd:
        raise FieldsError({name: [_("Dit veld kennen wij niet.")] for name in sorted(odd)})
    return form
