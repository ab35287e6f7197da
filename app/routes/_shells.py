"""The pages that work without a line: the same templates as online, without anything of anyone.

Each is rendered as if a visitor asked for it, whoever really asks, and with nothing that differs from day
to day: every device keeps the same bytes, and the script of the page fills in what this device knows.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from flask import current_app, render_template

from app import wording
from app.config import settings
from app.core.browser_files import build_now
from app.core.fingerprint import LENGTH
from app.core.season import Rules
from app.forms.elements import FAMILY_NOTES, FAMILY_PICTURES, ElementForm
from app.forms.maintenance import MaintenanceForm
from app.forms.problems import ProblemForm
from app.forms.sightings import SightingForm
from app.i18n import COOKIE, LANGUAGES, shown_language
from app.i18n import gettext as _
from app.queries.reference import (
    find_activities,
    find_all_usual,
    find_municipalities,
    find_places,
    find_types,
)
from app.queries.seasons import rules_for
from app.queries.species_names import find_shipped
from app.spatial.staticmap import box_shape, map_around

MEMORY_S: Final = 600  # reference data changes with a command only
KNOWLEDGE: Final = "kennis"
NOTHING: Final[Mapping[str, Any]] = {
    "csrf_token": str,  # what hands in from here needs none
    "person": lambda: None,
    "site_notices": tuple,
    "returned_count": int,
    "is_coordinator": bool,
}


def _work() -> str:
    element: Any = SimpleNamespace(
        id="", type_key="", title_shown=_("Werk vastleggen"), length_m=None, area_m2=None, count=None
    )
    element.place = SimpleNamespace(name="")
    form = MaintenanceForm(element=element)
    form.done_on.data = None  # the script fills in the day on which it is opened
    facts: dict[str, Any] = {
        "element": element,
        "log": None,
        "season": None,
        "seasons": {},
        "latest_iso": "",
        "word": None,
    }
    return _render("shells/work.html", "onderhoud", form=_bare(form), **facts)


def _element() -> str:
    facts: dict[str, Any] = {
        "element": None,
        "word": None,
        "notes": FAMILY_NOTES,
        "pictures": FAMILY_PICTURES,
    }
    return _render("elements/new.html", "element", form=_bare(ElementForm()), **facts)


def _map() -> str:
    municipalities = find_municipalities()
    corners = [(one.west, one.south) for one in municipalities] + [
        (one.east, one.north) for one in municipalities
    ]
    view = map_around(box_shape(corners), width=400, height=460, room=0.95)
    facts: dict[str, Any] = {"types": find_types(), "places": find_places(), "municipalities": municipalities}
    towns = [(one.name, *view.pixel((one.lon, one.lat))) for one in municipalities]
    return _render("map/index.html", "kaart", view=view, spots=[], towns=towns, has_borders=False, **facts)


def _sighting() -> str:
    form = SightingForm()
    form.seen_on.data = None  # the script fills in the day on which it is opened
    facts: dict[str, Any] = {"sighting": None, "word": None, "names": find_shipped(), "latest_iso": ""}
    return _render("sightings/new.html", "waarneming", form=_bare(form), **facts)


def _problem() -> str:
    form = ProblemForm()
    form.seen_on.data = None  # the script fills in the day on which it is opened
    facts: dict[str, Any] = {"element": None, "report": None, "word": None, "latest_iso": ""}
    return _render("problems/form.html", "melding", form=_bare(form), **facts)


SHELLS: Final[Mapping[str, tuple[str, Callable[[], str]]]] = {
    "onderhoud": ("/onderhoud/nieuw", _work),
    "element": ("/elementen/nieuw", _element),
    "waarneming": ("/waarnemingen/nieuw", _sighting),
    "melding": ("/meldingen/nieuw", _problem),
    "versturen": ("/versturen", lambda: _render("outbox/index.html", "versturen")),
    "vastleggen": ("/vastleggen", lambda: _render("home/record.html", "vastleggen", followed=())),
    "kaart": ("/kaart", _map),
    "geen-bereik": ("/geen-bereik", lambda: _render("shells/offline.html", "geen-bereik")),
    KNOWLEDGE: ("/", lambda: json.dumps(_knowledge(), ensure_ascii=False)),
}


def shell(language: str, name: str) -> bytes:
    """Return a page, or what is known of kinds and work (JSON); raises KeyError for what there is not."""
    path, make = SHELLS[name]
    if language not in LANGUAGES:
        raise KeyError(language)
    build = build_now(development=not settings().production)
    return rendered(settings(), build, language, path, make, _period())


def address_of(language: str, name: str) -> tuple[str, str]:
    """Return where a device finds it and the first characters of its hash."""
    mark = hashlib.sha256(shell(language, name)).hexdigest()[:LENGTH]
    return f"/schil/{language}/{name}?v={mark}", mark


def _period() -> int:
    return int(time.monotonic() / (30 if settings().development else MEMORY_S))


@lru_cache(maxsize=64)
def rendered(
    _settings: Any, _build: str, language: str, path: str, make: Callable[[], str], _period: int
) -> bytes:
    """Render as for a visitor with this language, in a request of nobody."""
    app, cookie = current_app._get_current_object(), {"Cookie": f"{COOKIE}={language}"}  # type: ignore[attr-defined]  # noqa: SLF001
    with app.app_context(), app.test_request_context(path, headers=cookie):  # who really asks stays outside
        return make().encode()


def _render(template: str, name: str, **facts: Any) -> str:
    return render_template(template, shell=name, knowledge_url=_knowledge_url(), **NOTHING, **facts)


def _knowledge_url() -> str:
    return address_of(shown_language(), KNOWLEDGE)[0]


def _bare(form: Any) -> Any:
    form.id.data = ""
    return form


def _knowledge() -> dict[str, Any]:
    """Return kinds of elements, kinds of work, and when in the year each is a good time."""
    activities = {one.key: one for one in find_activities()}
    usual = {(row.type_key, row.activity_key): row for row in find_all_usual()}
    types: dict[str, Any] = {}
    distinct: dict[Rules, int] = {}
    for kind in find_types():
        rules = {key: rules_for(kind, one, usual.get((kind.key, key))) for key, one in activities.items()}
        types[kind.key] = {
            "icon": wording.type_icon(kind.key, kind.family),
            "usual": [key for (type_key, key) in usual if type_key == kind.key],
            "rules": {key: distinct.setdefault(one, len(distinct)) for key, one in rules.items()},
        }
    return {"types": types, "rules": [_told(one) for one in distinct]}


def _told(rules: Rules) -> dict[str, Any]:
    """Return what the twin of `core.season.advise` in the browser asks."""
    amphibians = rules.amphibians if rules.amphibian_sensitive else "none"
    told = {"start": rules.start, "end": rules.end, "birds": rules.birds, "usual": rules.usual}
    return told | {"strict": rules.strict, "amphibians": amphibians}
