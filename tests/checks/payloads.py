"""Words that would do harm where they were not shown as words, in every column that people fill."""

from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import Mapper

from tests.checks.columns import INSIDE, WORDS

MARK = "kanarie."  # then the name of the column, so that a page tells what it shows
VECTORS = (
    "<script>alert('kanarie')</script>",
    "<img src=/kanarie onerror=alert(1)>",
    '"><svg onload=alert(2)>',
    "' onfocus=alert(3) autofocus x='",
    '" hx-get="/kanarie" hx-trigger="load" data-kanarie="',
    "</title></textarea></script></style></option></button><kanarie-a>",
    '<p style="background:url(/kanarie)" hx-on:click="alert(4)">',
    '<a href="javascript:alert(5)">',
    "{{ 'kana' ~ 'rietje' }} {% kanarie %} ${kanarie} %(kanarie)s %s {0}",
    "&lt;kanarie&gt; &quot;",
    '\\"}];alert(6)//',
    "]]> <!--<kanarie-b>",
)
ENCODED = "javascript:alert(7)//<kanarie-c>\u2028'\"`"


def payload(column: str) -> str:
    """Return the words for a column; each column begins with another, where a long text is cut off."""
    first = sum(column.encode()) % len(VECTORS)
    return " ".join([f"{MARK}{column}", *VECTORS[first:], *VECTORS[:first]])


def inside(column: str):
    """Return the same as the plain values that such a column holds."""
    words = payload(column)
    if column == "area_import.report":
        unknown = "De letters van de naam kloppen niet: %(name)s"
        return [{"row": 3, "level": "error", "sentence": unknown, "values": {"name": words}}]
    if column == "checklist_import.report":
        return [{"row": 3, "sentence": "Er is geen naam bij deze regel.", "name": words}]
    if column == "species_change.changes":
        return {"dutch_name": ["", words], "blur_reason_nl": [words, ""]}
    if column == "decision.changes":
        return {"name": ["", words], "story": [words, ""]}
    if column.startswith("canned_answer."):
        return [words]
    return {"name": words, "story": words}


def fill(mapper, _connection, row) -> None:
    """Put the words in a row that is about to be stored."""
    for name, column in mapper.columns.items():
        full = f"{column.table.name}.{column.name}"
        if full in WORDS:
            setattr(row, name, payload(full))
        if full in INSIDE and getattr(row, name):
            old, new = getattr(row, name), inside(full)
            setattr(row, name, {**old, **new} if isinstance(new, dict) else new)


@contextmanager
def everywhere():
    """Give every row that is stored meanwhile hostile words, whatever the test or the app asked for."""
    event.listen(Mapper, "before_insert", fill)
    event.listen(Mapper, "before_update", fill)
    yield
    event.remove(Mapper, "before_insert", fill)
    event.remove(Mapper, "before_update", fill)
