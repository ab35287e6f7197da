"""Species by name among 60,000, mistyped, against a plain question for what begins so."""

import random
import statistics
import time
from collections.abc import Callable, Iterator

from sqlalchemy import String, func, select, text

from app.extensions import db
from app.models import Species, SpeciesName
from app.queries.species import MOST, find_species
from tests.bench.table import Line
from tests.species_names import put

NAMES = 60_000
ASKED = 200
GOAL = "≤ 5"


def fill() -> list[str]:
    """Store them, and an index for the plain question; return names to look for."""
    pairs = put(NAMES * 3 // 4)  # a third of them has two names
    db.session.commit()
    stored = db.session.scalar(select(func.count()).select_from(SpeciesName)) or 0
    assert stored >= NAMES, f"{stored} names are fewer than the table says"
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("CREATE INDEX bench_name ON species (lower(dutch_name) text_pattern_ops)"))
        db.session.commit()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as apart:
            apart.execute(
                text("VACUUM ANALYZE species, species_name, species_word, species_stem, species_typo")
            )
    else:
        db.session.execute(text("CREATE INDEX bench_name ON species (dutch_name COLLATE NOCASE)"))
        db.session.execute(text("ANALYZE"))
        db.session.commit()
    return [dutch for dutch, _scientific in pairs if dutch]


def measure(names: list[str], words: str) -> Iterator[Line]:
    """Ask for the same names both ways, one after the other."""
    chance = random.Random(2)
    chosen = chance.choices(names, k=ASKED)
    kinds: dict[str, Callable[[str], str]] = {
        "begun": lambda name: name[: len(name) // 2 + 2],
        "whole": str,
        "mistyped": lambda name: mistake(name, chance),
        "mistyped twice": lambda name: mistake(mistake(name, chance), chance),
    }
    for kind, typed in kinds.items():
        texts = [typed(name) for name in chosen]
        ours, plain, found = [], [], 0
        for name, asked in zip(chosen, texts, strict=True):
            plain.append(_took(lambda asked=asked: _plain(asked)))
            ours.append(_took(lambda asked=asked: find_species(asked)))
            found += name in [one.dutch_name for one in find_species(asked)]
        mine, theirs = statistics.median(ours) * 1000, statistics.median(plain) * 1000
        what = f"{words}: a species by name, {kind}, among {NAMES:,}"
        against = f"LIKE 'abc%' with an index: {theirs:.2f} ms"
        slowest = sorted(ours)[int(len(ours) * 0.95)] * 1000
        yield Line(what, f"{mine:.2f} ms, p95 {slowest:.2f} ms", against, mine / theirs, GOAL)
        if kind != "begun":  # what is only begun may be many
            yield Line(f"{what}, found", f"{found} of {ASKED}", "all", found / ASKED, "≥ 0.9")


def mistake(name: str, chance: random.Random) -> str:
    """Make one error as fingers do: a letter wrong, missing, twice, or two swapped."""
    at = chance.choice([n for n, char in enumerate(name[:-1]) if char != " " and name[n + 1] != " "])
    left, one, two, right = name[:at], name[at], name[at + 1], name[at + 2 :]
    return left + chance.choice([f"x{two}", two, f"{one}{one}{two}", f"{two}{one}"]) + right


def _plain(asked: str):
    """Return the first by name that begin so, each as a whole row."""
    begun = asked[:3].lower()
    table = Species.__table__.c
    column = (
        table.dutch_name.collate("NOCASE") if _is_sqlite() else func.lower(table.dutch_name, type_=String)
    )
    query = select(Species).where(column.like(begun + "%")).order_by(column).limit(MOST)
    return db.session.scalars(query).all()


def _is_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"


def _took(ask: Callable[[], object]) -> float:
    db.session.expunge_all()
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began
