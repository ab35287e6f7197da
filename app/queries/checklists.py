"""Lists of species that were handed in, and what was changed about a species."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.core.errors import NotFoundError
from app.extensions import db
from app.models import ChecklistImport, Species, SpeciesChange


def get_checklist(ident: uuid.UUID) -> ChecklistImport:
    """Return one list; raises NotFoundError."""
    found = db.session.get(ChecklistImport, ident, options=[joinedload(ChecklistImport.actor)])
    if found is None:
        raise NotFoundError
    return found


def find_checklists(*, limit: int = 50) -> Sequence[ChecklistImport]:
    """Return what was handed in, newest first."""
    newest = select(ChecklistImport).options(joinedload(ChecklistImport.actor))
    ordered = newest.order_by(ChecklistImport.at.desc(), ChecklistImport.id).limit(limit)
    return db.session.scalars(ordered).all()


def find_changes(species: Species, *, limit: int = 50) -> Sequence[SpeciesChange]:
    """Return what was changed about a species, newest first."""
    newest = select(SpeciesChange).where(SpeciesChange.species_key == species.key)
    ordered = newest.order_by(SpeciesChange.at.desc(), SpeciesChange.id).limit(limit)
    return db.session.scalars(ordered.options(joinedload(SpeciesChange.actor))).all()
