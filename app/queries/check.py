"""One pre-check of a submission: a code and a level, with figures; its sentence is made when it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

import flask_babel

from app.i18n import shown_language
from app.queries.check_words import SENTENCES
from app.queries.remark import Remark
from app.wording import month

GOOD: Final = "good"
LOOK: Final = "look"  # "let op"
SHORT: Final = 10  # below it a number is told with one decimal
DAYS: Final = ("start", "end")
DAY: Final = "on"  # YYYY-MM-DD
SPAN: Final = "off_s"  # seconds

Value = str | int | float


@dataclass(frozen=True)
class Check:
    """What was looked at. ``values`` are figures, ids and names of areas: nobody's words, no coordinates."""

    code: str
    level: str = GOOD
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def on_photos(self) -> bool:
        """Tell whether it is about the photos."""
        return self.code.startswith("photos.")

    def stored(self) -> dict[str, Any]:
        """Return it as it is kept on the submission."""
        return {"code": self.code, "level": self.level, "values": dict(self.values)}


def look(code: str, **values: Value) -> Check:
    """Say that someone should look at this."""
    return Check(code, LOOK, values)


def good(code: str, **values: Value) -> Check:
    """Say that this is as it should be."""
    return Check(code, GOOD, values)


def needs_look(checks: Iterable[Check]) -> bool:
    """Tell whether someone should look at any of them."""
    return any(check.level == LOOK for check in checks)


def remark_of(check: Check) -> Remark:
    """Return its sentence, with days and numbers as they are written in the reader's language."""
    values = tuple((name, _written(name, value)) for name, value in check.values.items())
    return Remark(good=check.level == GOOD, sentence=SENTENCES[check.code], values=values, code=check.code)


def _written(name: str, value: Value) -> str:
    if name in DAYS:  # MM-DD
        number, day = str(value).split("-")
        return f"{int(day)} {month(int(number))}"
    if name == DAY:
        on = date.fromisoformat(str(value))
        return f"{on.day} {month(on.month)} {on.year}"
    if isinstance(value, str):
        return value
    if name == SPAN:
        return str(flask_babel.format_timedelta(timedelta(seconds=value)))
    text = f"{value:,.1f}" if value < SHORT and value % 1 else f"{value:,.0f}"
    return text if shown_language() == "en" else text.translate(str.maketrans(",.", ".,"))
