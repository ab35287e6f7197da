"""Background work: name → function; each function calls one service."""

from collections.abc import Callable
from datetime import time
from typing import Any

from app.jobs import (
    adoptions,
    areas,
    checklists,
    checks,
    cleanup,
    daily_mail,
    dues,
    exports,
    first_records,
    groups,
    ideas,
    mails,
    moderation,
    photos,
    sightings,
    sign_ups,
    walks,
)
from app.jobs import map as map_jobs
from app.services.daily_mail import MORNING

JOBS: dict[str, Callable[..., Any]] = {
    "adoptions.sweep": adoptions.sweep,
    "areas.fetch": areas.fetch,
    "areas.locate": areas.locate,
    "areas.locate_all": areas.locate_all,
    "areas.read": areas.read,
    "areas.sweep": areas.sweep,
    "checklists.apply": checklists.apply,
    "checklists.read": checklists.read,
    "checks.look": checks.look,
    "checks.look_all": checks.look_all,
    "cleanup.forget": cleanup.forget,
    "dues.day": dues.day,
    "dues.refresh": dues.refresh,
    "events.remind": sign_ups.remind,
    "exports.clear": exports.sweep,
    "exports.make": exports.make,
    "exports.sweep": exports.sweep,
    "mails.adoption": adoptions.tell,
    "mails.adoption_offer": adoptions.tell_offer,
    "mails.code": mails.code,
    "mails.daily": daily_mail.tell_author,
    "mails.decision": moderation.tell_author,
    "mails.desk": daily_mail.tell_coordinator,
    "mails.group_step": groups.tell_person,
    "mails.hands_offered": groups.tell_of_offer,
    "mails.idea_step": ideas.tell_joined,
    "mails.join_asked": groups.tell_organiser,
    "mails.first_record": first_records.tell_coordinator,
    "mails.morning": daily_mail.plan,
    "mails.owner": walks.ask_owner,
    "mails.sign_up": sign_ups.tell,
    "map.rerank": map_jobs.rerank,
    "photos.forget": photos.forget,
    "photos.render": photos.render,
    "photos.sweep": photos.sweep,
    "sightings.embargo": sightings.embargo,
    "sightings.regrade": sightings.regrade,
    "sign_ups.forget": sign_ups.forget,
    "trust.learn": checks.learn,
}
NIGHT = time(3, 0)
MIDNIGHT = time(0, 1)
AFTERNOON = time(16, 0)  # who comes tomorrow is reminded today
DAILY = {  # what comes round, and when, on the clock of Drenthe
    "adoptions.sweep": NIGHT,
    "areas.sweep": NIGHT,
    "checks.look_all": NIGHT,
    "cleanup.forget": NIGHT,
    "events.remind": AFTERNOON,
    "exports.sweep": NIGHT,
    "map.rerank": NIGHT,
    "photos.sweep": NIGHT,
    "sightings.embargo": MIDNIGHT,
    "sign_ups.forget": NIGHT,
    "sightings.regrade": NIGHT,  # what a job that was given up left to do
    "mails.morning": MORNING,
}
