"""How much one request may bring, before anything of it is kept in memory (W10).

Werkzeug bounds the parts of a multipart form; a plain form it would read whole, however long.
"""

import io
from typing import IO, Any, Final
from urllib.parse import quote

from flask import Flask, Request, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

PLAIN: Final = "application/x-www-form-urlencoded"
ASCII: Final = bytes(range(128))
MAX_FIELDS: Final = 300
MAX_FIELD_BYTES: Final = 2 * 1024 * 1024  # a drawn line of very many points fits
MAX_PLAIN_BYTES: Final = 3 * 1024 * 1024  # of a form without files
TAKE_FILES: Final = frozenset(
    {
        "areas.create",
        "changes.create",
        "checklists.create",
        "changes.update",
        "elements.create",
        "elements.update",
        "ideas.create",
        "ideas.update",
        "maintenance.create",
        "maintenance.update",
        "outbox.create_copy",
        "photos.create",
        "place.now",
        "presence.create",
        "presence.update",
        "sightings.create",
        "sightings.place_now",
        "sightings.update",
        "problem_steps.take",
        "problems.create",
        "problems.update",
        "sync.put_photo",
    }
)


class BoundedParser(FormDataParser):
    """Reads a plain form only as far as it may be long."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        """Return what Werkzeug does; raises 413 for more bytes or fields than a form of ours has."""
        if mimetype == PLAIN:
            body = read_at_most(stream, MAX_PLAIN_BYTES)
            if body.count(b"&") >= (self.max_form_parts or MAX_FIELDS):
                raise RequestEntityTooLarge
            stream = io.BytesIO(body)
        return super().parse(stream, mimetype, content_length, options)


class BoundedRequest(Request):
    """A request whose form cannot fill the memory."""

    form_data_parser_class = BoundedParser
    is_json = False  # no form of ours; Flask-WTF would read any JSON as one and fail on a list or a deep one

    def __init__(self, environ: dict[str, Any], **more: Any) -> None:
        """Write bytes of the query that are not ASCII as %FF: Werkzeug fails on those that are not UTF-8."""
        super().__init__(environ, **more)
        self.query_string = quote(self.query_string, safe=ASCII).encode()


def read_at_most(stream: IO[bytes], most: int) -> bytes:
    """Return the whole body; raises 413 when it is longer than so many bytes."""
    body = bytearray()
    while len(body) <= most:
        part = stream.read(most + 1 - len(body))
        if not part:
            return bytes(body)
        body += part
    raise RequestEntityTooLarge


def register(app: Flask) -> None:
    """Bound every request, before a form is looked at."""
    app.request_class = BoundedRequest
    app.config["MAX_FORM_MEMORY_SIZE"], app.config["MAX_FORM_PARTS"] = MAX_FIELD_BYTES, MAX_FIELDS
    app.before_request(bound_body)


def bound_body() -> None:
    """Let only pages that take photos or maps have the large bodies of those."""
    if request.endpoint not in TAKE_FILES:
        request.max_content_length = MAX_PLAIN_BYTES
