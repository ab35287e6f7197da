"""Species as a list, and one of them."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import select, tuple_

from app.core.errors import NotFoundError
from app.core.paging import PAGE, Page, cut, unpack
from app.core.text import slug
from app.extensions import db
from app.models import Activity, ElementType, NameKind, Species, SpeciesName
from app.queries.kept_reference import reference
from app.queries.species_filter import SpeciesFilter

EVERYTHING: Final = SpeciesFilter()
name: Any = SpeciesName.__table__.c


def find_all_species(
    asked: SpeciesFilter = EVERYTHING, *, after: str = "", size: int = PAGE
) -> Page[Species]:
    """Return species in their own order: those that ship, then those of checklists by name."""
    query = select(Species).where(*asked.conditions())
    if (key := _key(after)) is not None:
        query = query.where(tuple_(Species.position, Species.key) > tuple_(*key))
    rows = db.session.scalars(query.order_by(Species.position, Species.key).limit(size + 1)).all()
    return cut(rows, size=size, key=lambda row: [str(row.position), row.key])


def get_species(key: str) -> Species:
    """Return one species; raises NotFoundError."""
    found = db.session.get(Species, key) if slug(key) == key else None  # what is no key is asked of nobody
    if found is None:
        raise NotFoundError
    return found


def find_other_names(species: Species) -> Sequence[str]:
    """Return what else it is called."""
    named = select(name.name).where(name.species_key == species.key, name.kind == NameKind.SYNONYM)
    return db.session.scalars(named.order_by(name.name)).all()


def find_homes(species: Species) -> list[tuple[ElementType, list[Activity]]]:
    """Return the kinds of elements on which it lives, each with the work that is usual there."""
    known = reference()
    kinds = [known.types[key] for key in species.type_keys if key in known.types]
    return [(kind, [row.activity for row in known.usual_on(kind.key).values()]) for kind in kinds]


def _key(after: str) -> tuple[int, str] | None:
    parts = unpack(after, parts=2) if after else None
    try:
        return None if parts is None else (int(parts[0][:9]), parts[1])
    except ValueError:
        return None


def known_key(word: str) -> str:
    """Return the key if a species has it; else nothing."""
    known = db.session.scalar(select(Species.key).where(Species.key == word)) if slug(word) == word else ""
    return known or ""
