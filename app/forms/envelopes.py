"""The envelope that a device sends (docs/adr/0021): read strictly, every fault by the name of its field."""

import re
import uuid
from dataclasses import dataclass
from typing import Any, Final

from werkzeug.datastructures import MultiDict

from app.core.device_clock import MAX_TEXT
from app.core.errors import N_, InvalidError
from app.core.ids import is_random
from app.core.strict_json import read_json
from app.forms.fields import line
from app.models import Moment
from app.services.photos import MAX_PER_ITEM, ChosenPhoto
from app.storage.header import MAX_BYTES

MAX_ENVELOPE_BYTES: Final = 1_000_000
SCHEMAS: Final = frozenset({1})  # each is taken for at least a year after the next one came
SHA256: Final = re.compile(r"[0-9a-f]{64}")
MEMBERS: Final = {"schema", "kind", "owner", "fields", "about", "device_time", "photos"}
PHOTO_MEMBERS: Final = {"id", "sha256", "bytes", "type", "alt", "moment"}
ODD: Final = N_("Dit klopt niet. Vraag hulp: misschien is je app te oud.")
OLD_APP: Final = N_("Deze versie van de app kennen wij niet. Werk de app bij. Wat je hebt ingevuld, blijft.")


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """What a device says of one thing; ``about`` is the element or the photo that it is about."""

    schema: int
    kind: str
    owner: uuid.UUID
    fields: MultiDict[str, str]
    about: uuid.UUID | None
    device_time: str | None
    photos: tuple[ChosenPhoto, ...]


def read_envelope(body: bytes) -> Envelope:
    """Return the envelope; raises InvalidError with the name of the member that is wrong."""
    given = read_json(body)
    odd = sorted(MEMBERS ^ given.keys())
    if odd:
        raise InvalidError(ODD, field=odd[0])
    if type(given["schema"]) is not int or given["schema"] not in SCHEMAS:
        raise InvalidError(OLD_APP, field="schema")
    return Envelope(
        schema=given["schema"],
        kind=_text(given, "kind", most=40),
        owner=_ident(given, "owner"),
        fields=_fields(given["fields"]),
        about=None if given["about"] is None else _ident(given, "about"),
        device_time=None if given["device_time"] is None else _text(given, "device_time", most=MAX_TEXT),
        photos=_photos(given["photos"]),
    )


def _text(given: dict[str, Any], name: str, *, most: int) -> str:
    text = given[name]
    if not isinstance(text, str) or len(text) > most:
        raise InvalidError(ODD, field=name)
    return text


def _ident(given: dict[str, Any], name: str) -> uuid.UUID:
    text = _text(given, name, most=36)
    try:
        found = uuid.UUID(text)
    except ValueError as error:
        raise InvalidError(ODD, field=name) from error
    if str(found) != text:
        raise InvalidError(ODD, field=name)
    return found


def _fields(given: Any) -> MultiDict[str, str]:
    """Return the fields of the form, as a browser would send them."""
    if not isinstance(given, dict):
        raise InvalidError(ODD, field="fields")
    found: MultiDict[str, str] = MultiDict()
    for name, value in given.items():
        texts = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in texts):
            raise InvalidError(ODD, field=name)
        found.setlist(name, texts)
    return found


def _photos(given: Any) -> tuple[ChosenPhoto, ...]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        raise InvalidError(ODD, field="photos")
    if len(given) > MAX_PER_ITEM:
        raise InvalidError(N_("Kies hoogstens %(limit)s foto’s."), field="photos", limit=MAX_PER_ITEM)
    try:
        found = tuple(_photo(one) for one in given)
    except InvalidError as error:
        raise InvalidError(error.sentence, field="photos", **error.values) from error
    if len({one.id for one in found}) < len(found):
        raise InvalidError(ODD, field="photos")
    return found


def _photo(given: dict[str, Any]) -> ChosenPhoto:
    if given.keys() != PHOTO_MEMBERS:
        raise InvalidError(ODD)
    size, sha256, moment = given["bytes"], _text(given, "sha256", most=64), _text(given, "moment", most=10)
    if type(size) is not int or size < 1 or not SHA256.fullmatch(sha256) or moment not in set(Moment):
        raise InvalidError(ODD)
    if size > MAX_BYTES:
        raise InvalidError(N_("Een foto is te groot. Hij mag hoogstens %(limit)s MB zijn."), limit=25)
    ident = _ident(given, "id")
    if not is_random(ident):
        raise InvalidError(ODD)
    return ChosenPhoto(
        id=ident,
        alt=line(_text(given, "alt", most=2000)),
        moment=Moment(moment),
        sha256=sha256,
        bytes=size,
        type=_text(given, "type", most=100),
    )
