"""Background work: name → function; each function calls one service."""

from collections.abc import Callable
from typing import Any

from app.jobs import cleanup

JOBS: dict[str, Callable[..., Any]] = {
    "cleanup.forget": cleanup.forget,
}
DAILY = ("cleanup.forget",)  # every night at three
