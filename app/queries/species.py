"""Species by name, in spite of typing errors."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select

from app.core.text import folded
from app.core.typing_errors import errors_forgiven, mistyped
from app.extensions import db
from app.models import Species, SpeciesName, SpeciesStem, SpeciesTypo, SpeciesWord
from app.models.species_names import ADDED, SHIPPED
from app.queries.species_filter import SpeciesFilter
from app.queries.species_likeness import BEGINS, Candidate, Scored, likeness, nearest

MOST: Final = 8
MOST_WORDS: Final = 4
LONGEST: Final = 100
LOOKED_AT: Final = 60
COUNTED: Final = 500
ENOUGH: Final = 3  # with fewer, the words may be mistyped
AFTER_ALL: Final = "\U0010ffff"  # sorts after every letter

name: Any = SpeciesName.__table__.c
word: Any = SpeciesWord.__table__.c
other: Any = SpeciesWord.__table__.alias("other").c
stem: Any = SpeciesStem.__table__.c
typo: Any = SpeciesTypo.__table__.c


def find_species(text: str, limit: int = MOST, group: str | None = None) -> Sequence[Species]:
    """Return species by a Dutch, scientific or other name, in spite of one or two typing errors, best first.

    Of what is equally close those that ship come first.
    """
    return search_species(text, SpeciesFilter(group=group or ""), limit=limit)


def search_species(text: str, asked: SpeciesFilter, *, limit: int = MOST) -> Sequence[Species]:
    """Return the best of what is asked."""
    words = sorted(folded(text[:LONGEST]).split(), key=len, reverse=True)[:MOST_WORDS]
    if not words:
        return ()
    keys = [key for *_, key in _best(words, asked)[:limit]]
    rows = {row.key: row for row in db.session.scalars(_by_key(), {"keys": keys})} if keys else {}
    return [rows[key] for key in keys]


def _best(words: Sequence[str], asked: SpeciesFilter) -> list[Scored]:
    """Look for what was typed, and when that finds little for what may have been meant."""
    ordered, tiers = _rarest_first(words)
    found: list[Candidate] = []
    for tier in tiers:
        if len(found) < LOOKED_AT:
            found += _ask(by_typed(len(words), asked), _typed(ordered) | {"tier": tier})
    best = likeness(words, found)
    if len(best) >= ENOUGH or any(score < BEGINS for score, *_ in best[:1]):
        return best
    meant = _meant(words)
    if not any(meant):
        return best
    pairs = sorted(
        zip(words, meant, strict=True), key=lambda pair: (not pair[1], len(pair[1]), -len(pair[0]))
    )
    close = _typed([one for one, _ in pairs]) | {f"meant{n}": them for n, (_, them) in enumerate(pairs)}
    return likeness(words, [*found, *_ask(by_meant(len(words), asked), close)])


def _rarest_first(words: Sequence[str]) -> tuple[Sequence[str], Sequence[int]]:
    """Return the words with the one first that fewest added names have, and where to look for them.

    The other words are looked for in those; where one is in no added name only those that ship are left.
    """
    if len(words) == 1:
        return words, (SHIPPED, ADDED)
    counts = db.session.execute(_how_many(len(words)), _typed(words)).one()
    ordered = [one for _, _, one in sorted(zip(counts, range(len(words)), words, strict=True))]
    return ordered, (SHIPPED, ADDED) if all(counts) else (SHIPPED,)


def _meant(words: Sequence[str]) -> list[list[str]]:
    """Return for each word the words that it may have been meant to be."""
    forms = {form for one in words if errors_forgiven(one) for form in mistyped(one)}
    known = db.session.scalars(by_forms(), {"forms": sorted(forms)}).all() if forms else []
    return [nearest(one, known) for one in words]


def _typed(words: Sequence[str]) -> dict[str, Any]:
    told = {f"word{n}": one for n, one in enumerate(words)}
    return told | {f"after{n}": one + AFTER_ALL for n, one in enumerate(words)}


def _ask(query: Select[Any], told: dict[str, Any]) -> list[Candidate]:
    return [Candidate(*row) for row in db.session.execute(query, told)]


# to write down a question takes longer than to ask it: each is written once


@lru_cache(maxsize=64)
def by_typed(number: int, asked: SpeciesFilter) -> Select[Any]:
    """Ask for names with a word (or the end of one) that begins so: a range of the index."""
    found = _words().where(word.tier == bindparam("tier"), _begins(word, 0))
    for n in range(1, number):
        found = found.where(word.text.contains(bindparam(f"word{n}")))
    return _names(found, asked)


@lru_cache(maxsize=64)
def by_meant(number: int, asked: SpeciesFilter) -> Select[Any]:
    """Ask for names with the first of the words that were meant, and those or parts of the others."""
    found = _words().where(word.tier.in_((SHIPPED, ADDED)), _is_meant(word, 0))
    for n in range(1, number):
        meant = select(other.part).where(other.name_id == word.name_id, _is_meant(other, n)).exists()
        found = found.where(or_(word.text.contains(bindparam(f"word{n}")), meant))
    return _names(found.order_by(word.tier), asked)


@lru_cache(maxsize=1)
def by_forms() -> Select[Any]:
    """Ask for words whose beginnings are the same as what was typed but for a few letters."""
    forms = typo.form.in_(bindparam("forms", expanding=True))
    return select(stem.word).where(stem.stem.in_(select(typo.stem).where(forms)))


@lru_cache(maxsize=MOST_WORDS)
def _how_many(number: int) -> Select[Any]:
    few = [
        select(word.part).where(word.tier == ADDED, _begins(word, n)).limit(COUNTED).subquery()
        for n in range(number)
    ]
    return select(*(select(func.count()).select_from(one).scalar_subquery() for one in few))


@lru_cache(maxsize=1)
def _by_key() -> Select[Any]:
    return select(Species).where(Species.key.in_(bindparam("keys", expanding=True)))


def _names(found: Select[Any], asked: SpeciesFilter) -> Select[Any]:
    """Read the names of the first that are found; only those, so that the rest is told by indexes alone."""
    if asked.number:
        wanted = select(name.id).join(Species, Species.key == name.species_key).where(*asked.conditions())
        found = found.where(wanted.where(name.id == word.name_id).exists())
    few = found.order_by(word.part, word.at, word.name_id).limit(LOOKED_AT).subquery()
    columns = (name.species_key, name.kind, few.c.text, few.c.tier)
    return select(*columns).select_from(few).join(SpeciesName, name.id == few.c.name_id)


def _words() -> Select[Any]:
    return select(word.name_id, word.tier, word.text)


def _begins(table: Any, n: int) -> ColumnElement[bool]:
    return and_(table.part >= bindparam(f"word{n}"), table.part < bindparam(f"after{n}"))


def _is_meant(table: Any, n: int) -> ColumnElement[bool]:
    return and_(table.at == 0, table.part.in_(bindparam(f"meant{n}", expanding=True)))
