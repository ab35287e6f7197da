"""Nobody sets what a form does not ask: each change is sent twice, plainly and with every column as a field.

What is stored must be the same both times (A03). A new column is tried everywhere by itself; a new
field of a form is written down here.
"""

import datetime as dt
import enum
import re
import uuid
from collections import Counter
from collections.abc import Iterator

import pytest
import time_machine

from app.core.clock import now
from app.extensions import db
from app.spatial.exact import reading_exact_places
from tests.access.adoption_tables import ADOPT_TAKES
from tests.access.grids import ALLOWED
from tests.access.group_tables import GROUP_TAKES
from tests.access.idea_addresses import IDEA_ON, IDEA_TAKES, TRIED_ELSE
from tests.access.matrix import ADDRESSES
from tests.access.walk import Came, Walker, method_of, rules
from tests.access.walks import WALK_TAKES
from tests.access.world import settle
from tests.conftest import REFERENCE
from tests.halves import shared_out

ELEMENT = (
    "id version family type_key place_id square shape accuracy_m width_m name owner_kind consent visibility"
    " condition overdue count age story municipality_code core_network area_type"
)
LOOKS_ONLY = {"desk.approve_together", "desk.undo_together", "people.sign_out_elsewhere"}  # there is no other
CHECK, CLAIM = "id version seen seen_on notes", "id version wish contact notes"
EVENT = (
    "id version event_kind title about aim pause rain_on meeting parking toilet wheelchair no_reception"
    " leader first_aider phone maximum min_age child_age light_work own_pace bring tools catering risks"
    " safety insurance consent permit nest_look place_id square shape"
)
PROBLEM = "id version problem seen_on notes place_id square shape"
GROUP = "id version name group_kind place_id about contact joining"
LOG = (
    "id version activity_key done_on people nest_check amount condition_after overdue_after notes season_why"
)
ANSWER = "id step kinds label_nl label_en text_nl text_en replies_nl replies_en"
SIGHTING = (
    "id version place_id square shape claim_group origin seen_on seen_at number stage behaviour absent notes"
    " licence embargo_until"
)
TAKES = (WALK_TAKES | IDEA_TAKES) | {  # what each form may say, of all words that are also columns
    "people.ask_code": "email next_url",
    "people.enter": "code",
    "people.begin": "name",
    "people.update": "name show_name language theme",
    "people.sign_out": "",
    "people.sign_out_everywhere": "",
    "people.sign_out_there": "",
    "submissions.create_reply": "word",
    "mail_settings.update": "",
    "mail_settings.stop": "",
    "outbox.create_copy": "",
    "elements.create": ELEMENT,
    "elements.update": ELEMENT,
    "elements.withdraw": "",
    "nearby.look": ELEMENT,
    "place.now": ELEMENT,
    "standing.follow": "",
    "standing.unfollow": "",
    "standing.take": "",
    "changes.create": f"{ELEMENT} base base_version why",
    "changes.update": f"{ELEMENT} base base_version why",
    "changes.withdraw": "",
    "maintenance.create": LOG,
    "maintenance.update": LOG,
    "maintenance.withdraw": "",
    "groups.create": GROUP,
    "groups.update": GROUP,
    "groups.withdraw": "",
    **ADOPT_TAKES,
    **GROUP_TAKES,
    "problems.create": PROBLEM,
    "problems.update": PROBLEM,
    "problems.withdraw": "",
    "problem_steps.take": "version planned_on handled_by outcome reason",
    "problem_steps.reopen": "reason",
    "events.create": EVENT,
    "events.update": EVENT,
    "events.withdraw": "",
    "event_tasks.create": "id element_id activity_key",
    "event_tasks.destroy": "",
    "event_steps.take": "version reason",
    "attendance.update": "id",
    "attendance.close": "version nest_check accident",
    "sign_ups.create": "id name email people children organisation certified phone",
    "sign_ups.destroy": "",
    "sign_ups.confirm": "",
    "sign_ups.cancel": "",
    "presence.create": CHECK,
    "presence.update": CHECK,
    "presence.withdraw": "",
    "ground.create": CLAIM,
    "ground.update": CLAIM,
    "ground.withdraw": "",
    "photo_reports.create": "id version wrong notes",
    "photo_reports.update": "id version wrong notes",
    "photo_reports.withdraw": "",
    "sightings.create": SIGHTING,
    "sightings.update": SIGHTING,
    "sightings.place_now": SIGHTING,
    "sightings.show_exact": "",
    "sightings.withdraw": "",
    "exports.create": "id kind",
    "photos.create": "",
    "photos.turn": "",
    "photos.destroy": "",
    "moderation.create_decision": "version element_version step reason type_key place_id owner_kind consent"
    " visibility certainty",
    "moderation.undo_decision": "",
    "moderation.assign_item": "person",
    "desk.approve_together": "certainty species",
    "desk.undo_together": "",
    "desk.switch_keys": "",
    "admin_people.give_role": "role areas",
    "admin_people.take": "",
    "admin_people.give": "tier",
    "validators.update": "groups own_first",
    "validators.give": "groups",
    "admin_answers.create": ANSWER,
    "admin_answers.update": ANSWER,
    "admin_answers.take": "",
    "admin_notices.create": "id level title_nl title_en text_nl text_en first_on last_on",
    "admin_notices.end": "",
    "admin_blocked.create": "id value",
    "admin_blocked.lift": "",
    "admin_jobs.again_all": "",
    "admin_jobs.again": "",
    "admin_jobs.drop": "",
    "people.sign_out_elsewhere": "",
    "checklists.create": "",
    "checklists.take": "",
    "checklists.delete": "",
    "species_changes.update": "dutch_name blur_km blur_reason_nl nest_category union_list_year reason",
    "areas.create": "layer credit",
    "areas.take_step": "",
    "areas.delete": "",
}
WISHED = {  # what someone would like to set
    "state": "published",
    "waits": "",
    "role": "admin",
    "is_public": "y",
    "urgency": "0",
    "municipality_code": "GM0114",
    "visibility": "everyone",
    "kind": "element",
    "rule": "trusted",
    "email": "ander@example.nl",
}
TRIED_BY = ("visitor", "author", "coordinator", "admin")
ON = IDEA_ON | {
    "submissions.create_reply": "returned",
    "moderation.undo_decision": "returned",
    "standing.take": "published",
    "problem_steps.take": "published",
    "sign_ups.create": "published",
    "sign_ups.destroy": "hosted",
    "event_steps.take": "hosted",
    "attendance.update": "hosted",
    "attendance.close": "hosted",
    "problem_steps.reopen": "gone",
    "photos.turn": "loose",
    "members.join": "others",
    "members.leave": "joined",
}
PARTS = 2  # all columns are more than one form may hold
QUIET = {"nearby.look", "place.now", "sightings.place_now", *LOOKS_ONLY}  # they answer only
ALSO = ("author", "actor", "user", "person", "areas", "municipalities", "is_admin", "decisions", "photo_ids")
RANDOM = {"token_sha256", "upload_sha256", "browser_sha256", "token"}  # columns that differ at every try
IDS = re.compile(r"(?<![0-9a-f])[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}(?![0-9a-f])")


def extras(endpoint: str, someone: uuid.UUID) -> dict[str, str]:
    """Return a value for every column of every table that the form does not ask."""
    takes = set(TAKES[endpoint].split())
    every = {column.name: column for table in db.metadata.sorted_tables for column in table.columns}
    wished = {name: WISHED.get(name) or value_for(every[name], someone) for name in every}
    return {
        name: value
        for name, value in (wished | dict.fromkeys(ALSO, str(someone))).items()
        if name not in takes
    }


def value_for(column, someone: uuid.UUID) -> str:
    kind = column.type.python_type if hasattr(column.type, "python_type") else str
    if issubclass(kind, enum.Enum):
        return str(list(kind)[-1])
    known = {uuid.UUID: str(someone), bool: "y", int: "77", float: "7.5", dict: '{"x": 1}', list: "[1]"}
    days = {dt.datetime: "2001-02-03T04:05:06+00:00", dt.date: "2001-02-03"}
    return (known | days).get(kind, "kanarie")


def dump(known: set[str] | None = None) -> Counter:
    """Return every row of the database as words; ids that were not there before are all called new."""
    found: Counter = Counter()
    for table in db.metadata.sorted_tables:
        if table.name not in REFERENCE - {"canned_answer"}:
            with reading_exact_places():
                rows = db.session.execute(table.select()).mappings()
            found.update(frozenset(words_of(table.name, row, known)) for row in rows)
    db.session.remove()
    return found


def words_of(table: str, row, known: set[str] | None) -> Iterator[str]:
    for name, value in row.items():
        if name in RANDOM:
            continue
        text = f"{table}.{name}={getattr(value, 'desc', value)}"
        yield text if known is None else IDS.sub(lambda found: found[0] if found[0] in known else "new", text)


def ids_in(rows: Counter) -> set[str]:
    return {found for row in rows for word in row for found in IDS.findall(word)}


def only_in(one: Counter, other: Counter) -> list[str]:
    """Return the words of rows of the one that no row has that only the other has."""
    here, there = (set().union(*(a - b)) for a, b in ((one, other), (other, one)))
    return sorted(here - there)


def test_every_change_says_what_it_takes(app):
    posts = {rule.endpoint for rule in rules(app) if method_of(rule) == "POST"}
    assert posts == set(TAKES)


@pytest.mark.A03
@pytest.mark.parametrize("role", shared_out(TRIED_BY))
def test_no_field_of_a_form_sets_what_it_does_not_ask(app, database, role):
    wrong = []
    with time_machine.travel(now(), tick=False):
        walker = Walker(app, database, settle(role))
        known = ids_in(dump())
        before = dump(known)
        for rule in rules(app):
            if rule.endpoint in TAKES and tried_by(rule.endpoint) == role:
                wrong += tried(walker, rule, column_for(rule.endpoint, role), known, before)
    assert not wrong, "\n" + "\n".join(wrong)


def tried(walker: Walker, rule, column: str, known: set[str], before: Counter) -> list[str]:
    """Send a change plainly and with everything, in parts that a form may hold; return what is wrong."""
    someone = walker.world.ids["element"]["hidden"]
    plain = walker.ask(rule, column, look=lambda: dump(known))
    more = list(extras(rule.endpoint, someone).items())
    parts = [dict(more[start::PARTS]) for start in range(PARTS)]
    return [
        line
        for part in parts
        for line in compared(
            f"{rule.endpoint} {column}",
            rule,
            plain,
            walker.ask(rule, column, more=part, look=lambda: dump(known)),
            before,
        )
    ]


def compared(name: str, rule, plain: Came, rich: Came, before: Counter) -> list[str]:
    """Say what differs between the plain form and the rich one."""
    if plain.status >= 400 or plain.status != rich.status:
        return [f"{name}: {plain.status}, and with everything {rich.status}"]
    if plain.kept == before and rule.endpoint not in QUIET:
        return [f"{name}: nothing is stored, so nothing is proved"]
    if plain.kept != rich.kept:
        return [f"{name}: not {only_in(plain.kept, rich.kept)} but {only_in(rich.kept, plain.kept)}"]
    return []


def tried_by(endpoint: str) -> str:
    """Return the first role that may do this to anything."""
    return TRIED_ELSE.get(endpoint) or next(
        role for role in TRIED_BY if ALLOWED in ADDRESSES[endpoint].cells[role].values()
    )


def column_for(endpoint: str, role: str) -> str:
    """Return a thing on which this role may do this."""
    cells = ADDRESSES[endpoint].cells[role]
    return ON.get(endpoint) or next(column for column, sign in cells.items() if sign == ALLOWED)
