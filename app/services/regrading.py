"""Sightings follow the list of species: first those that must be coarser, then those that may be finer (L09).

A change marks its species with the run that must follow (models/species_changes.py). A run walks over the
sightings in small transactions and looks only at how things are now, so that it may end anywhere, begin
again, or meet another: the one that began last takes over all that is marked.
"""

import uuid
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import selectinload

from app import queue
from app.core.ids import new_id
from app.core.sensitivity import COARSEST_KM, EXACT_KM
from app.extensions import db
from app.models import PAGES, Sighting, Species
from app.models.map import renew
from app.services.naming import blur_by_list, is_lowered
from app.services.sightings import coarsen
from app.transaction import transactional

REGRADE: Final = "sightings.regrade"
COARSER: Final = "coarser"
FINER: Final = "finer"
BATCH: Final = 100

species: Any = Species.__table__


def regrade_later() -> None:
    """Have sightings follow, in the running use case, what it changed about species."""
    queue.add(REGRADE)


@transactional
def regrade_some(run: str = "", step: str = COARSER, after: str = "") -> None:
    """Let the next sightings follow, by id, and ask for the rest; without ``run`` begin anew with all.

    In one transaction with the end of its job: a worker that dies anywhere leaves nothing half done.
    """
    ident = uuid.UUID(run) if run else _begin()
    if ident is None:
        queue.done()
        return
    found = _next(ident, step, after)
    for sighting in found:
        _follow(sighting, step)
    if len(found) == BATCH:
        queue.add(REGRADE, run=str(ident), step=step, after=str(found[-1].id))
    elif step == COARSER:
        _mark(ident, withheld=False)
        queue.add(REGRADE, run=str(ident), step=FINER, after="")
    else:
        _mark(ident, regrade_id=None)
    queue.done()


def _begin() -> uuid.UUID | None:
    """Take over all that is marked; None when there is nothing."""
    ident, marked = new_id(), species.c.regrade_id.is_not(None)
    taken: Any = db.session.execute(update(species).where(marked).values(regrade_id=ident))
    return ident if taken.rowcount else None


def _next(run: uuid.UUID, step: str, after: str) -> Sequence[Sighting]:
    """Lock and return the next that may have to follow."""
    keys = select(species.c.key).where(species.c.regrade_id == run)
    which: list[ColumnElement[bool]] = [or_(Sighting.claimed_key.in_(keys), Sighting.species_key.in_(keys))]
    which.append(Sighting.blur_km < COARSEST_KM if step == COARSER else Sighting.blur_km > EXACT_KM)
    if after:
        which.append(Sighting.id > uuid.UUID(after))
    wanted = select(Sighting).where(*which).order_by(Sighting.id).limit(BATCH)
    wanted = wanted.options(selectinload(Sighting.decisions))
    locked = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return db.session.scalars(locked).all()


def _follow(sighting: Sighting, step: str) -> None:
    blur_km = blur_by_list(sighting, lowered=is_lowered(sighting))
    if blur_km > sighting.blur_km if step == COARSER else blur_km < sighting.blur_km:
        with db.session.no_autoflush:
            coarsen(sighting, blur_km)


def _mark(run: uuid.UUID, **values: Any) -> None:
    db.session.flush()
    changed: Any = db.session.execute(update(species).where(species.c.regrade_id == run).values(**values))
    if changed.rowcount:
        renew(db.session.connection(), PAGES)  # what was withheld is shown again
