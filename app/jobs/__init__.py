"""Background work: name → function; each function calls one service."""

from collections.abc import Callable
from typing import Any

from app.jobs import cleanup, mails, moderation, photos
from app.jobs import map as map_jobs

JOBS: dict[str, Callable[..., Any]] = {
    "cleanup.forget": cleanup.forget,
    "mails.code": mails.code,
    "mails.decision": moderation.tell_author,
    "map.rerank": map_jobs.rerank,
    "photos.forget": photos.forget,
    "photos.render": photos.render,
    "photos.sweep": photos.sweep,
}
DAILY = ("cleanup.forget", "map.rerank", "photos.sweep")  # every night at three
