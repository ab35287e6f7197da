"""Every page that a person can reach: each GET rule filled in with what exists, and all links from there."""

import itertools
import re
from collections import Counter, deque
from dataclasses import dataclass, field
from html import unescape
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import url_for
from sqlalchemy import select
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, UUIDConverter

from app.config import ROOT
from app.core.mail_off import key_for
from app.extensions import db
from app.models import (
    Adoption,
    AreaImport,
    ChecklistImport,
    Element,
    ElementChange,
    Event,
    EventTask,
    Export,
    GroundClaim,
    Group,
    GroupInvitation,
    HelpCall,
    Idea,
    MaintenanceLog,
    Photo,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Session,
    Sighting,
    Submission,
    User,
    Walk,
)
from app.routes._shells import SHELLS
from tests.architecture.walk import PLAIN
from tests.checks.html import Page

OF = {
    "element_id": Element, "ident": Element, "log_id": MaintenanceLog, "change_id": ElementChange,
    "claim_id": GroundClaim, "report_id": PhotoReport, "check_id": PresenceCheck, "photo_id": Photo,
    "problem_id": ProblemReport, "import_id": AreaImport, "session_id": Session, "item_id": Submission,
    "sighting_id": Sighting, "event_id": Event, "host_id": Group, "task_id": EventTask,
    "export_id": Export, "checklist_id": ChecklistImport, "idea_id": Idea,
    "group_id": Group, "call_id": HelpCall, "member_id": User, "invitation_id": GroupInvitation,
    "adoption_id": Adoption,
    "walk_id": Walk,
}  # fmt: skip
ASKED = re.compile(r"""args(?:\.get|\.getlist)?[(\[]["'](\w+)["']""")
MAX_PAGES = 1200
ALIKE = {
    "species.show": 12,
    "species_changes.edit": 6,
}  # of hundreds that are made alike so many are looked at
LEADS = re.compile(r"""<(a|link|img|script|form)((?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?)>""", re.IGNORECASE)
SAID = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@dataclass(frozen=True)
class Seen:
    """One answer; ``endpoint`` is the name of its route."""

    endpoint: str
    address: str
    answer: object = field(repr=False)

    @property
    def is_html(self) -> bool:
        return self.answer.mimetype == "text/html"

    @property
    def page(self) -> Page:
        return Page(self.answer.text)


def ids(name: str) -> list[object]:
    """Return what an argument of that name may be; a name that is new here may be anything that exists."""
    if name in PLAIN and name not in OF:
        return [PLAIN[name]]
    kinds = [OF[name]] if name in OF else list(dict.fromkeys(OF.values()))
    return [one for kind in kinds for one in db.session.scalars(select(kind.id).order_by(kind.id))]


def starts(app) -> list[tuple[str, str]]:
    """Return (endpoint, address) of every GET rule, filled in with all that exists."""
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            uuids = [name for name in rule.arguments if name not in PLAIN or name in OF]
            if "GET" not in rule.methods or any(not _is_uuid(rule, name) for name in uuids):
                continue  # words in an address come from links
            names = sorted(rule.arguments)
            for values in itertools.product(*map(ids, names)):
                given = dict(zip(names, values, strict=True))
                found.append((rule.endpoint, url_for(rule.endpoint, **given)))
        for person in db.session.scalars(select(User.id).limit(1)):  # mails alone lead there
            key = key_for(person, secret=app.secret_key)
            found.append(("mail_settings.ask", url_for("mail_settings.ask", key=key)))
        shells = (url_for("shells.show", page_language="nl", name=name) for name in SHELLS)
        found.extend(("shells.show", address) for address in shells)  # the worker alone asks for them
    return found


def _is_uuid(rule, name: str) -> bool:
    return isinstance(rule._converters[name], UUIDConverter)  # noqa: SLF001 (werkzeug tells it nowhere else)


def questions() -> list[str]:
    """Return the names that routes and forms read from addresses."""
    files = [*(ROOT / "app/routes").glob("*.py"), *(ROOT / "app/forms").glob("*.py")]
    found = {name for path in files for name in ASKED.findall(path.read_text("utf-8"))}
    from app.routes._filters import WORDS

    return sorted(found | set(WORDS))


def matched(app, address: str) -> tuple[str, dict] | None:
    """Return the endpoint and arguments of an address of ours; None for what is elsewhere or nowhere."""
    parts = urlsplit(address)
    if parts.netloc or parts.scheme or not parts.path.startswith("/"):
        return None
    try:
        return app.url_map.bind("localhost").match(parts.path, "GET")
    except (RequestRedirect, HTTPException):
        return None


def links(text: str, base: str) -> list[str]:
    """Return where a page leads: links, pictures, and forms that only look.

    Only their tags are read: to read whole pages was a third of what a crawl costs.
    """
    found = []
    for tag, inside in LEADS.findall(text):
        said = {
            name.lower(): unescape(one or other or bare) for name, one, other, bare in SAID.findall(inside)
        }
        if tag.lower() != "form":
            found.append(said.get("href" if tag.lower() in {"a", "link"} else "src", ""))
        elif said.get("method", "get") == "get":
            found.append(said.get("action", base))
    return [base.partition("?")[0] + each if each.startswith("?") else each for each in found]


def crawl(app, client, *, once: bool = False) -> list[Seen]:
    """Return every answer that this person gets, fragments for htmx included; ``once``: one of each route."""
    todo = deque(address for _, address in starts(app))
    done, seen, asked_for, met = set(), [], set(), Counter()
    while todo:
        address = todo.popleft().partition("#")[0]
        if address in asked_for:
            continue
        asked_for.add(address)
        found = matched(app, address)
        if found is None or found[0] == "static":
            continue
        asked = frozenset(name for name, _ in parse_qsl(urlsplit(address).query))
        key = found[0] if once else (found[0], frozenset(found[1].items()), asked)
        if key in done or met[found[0]] >= ALIKE.get(found[0], MAX_PAGES):
            continue
        answer = client.get(address)
        if once and answer.status_code >= HTTPStatus.BAD_REQUEST:
            continue  # another thing of this kind may be there for this person
        done.add(key)
        assert len(done) < MAX_PAGES, "a page leads to ever more pages"
        answers = [answer]
        if "HX-Request-Type" in answer.vary and not met[found[0]]:
            answers.append(client.get(address, headers=PARTIAL))
        seen += [Seen(found[0], address, one) for one in answers]
        met[found[0]] += len(answers)
        todo.extend(one.location for one in answers if one.location)
        if answer.mimetype == "text/html":
            todo.extend(links(answer.text, address))
    return seen


def asked_with(app, words: str, *, each: bool) -> list[str]:
    """Return every address without an id, asked with these words for all that is ever read.

    ``each``: also for one thing at a time.
    """
    pages = dict.fromkeys(address for _, address in starts(app) if not re.search(r"[0-9a-f]{8}-", address))
    asked = [urlencode(dict.fromkeys(questions(), words))]
    asked += [urlencode({name: words}) for name in questions()] if each else []
    return [f"{page}?{one}" for page in pages for one in asked]


@dataclass(frozen=True)
class Form:
    """A form of a page: where it goes, and (name, type, value) of its fields."""

    action: str
    many_parts: bool
    fields: tuple[tuple[str, str, str], ...]

    def filled(self, words: str, *, only_typed: bool) -> dict[str, list[str]]:
        """Return it with these words in what people type, or in all that is sent but our token."""
        sent: dict[str, list[str]] = {}
        for name, kind, value in self.fields:
            ours = name == "csrf_token" or (only_typed and kind not in TYPED)
            sent.setdefault(name, []).append(value if ours else words)
        return sent

    def values(self) -> dict[str, list[str]]:
        """Return what a browser sends of it untouched, or nearly: of a choice the last."""
        return {name: [value] for name, _, value in self.fields}


TYPED = {"text", "textarea", "email", "search", "tel", "url", "number"}
SENT = {"input", "textarea", "select", "button"}


def forms(page: Page, base: str) -> list[Form]:
    """Return the forms of a page that change something."""
    found = []
    for form in page.tags("form"):
        if form.get("method", "get").lower() != "post":
            continue
        after = page.all[page.all.index(form) + 1 :]
        inside = list(itertools.takewhile(lambda one: "form" in one["parents"], after))
        fields = [
            (one["name"], one.get("type", one["tag"]), one.get("value", one["text"].strip()))
            for one in inside
            if one["tag"] in SENT and one.get("name") and one.get("type") != "file"
        ]
        many = form.get("enctype") == "multipart/form-data"
        found.append(Form(form.get("action") or base, many, tuple(fields)))
    return found


def all_forms(app, client, *, once: bool = False) -> dict[tuple, tuple[str, Form]]:
    """Return each kind of form that a person can reach, once, with the page that it is on."""
    found = {}
    for seen in crawl(app, client, once=once):
        if seen.is_html and "<form" in seen.answer.text:
            for form in forms(seen.page, seen.address):
                path = re.sub(r"[0-9a-f]{8}-[0-9a-f-]+", "-", urlsplit(form.action).path)
                names = frozenset(re.sub(r"[0-9a-f]{8}-[0-9a-f-]+", "-", name) for name, *_ in form.fields)
                found.setdefault((path, names), (seen.address, form))
    return found
