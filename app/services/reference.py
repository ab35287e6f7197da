"""Load the reference data that ships with the app, without undoing what coordinators changed."""

import csv
import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from app.core.text import slug
from app.extensions import Model, db
from app.models import (
    REFERENCE,
    Activity,
    CannedAnswer,
    ElementType,
    MapLayer,
    Municipality,
    Place,
    Species,
    TypeActivity,
)
from app.models.map import renew
from app.services.dues import refresh_later
from app.services.species import name_the_nameless, protected
from app.transaction import transactional

FILES = Path(__file__).parent.parent / "reference"
Row = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Loaded:
    """How many rows were added, brought up to date, already right, or left as a person edited them."""

    added: int = 0
    changed: int = 0
    same: int = 0
    kept: int = 0


def load_reference(folder: Path = FILES) -> Loaded:
    """Bring every table up to the shipped files, by natural key; loading again changes nothing.

    Rows that a person edited (``edited_at``) and rows that people added stay as they are. Raises
    OSError for a missing file, KeyError or ValueError for a broken one; then nothing was stored.
    """
    types = _read(folder / "element_types.csv")
    wanted: list[tuple[type[Model], tuple[str, ...], list[dict[str, Any]]]] = [
        (Municipality, ("code",), [_municipality(row) for row in _read(folder / "municipalities.csv")]),
        (Place, ("name", "municipality_code"), [_place(row) for row in _read(folder / "places.csv")]),
        (Activity, ("key",), [_activity(n, row) for n, row in enumerate(_read(folder / "activities.csv"))]),
        (ElementType, ("key",), [_type(n, row) for n, row in enumerate(types)]),
        (TypeActivity, ("type_key", "activity_key"), [each for row in types for each in _usual(row)]),
        (
            CannedAnswer,
            ("id",),
            [_answer(n, row) for n, row in enumerate(_read(folder / "canned_answers.csv"))],
        ),
        (Species, ("key",), [_species(n, row) for n, row in enumerate(_read(folder / "species.csv"))]),
    ]
    return _store(wanted)


@transactional
def _store(wanted: list[tuple[type[Model], tuple[str, ...], list[dict[str, Any]]]]) -> Loaded:
    count = {"added": 0, "changed": 0, "same": 0, "kept": 0}
    cycles: set[str] = set()  # types with other windows or years than before
    for model, key, rows in wanted:
        rows_of = select(model).where(getattr(model, key[0]).in_({facts[key[0]] for facts in rows}))
        known = {tuple(getattr(row, k) for k in key): row for row in db.session.scalars(rows_of)}
        of_key = {row.key: row for row in known.values() if isinstance(row, Species)}
        safe = protected(of_key, rows) if model is Species else rows
        for facts in safe:
            done = _settle(model, known.get(tuple(facts[k] for k in key)), facts)
            count[done] += 1
            if model is TypeActivity and done in {"added", "changed"}:
                cycles.add(facts["type_key"])
        db.session.flush()
    if db.session.get(MapLayer, REFERENCE) is None:  # loaded before there was a name for the content
        renew(db.session.connection(), REFERENCE)
    name_the_nameless()
    refresh_later(cycles)
    return Loaded(**count)


def _settle(model: type[Model], row: Any, facts: dict[str, Any]) -> str:
    """Add or update one row; say which."""
    if row is None:
        db.session.add(model(**facts))
        return "added"
    if row.edited_at is not None:
        return "kept"
    differing = {name: value for name, value in facts.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    return "changed" if differing else "same"


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _columns(row: Row, model: type[Model], **read: Callable[[str], Any]) -> dict[str, Any]:
    """Take the columns that the table has; ``read`` turns the text of some into what they hold."""
    names = [name for name in row if name in model.__table__.columns]
    return {name: read.get(name, str)(row[name]) for name in names}


def _yes(text: str) -> bool:
    return {"yes": True, "no": False}[text]


def _list(text: str) -> list[str]:
    return [part for part in text.split(";") if part not in {"", "-"}]


def _whole(text: str) -> int | None:
    return int(text) if text else None


def _degrees(text: str) -> float | None:
    return float(text) if text else None


def _municipality(row: Row) -> dict[str, Any]:
    sides: dict[str, Callable[[str], Any]] = dict.fromkeys(
        ("west", "south", "east", "north", "lon", "lat"), float
    )
    return _columns(row, Municipality, **sides)


def _place(row: Row) -> dict[str, Any]:
    return _columns(row, Place, lon=_degrees, lat=_degrees)


def _activity(position: int, row: Row) -> dict[str, Any]:
    facts = _columns(
        row, Activity, tools=_list, ppe=_list, strict_window=_yes, needs_certificate=_yes, min_age=int
    )
    return facts | {"position": position}


def _type(position: int, row: Row) -> dict[str, Any]:
    texts = {name: text for name, text in row.items() if name != "activities"}  # a relationship has that name
    facts = _columns(
        texts,
        ElementType,
        alt_geometries=_list,
        in_vision=_yes,
        bird_sensitive=_yes,
        amphibian_sensitive=_yes,
    )
    return facts | {"position": position}


def _answer(position: int, row: Row) -> dict[str, Any]:
    facts = _columns(row, CannedAnswer, id=uuid.UUID, kinds=_list, replies_nl=_list, replies_en=_list)
    return facts | {"position": position}


def _species(position: int, row: Row) -> dict[str, Any]:
    """Read a species; the columns have shorter names than those of the file."""
    facts = _columns(row, Species, vision_named=_yes, exotic=_yes)
    return facts | {
        "key": slug(row["scientific_name"]),
        "position": position,
        "red_list": row["red_list_nl"],
        "red_list_year": _whole(row["red_list_edition"]),
        "typical": _yes(row["drenthe_characteristic"]),
        "union_list_year": None if row["eu_union_list"] == "no" else _whole(row["eu_union_list"]),
        "blur_km": int(row["obfuscate_km"]),
        "blur_reason_nl": row["sensitivity_reason_nl"],
        "nest_category": _whole(row["drenthe_nest_category"]),
        "type_keys": _list(row["element_keys"]),
        "notes_nl": row["notes"],
    }


def _usual(row: Row) -> Iterator[dict[str, Any]]:
    """Read ``pond_clearing@4-15@09-01..10-15`` (years, window) or ``…@once@…``."""
    for position, entry in enumerate(row["activities"].split(";")):
        activity, cycle, window = entry.split("@")
        first, last = (None, None) if cycle == "once" else map(int, cycle.split("-"))
        start, end = window.split("..")
        yield {
            "type_key": row["key"],
            "activity_key": activity,
            "position": position,
            "cycle_min_years": first,
            "cycle_max_years": last,
            "season_start": start,
            "season_end": end,
        }
