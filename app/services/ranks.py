"""From which zoom each element is on the map; its own in its own transaction, all of them by a job."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from sqlalchemy import bindparam, select, update

from app import queue
from app.core.clock import now
from app.extensions import db
from app.models import Element, Job
from app.models.map import renew
from app.queries.map import all_ranks, shapes_in
from app.spatial.ranks import first_zoom, first_zooms, measure, neighbourhood
from app.spatial.shapes import unwrap
from app.transaction import transactional

if TYPE_CHECKING:
    import uuid

RERANK: Final = "map.rerank"
SOON: Final = timedelta(minutes=10)  # changes of one evening are ranked together
BATCH: Final = 500


def rank(element: Element) -> None:
    """Give an element its first zoom among those around it, and let the others follow soon.

    To be called inside the use case that shows, hides or moves it.
    """
    with db.session.no_autoflush:
        if element.is_public:
            shape = unwrap(element.shape_3857)
            element.minzoom = first_zoom(shape, shapes_in(neighbourhood(shape), but=element.id))
        waiting = select(Job.id).where(Job.name == RERANK, Job.claimed_by.is_(None), Job.parked_at.is_(None))
        if db.session.scalar(waiting.limit(1)) is None:
            queue.add(RERANK, due_at=now() + SOON)


def rerank() -> int:
    """Rank all public elements against each other; returns how many got another first zoom."""
    ids: list[uuid.UUID] = []
    old: list[int] = []
    measures = []
    for some_ids, zooms, shapes in all_ranks():
        ids += some_ids
        old += zooms
        measures.append(measure(shapes))
    db.session.rollback()  # the reading ends here; each batch is a use case of its own
    if not ids:
        return 0
    x, y, size = (np.concatenate(parts) for parts in zip(*measures, strict=True))
    new = first_zooms(x, y, size).tolist()
    changed = [
        {"ident": ident, "zoom": zoom} for ident, zoom, was in zip(ids, new, old, strict=True) if zoom != was
    ]
    for batch in _batches(changed):
        _store(batch)
    return len(changed)


@transactional
def _store(batch: Sequence[dict[str, Any]]) -> None:
    """Write the child's column alone: what people see and judge stays the same version."""
    table: Any = Element.__table__
    connection = db.session.connection()
    zoom = update(table).where(table.c.id == bindparam("ident")).values(minzoom=bindparam("zoom"))
    connection.execute(zoom, batch)
    renew(connection)


def _batches(rows: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch
