"""Background work: name → function; each function calls one service."""

from collections.abc import Callable
from typing import Any

JOBS: dict[str, Callable[..., Any]] = {}
