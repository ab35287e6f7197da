"""What a browser sends to each address that changes something, filled in so that only a right is in the way.

``version`` is 1: everything in world.py was stored once.
"""

import io
import json
import uuid
from datetime import timedelta

from sqlalchemy import select

from app.config import settings
from app.core.clock import now, today
from app.core.codes import digits_of
from app.extensions import db
from app.models import Element, EventTask, Species
from app.services.species import seen
from tests import maps
from tests.access.keys import CODE_ID
from tests.access.world import WORD_ID, said
from tests.checklists import checklist, taxon
from tests.factories.photos import small_photo
from tests.forms.filled import element_form, group_form, log_form, sighting_form
from tests.sync.copying import parts_of, zipped
from tests.sync.device import Parcel, sha

FORM_ID = "6f1d2c3b-4a59-4687-8f0e-1d2c3b4a5968"  # a form that goes out twice has the same id


def body_of(endpoint: str, owner_id: uuid.UUID) -> dict[str, object]:
    """Return the fields of the form; empty for a button."""
    if endpoint == "outbox.create_copy":
        return {"file": _file(zipped(parts_of(_parcel(owner_id))), "kopie.zip")}
    made = BODIES.get(endpoint)
    return made() if made else {}


def parcel_of(endpoint: str, owner_id: uuid.UUID) -> tuple[dict[str, object], dict[str, str]]:
    """Return what a phone sends to an address, and its headers."""
    own = {"X-Haarvaten": "1", "X-Sent-At": now().isoformat()}
    if endpoint == "sync.put_photo":
        data = small_photo()
        return {"data": data, "content_type": "image/jpeg"}, own | {"X-Sha256": sha(data)}
    return {"data": _parcel(owner_id).body, "content_type": "application/json"}, own


def _parcel(owner_id: uuid.UUID) -> Parcel:
    fields = {name: text for name, text in element_form().items() if name != "id"}
    return Parcel(owner_id, fields=fields, id=uuid.UUID(FORM_ID))


def _element() -> dict[str, object]:
    return element_form(id=FORM_ID) | {"version": "1"}


def _change() -> dict[str, object]:
    return _element() | {
        "base_version": "1",
        "base": json.dumps({"name": "Oude naam"}),
        "why": "Zo heet hij.",
    }


def _log() -> dict[str, object]:
    return log_form(id=FORM_ID) | {"version": "1"}


def _check() -> dict[str, object]:
    day = today().isoformat()
    return {"id": FORM_ID, "version": "1", "seen": "same", "seen_on": day, "notes": "Hij staat er nog."}


def _claim() -> dict[str, object]:
    return {"id": FORM_ID, "version": "1", "wish": "talk", "contact": "0592-000000", "notes": "Bel mij."}


def _report() -> dict[str, object]:
    return {"id": FORM_ID, "version": "1", "wrong": "other_place", "notes": "Dit is een ander bosje."}


def _sighting() -> dict[str, object]:
    return sighting_form(id=FORM_ID) | {"version": "1"}


def _problem() -> dict[str, object]:
    day = today().isoformat()
    return {"id": FORM_ID, "version": "1", "problem": "waste", "seen_on": day, "notes": "Er ligt puin."}


def _idea() -> dict[str, object]:
    told = {"title": "Een rij fruitbomen", "about": "Langs het Kerkpad."}
    return {"id": FORM_ID, "version": "1", "begin": "53.0421 6.7012"} | told


def _walk() -> dict[str, object]:
    told = {"id": FORM_ID, "version": "1", "name": "Rondje Kanarie", "about": "Langs de es."}
    return told | {"place_id": element_form()["place_id"], "dogs": "leash", "wet_notes": "Laarzen aan."}


def _route() -> dict[str, object]:
    line = {"type": "LineString", "coordinates": [[6.56, 52.996], [6.57, 52.996], [6.57, 52.999]]}
    return {"version": "1", "shape": json.dumps(line)}


def _section() -> dict[str, object]:
    told = {"version": "1", "surface": "sand", "owner_kind": "farmer", "owner_name": "Boer Kanarie"}
    return told | {"consent": "given", "consent_on": today().isoformat(), "consent_note": "In de map."}


def _stop() -> dict[str, object]:
    return {"id": FORM_ID, "version": "1", "name": "Linde", "text": "Een oude boom.", "along_m": "50"}


def _weeks() -> dict[str, object]:
    return {"id": FORM_ID, "version": "1", "first": "15-3", "last": "1-7", "why": "Vogels."}


def _event() -> dict[str, object]:
    day = (today() + timedelta(days=30)).isoformat()
    told = {"event_kind": "workday", "title": "Maaien bij de poel", "day": day, "starts": "9.30"}
    return {"id": FORM_ID, "version": "1", "begin": "53.0421 6.7012"} | told | {"ends": "12.30"}


def _task() -> dict[str, object]:
    near = select(Element.id).where(Element.title == said("element", "published"))
    return {"id": FORM_ID, "element_id": str(db.session.scalar(near)), "activity_key": "pond_clearing"}


def _ending() -> dict[str, object]:
    done = {f"done_{one.hex}": "1/2" for one in db.session.scalars(select(EventTask.id))}
    return {"version": "1", "nest_check": "none_seen", "accident": "Een schram."} | done


def _group() -> dict[str, object]:
    return group_form(id=FORM_ID) | {"version": "1"}


def _follow_up() -> dict[str, object]:
    return {"version": "1", "planned_on": today().isoformat(), "handled_by": "Gemeente", "reason": "Fijn."}


def _decision() -> dict[str, object]:
    return {"version": "1", "step": "publish", "reason": "Mooi."}


def _profile() -> dict[str, object]:
    return {"name": "Iemand Voorbeeld", "show_name": "yes", "language": "nl", "theme": "dark"}


def _file(data: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(data), name


def _answer() -> dict[str, object]:
    return {"id": FORM_ID, "step": "publish", "label_nl": "Prachtig", "text_nl": "Dag {naam}, prachtig!"}


def _notice() -> dict[str, object]:
    day = today().isoformat()
    return {"id": FORM_ID, "title_nl": "Morgen even weg", "level": "info", "first_on": day, "last_on": day}


def _owl() -> dict[str, object]:
    owl = db.session.get(Species, "athene-noctua")
    told = {"dutch_name": owl.dutch_name, "blur_km": "5", "blur_reason_nl": "Nest.", "nest_category": "1"}
    return told | {"opened_with": seen(owl), "union_list_year": "", "reason": ""}


def _role() -> dict[str, object]:
    return {"role": "coordinator", "areas": "GM0106", "was": "volunteer:"}


BODIES = {
    "admin_answers.create": _answer,
    "admin_answers.update": _answer,
    "admin_blocked.create": lambda: {"id": FORM_ID, "value": "misbruik.example.nl"},
    "admin_notices.create": _notice,
    "admin_people.give_role": _role,
    "admin_people.give": lambda: {"tier": "trusted"},
    "validators.update": lambda: {"groups": "bird", "own_first": "y"},
    "validators.give": lambda: {"groups": "bird"},
    "desk.approve_together": lambda: {"item": f"{FORM_ID}:1"},
    "desk.undo_together": lambda: {"item": FORM_ID},
    "desk.switch_keys": lambda: {"on": ""},
    "moderation.assign_item": lambda: {"person": ""},
    "people.enter": lambda: {"code": digits_of(CODE_ID, secret=settings().secret_key)},
    "people.begin": lambda: {"name": "Nieuw Voorbeeld", "sixteen": "y"},
    "photos.create": lambda: {"photos": _file(small_photo(), "a.jpg")},
    "checklists.create": lambda: {"file": _file(checklist([taxon(1, "Turdus merula")]), "a.zip")},
    "species_changes.update": _owl,
    "areas.create": lambda: {"layer": "municipalities", "file": _file(maps.towns(), "a.geojson")},
    "people.ask_code": lambda: {"email": "iemand@example.nl", "next": "/"},
    "people.update": _profile,
    "mail_settings.update": lambda: {"when": "none"},
    "submissions.create_reply": lambda: {"answer": "Van mijn buurman.", "word": str(WORD_ID)},
    "elements.create": _element,
    "elements.update": _element,
    "nearby.look": _element,
    "place.now": _element,
    "changes.create": _change,
    "changes.update": _change,
    "maintenance.create": _log,
    "maintenance.update": _log,
    "walks.create": _walk,
    "walks.update": _walk,
    "walk_route.update": _route,
    "walk_consents.create": lambda: {"id": FORM_ID, "version": "1", "email": "boer@example.nl"},
    "walk_consents.update": lambda: {"answer": "refuse"},
    "walk_parts.create": _stop,
    "walk_parts.update": _stop,
    "walk_parts.destroy": lambda: {"version": "1"},
    "walk_parts.close": _weeks,
    "walk_parts.reopen": lambda: {"version": "1"},
    "walk_sections.update": _section,
    "walk_sections.split": lambda: {"version": "1", "point": "1"},
    "walk_sections.join": lambda: {"version": "1"},
    "walk_sections.take": lambda: {"version": "1"},
    "hands.create": lambda: {
        "id": FORM_ID,
        "hands": "tools",
        "words": "Wie heeft een kar?",
        "on_day": today().isoformat(),
    },
    "adoptions.create": lambda: {"id": FORM_ID, "adopter": "me", "years": "2"},
    "handovers.create": lambda: {"email": "iemand@example.nl"},
    "handovers.accept": lambda: {"id": FORM_ID, "adopter": "me", "years": "2"},
    "hands.help_out": lambda: {"note": "Ik kan."},
    "members.join": lambda: {"note": "Ik heb een zaag."},
    "groups.create": _group,
    "groups.update": _group,
    "ideas.create": _idea,
    "ideas.update": _idea,
    "idea_steps.take": lambda: {"version": "1", "reason": "Wij kijken ernaar."},
    "problems.create": _problem,
    "problems.update": _problem,
    "events.create": _event,
    "events.update": _event,
    "event_tasks.create": _task,
    "event_steps.take": lambda: {"version": "1", "reason": "Het stormt."},
    "attendance.update": lambda: {"id": FORM_ID, "walk_ins": "2", "walk_in_name": "Bram"},
    "attendance.close": _ending,
    "sign_ups.create": lambda: {"id": FORM_ID, "name": "Eva", "email": "eva@example.nl", "people": "2"},
    "problem_steps.take": _follow_up,
    "problem_steps.reopen": lambda: {"reason": "Het ligt er nog."},
    "presence.create": _check,
    "presence.update": _check,
    "ground.create": _claim,
    "ground.update": _claim,
    "sightings.create": _sighting,
    "sightings.update": _sighting,
    "sightings.place_now": _sighting,
    "exports.create": lambda: {"id": FORM_ID, "kind": "csv"},
    "photo_reports.create": _report,
    "photo_reports.update": _report,
    "moderation.create_decision": _decision,
}
