"""A year of advice as a bar to draw: where each part lies, and where today is."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from app.core.season import Advice, Rules, spans

WIDTH: Final = 240.0  # of a whole year, in the units of the drawing


@dataclass(frozen=True)
class Part:
    """Days with one advice, from left to right."""

    advice: Advice
    x: float
    width: float


@dataclass(frozen=True)
class Bar:
    """The year of a day."""

    parts: tuple[Part, ...]
    today: float


def bar(rules: Rules, day: date) -> Bar:
    """Return the bar of the year in which a day lies."""
    first = date(day.year, 1, 1)
    a_day = WIDTH / ((date(day.year, 12, 31) - first).days + 1)
    parts = tuple(
        Part(
            span.advice,
            round((span.first - first).days * a_day, 1),
            round(((span.last - span.first).days + 1) * a_day, 1),
        )
        for span in spans(rules, day.year)
    )
    return Bar(parts, round(((day - first).days + 0.5) * a_day, 1))
