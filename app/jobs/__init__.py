"""Background work: name → function; each function calls one service."""

from collections.abc import Callable
from typing import Any

from app.jobs import areas, checks, cleanup, mails, moderation, photos
from app.jobs import map as map_jobs

JOBS: dict[str, Callable[..., Any]] = {
    "areas.fetch": areas.fetch,
    "areas.locate": areas.locate,
    "areas.locate_all": areas.locate_all,
    "areas.read": areas.read,
    "areas.sweep": areas.sweep,
    "checks.look": checks.look,
    "checks.look_all": checks.look_all,
    "cleanup.forget": cleanup.forget,
    "mails.code": mails.code,
    "mails.decision": moderation.tell_author,
    "map.rerank": map_jobs.rerank,
    "photos.forget": photos.forget,
    "photos.render": photos.render,
    "photos.sweep": photos.sweep,
    "trust.learn": checks.learn,
}
DAILY = ("areas.sweep", "checks.look_all", "cleanup.forget", "map.rerank", "photos.sweep")  # every night at three
