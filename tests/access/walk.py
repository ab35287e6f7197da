"""Goes to every address as one role, for every object, and writes down what came of it.

Each request is undone, so that the next one meets the same world.
"""

import gc
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import url_for
from sqlalchemy import event

from app.extensions import db
from tests.access.bodies import body_of, parcel_of
from tests.access.grids import ABSENT, ALLOWED, FORBIDDEN, NONE, SIGN_IN
from tests.access.matrix import ADDRESSES
from tests.access.world import KINDS, World

PLAIN = {
    "filename": "build/icons.svg", "size": 320, "z": 14, "x": 8490, "y": 5354, "code": "en",
    "step": "gebruiken", "word": "weg", "act": "weg", "change": "uitzetten", "kind": "element",
    "build": "0123456789", "name": "onderhoud", "page_language": "nl", "deed": "plannen",
    "verdict": "afgelasten", "outcome": "beantwoorden", "number": 1, "move": "vervallen",
    "species_key": "athene-noctua", "square": "233-557", "km": 1,
    "move_word": "organisator", "pace": "rusten",
}  # fmt: skip
OF_ADDRESS = {"assets.module": {"name": "js/app.js"}}  # a name is not the same everywhere
ON_ELEMENT = (
    *("maintenance.new", "maintenance.create", "dues.advice"),
    *("problems.new", "problems.create", "ideas.new", "ideas.create"),
)
ASKED = dict.fromkeys(ON_ELEMENT, ("element", "element"))  # ?element=
FRAGMENT = {"HX-Request": "true", "HX-Request-Type": "partial"}
PARTS = {  # answer a fragment only
    "map.sheet", "map.search", "dues.advice", "species.search",
    "sightings_map.filters", "sightings_map.sheet", "sightings_map.square_sheet",
}  # fmt: skip
CSRF = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
ERROR_ID = re.compile(rb'class="hv-meta">[^<]*<strong>[^<]+</strong>|"error_id":"[^"]+"')

IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Came:
    """What came of one request; ``kept`` is what the caller looked at before it was undone."""

    status: int
    sign: str
    body: bytes
    queries: int
    kept: Any = None


class Walker:
    """One role's browser."""

    def __init__(self, app, connection, world: World) -> None:
        self.app, self.connection, self.world = app, connection, world
        self.cookies = {"aanmelding": world.token} if world.token else {"code": world.pending}
        self.owner_id = world.person.id if world.person is not None else uuid.uuid4()
        if world.key:
            self.cookies["insturen"] = world.key
        client = self._client()
        page = client.get("/account/inloggen" if "aanmelding" not in self.cookies else "/account")
        if page.status_code != 200:  # a session that no longer counts
            page = client.get("/account/inloggen")
        self.csrf = CSRF.search(page.text)[1]
        self.cookies["haarvaten"] = client.get_cookie("haarvaten").value

    def _client(self):
        client = self.app.test_client()
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        return client

    def ask(self, rule, column: str, *, more: dict[str, str] | None = None, look=lambda: None) -> Came:
        """Open an address for one object and undo what it did; ``more`` goes with the form and the query."""
        method = method_of(rule)
        address = self.address(rule, column, more or {})
        headers = {
            "X-CSRFToken": self.csrf,
            **(FRAGMENT if method == "POST" or rule.endpoint in PARTS else {}),
        }
        given = {"data": body_of(rule.endpoint, self.owner_id) | (more or {})} if method == "POST" else {}
        if method == "PUT":
            given, headers = parcel_of(rule.endpoint, self.owner_id)
        db.session.remove()
        with undone(self.connection), counted(self.connection) as sent:
            answer = self._client().open(address, method=method, headers=headers, **given)
            body = ERROR_ID.sub(b"", answer.get_data())
            for ident in (*IDS.findall(address), str(self.owner_id)):  # each page says whose it is
                body = body.replace(ident.encode(), b"")
            asked = len(sent)
            return Came(answer.status_code, sign_of(answer), body, asked, look())

    def address(self, rule, column: str, more: dict[str, str]) -> str:
        """Fill in an address."""
        given = more | {name: self._value(name, column) for name in rule.arguments}
        given |= OF_ADDRESS.get(rule.endpoint, {})
        if rule.endpoint in ASKED:
            name, kind = ASKED[rule.endpoint]
            given[name] = self.world.of(kind, column)
        with self.app.test_request_context():
            return url_for(rule.endpoint, **given)

    def _value(self, name: str, column: str) -> object:
        if name in KINDS:
            return self.world.of(KINDS[name], column)
        return (PLAIN | self.world.plain)[name]


@contextmanager
def undone(connection) -> Iterator[None]:
    """Undo what happens inside, its commits included."""
    inside = connection.begin_nested()
    try:
        yield
    finally:
        db.session.remove()
        inside.rollback()


@contextmanager
def counted(connection) -> Iterator[list[str]]:
    """Collect the questions that are asked inside, without the savepoints that the tests need."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        if "SAVEPOINT" not in statement:
            sent.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(connection, "before_cursor_execute", note)


def rules(app) -> list:
    """Return every route, in the order of their names."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint)


def method_of(rule) -> str:
    """Return the one method of a route."""
    (method,) = rule.methods - {"HEAD", "OPTIONS"}
    return method


def sign_of(answer) -> str:
    """Return an answer's sign in the table; its status when it has none."""
    if answer.status_code == 401 or (answer.status_code == 302 and "inloggen?next=" in answer.location):
        return SIGN_IN
    odd = answer.status_code >= 500 or answer.status_code in {400, 405}
    return {403: FORBIDDEN, 404: ABSENT}.get(answer.status_code, str(answer.status_code) if odd else ALLOWED)


def walk(walker: Walker, role: str) -> dict[tuple[str, str], Came]:
    """Return what came of every (endpoint, column)."""
    collected = gc.isenabled()  # by the interpreter itself, or by the app (ADR 23): as it was, afterwards
    gc.disable()  # a sixth of the time, of hundreds of requests in a row
    try:
        return {
            (rule.endpoint, column): walker.ask(rule, column)
            for rule in rules(walker.app)
            if rule.endpoint in ADDRESSES
            for column, sign in ADDRESSES[rule.endpoint].cells[role].items()
            if sign != NONE
        }
    finally:
        if collected:
            gc.enable()
