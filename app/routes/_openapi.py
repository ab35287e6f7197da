"""The OpenAPI 3.1 document of what devices send, made from the same numbers and kinds as the code."""

from typing import Any, Final

from app.core.device_clock import MAX_TEXT
from app.forms.envelopes import MAX_ENVELOPE_BYTES, SCHEMAS
from app.models import Moment
from app.routes._cookies import UPLOAD, name_of
from app.routes._kinds import KINDS
from app.routes.errors import CODES
from app.services.photos import MAX_PER_ITEM
from app.storage.header import MAX_BYTES

Schema = dict[str, Any]
UUID: Final = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
SHA256: Final[Schema] = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
IDENT: Final[Schema] = {"type": "string", "pattern": f"^{UUID}$"}
RANDOM: Final[Schema] = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
    "description": "A random UUID (version 4), made on the device.",
}
OWN_CODES: Final = ("closed", "other_account", "stale", "ours")
WAITS: Final = {429, 503, 507}
WHY: Final = {
    400: "It did not come whole. Send it again.",
    200: "The same again: what we have of it.",
    201: "New: what we have of it, on our disk.",
    401: "Nobody is signed in here, and the device may no longer hand in. Keep it, sign in, send it again.",
    403: "The X-Haarvaten header is missing, another account made it, or the account is closed.",
    404: "There is no such thing or address, or it is someone else's.",
    409: "The id came with other content before, or the element was changed since. Nothing changed.",
    410: "It was rejected or erased for good.",
    413: "Too many bytes.",
    415: "Another type than we take.",
    422: "Something in it cannot be right; the fields say what.",
    429: "Too much in an hour; come back later.",
    503: "Busy; come back later.",
    507: "Our disk is full; come back later.",
}
HEADER: Final[Schema] = {
    "name": "X-Haarvaten",
    "in": "header",
    "required": True,
    "description": "Other sites cannot set it.",
    "schema": {"const": "1"},
}


def document() -> Schema:
    """Return the document."""
    item = "/api/v1/submissions/{item_id}"
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Haarvaten",
            "version": "1",
            "description": "Hand in what was made in the field: an envelope first, its photos one by one. "
            "Only an answer with this id and hash says that something arrived; anything else did not.",
        },
        "paths": {
            item: {"parameters": [_id("item_id")], "put": _put_item()},
            f"{item}/photos/{{photo_id}}": {
                "parameters": [_id("item_id"), _id("photo_id")],
                "put": _put_photo(),
            },
            f"{item}/receipt": {"parameters": [_id("item_id")], "get": _get_receipt()},
        },
        "components": {
            "schemas": {"Envelope": _envelope(), "Receipt": _receipt(), "Error": _error()},
            "securitySchemes": {
                "device": {"type": "apiKey", "in": "cookie", "name": name_of(UPLOAD)},
            },
        },
        "security": [{"device": []}],
    }


def _put_item() -> Schema:
    sent_at = {"name": "X-Sent-At", "in": "header", "schema": {"type": "string", "format": "date-time"}}
    return {
        "operationId": "putItem",
        "summary": "Hand in one thing; the same bytes again are the same thing, for ever.",
        "parameters": [HEADER, sent_at],
        "requestBody": {
            "required": True,
            "description": f"At most {MAX_ENVELOPE_BYTES} bytes.",
            "content": {"application/json": {"schema": _ref("Envelope")}},
        },
        "responses": _answers(200, 201, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503, 507),
    }


def _put_photo() -> Schema:
    return {
        "operationId": "putPhoto",
        "summary": "Hand in one photo of a thing, before or after its envelope.",
        "parameters": [HEADER, {"name": "X-Sha256", "in": "header", "required": True, "schema": SHA256}],
        "requestBody": {
            "required": True,
            "description": f"The bytes of the file, at most {MAX_BYTES}.",
            "content": {kind: {} for kind in ("image/jpeg", "image/png", "image/webp", "image/heic")},
        },
        "responses": _answers(200, 201, 400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 503, 507),
    }


def _get_receipt() -> Schema:
    return {
        "operationId": "getReceipt",
        "summary": "Ask what we have, after a doubtful end.",
        "responses": _answers(200, 401, 403, 404, 503),
    }


def _envelope() -> Schema:
    texts = {"type": "array", "items": {"type": "string"}}
    return _object(
        schema={"enum": sorted(SCHEMAS)},
        kind={"enum": list(KINDS)},
        owner=IDENT,
        fields={
            "type": "object",
            "description": "The fields of the form of this kind, as its page names them.",
            "additionalProperties": {"anyOf": [{"type": "string"}, texts]},
        },
        about={"anyOf": [IDENT, {"type": "null"}], "description": "The element, or the photo of a report."},
        device_time={"type": ["string", "null"], "maxLength": MAX_TEXT},
        photos={"type": "array", "maxItems": MAX_PER_ITEM, "items": _photo()},
    )


def _photo() -> Schema:
    return _object(
        id=RANDOM,
        sha256=SHA256,
        bytes={"type": "integer", "minimum": 1, "maximum": MAX_BYTES},
        type={"type": "string", "maxLength": 100},
        alt={"type": "string", "maxLength": 2000},
        moment={"enum": [str(moment) for moment in Moment]},
    )


def _receipt() -> Schema:
    return _object(
        id=IDENT,
        envelope_sha256={"anyOf": [SHA256, {"type": "null"}], "description": "Null before the envelope."},
        state={"enum": ["partial", "complete"]},
        missing={"type": "array", "items": IDENT},
        server_time={"type": "string", "format": "date-time"},
    )


def _error() -> Schema:
    named = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
    found = _object(
        error={"enum": sorted({*CODES.values(), *OWN_CODES})},
        message={"type": "string", "description": "A sentence for people."},
        error_id={"type": "string"},
    )
    found["properties"] |= {
        "fields": named | {"description": "With 413, 415 and 422: what is wrong with which field."},
        "now": {"type": "object", "description": "With stale, to a session: how the element is now."},
        "version": {"type": "integer", "description": "With stale, to a session: the version to build on."},
        "both": {
            "type": "object",
            "description": "With stale, to a session: both versions in words, line by line.",
        },
    }
    return found


def _answers(*statuses: int) -> Schema:
    return {str(status): _answer(status) for status in statuses}


def _answer(status: int) -> Schema:
    name = "Receipt" if status in {200, 201} else "Error"
    found: Schema = {"description": WHY[status], "content": {"application/json": {"schema": _ref(name)}}}
    if status in WAITS:
        seconds = {"type": "integer", "minimum": 1}
        found["headers"] = {"Retry-After": {"required": True, "schema": seconds}}
    return found


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _id(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": RANDOM}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}
