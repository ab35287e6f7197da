"""Say of elements in which municipality, network and area type they lie, by the maps that count now.

What a person said stays. These columns are written alone, without a new version: what people see and
judge is the same thing, and a form that is open stays good.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Protocol

from shapely.geometry.base import BaseGeometry
from sqlalchemy import bindparam, select, update

from app import queue
from app.extensions import db
from app.models import (
    PAGES,
    AreaImport,
    AreaType,
    CoreNetwork,
    Element,
    ElementChange,
    GroundClaim,
    Idea,
    MaintenanceLog,
    Place,
    PresenceCheck,
    ProblemReport,
    Source,
    State,
    Submission,
)
from app.models.map import renew
from app.queries.located import Facts, Maps, maps_now
from app.services.checks import LOOK_ALL, look_later
from app.spatial.areas import middle_of
from app.spatial.shapes import unwrap
from app.transaction import transactional

LOCATE: Final = "areas.locate"
LOCATE_ALL: Final = "areas.locate_all"
BATCH: Final = 500
OPEN: Final = (State.PENDING, State.RETURNED)
ABOUT_ELEMENTS: Final = (MaintenanceLog, ElementChange, PresenceCheck, GroundClaim, ProblemReport, Idea)

# what a location is made of, and the column that says who said it
BY: Final = {
    "municipality_code": "municipality_by",
    "core_network": "core_network_by",
    "area_type": "area_type_by",
}

element: Any = Element.__table__
submission: Any = Submission.__table__


def locate_later(ident: uuid.UUID) -> None:
    """Ask, in the running use case, that an element be located: it is new, or lies elsewhere now."""
    queue.add(LOCATE, element_id=str(ident))


class Told(Protocol):
    """What a person says of where an element lies; None where the map may say it."""

    @property
    def shape(self) -> BaseGeometry: ...
    @property
    def municipality_code(self) -> str | None: ...
    @property
    def core_network(self) -> CoreNetwork | None: ...
    @property
    def area_type(self) -> AreaType | None: ...


def location_of(told: Told, place: Place, before: Element | None) -> dict[str, Any]:
    """Return the columns of the location until the job has looked at the maps.

    A person's word counts at once; what the map said of an element stays while it does not move.
    """
    stays = (
        before is not None
        and before.place_id == place.id
        and unwrap(before.shape).equals_exact(told.shape, 0)
    )
    found: dict[str, Any] = {
        "municipality_code": place.municipality_code,
        "municipality_by": Source.VILLAGE,
        "core_network": CoreNetwork.UNKNOWN,
        "core_network_by": None,
        "area_type": AreaType.UNKNOWN,
        "area_type_by": None,
    }
    for name, by in BY.items():
        said = getattr(told, name)
        if said is not None:
            found |= {name: said, by: Source.PERSON}
        elif stays and getattr(before, by) == Source.MAP:
            found |= {name: getattr(before, name), by: Source.MAP}
    return found


def said_by_person(item: Element, name: str) -> Any:
    """Return what a person said of ``municipality_code``, ``core_network`` or ``area_type``, else None."""
    return getattr(item, name) if getattr(item, BY[name]) == Source.PERSON else None


@transactional
def locate_element(ident: uuid.UUID) -> None:
    """Locate one element; one that is gone meanwhile is fine."""
    rows = _read(element.c.id == ident)
    _store(rows)
    if any(row.checks or not row.needs_look for row in rows):  # what is new waits for its first look anyway
        look_later(ident)
    queue.done()


@transactional
def locate_some(import_id: uuid.UUID, after: str) -> None:
    """Locate the next elements by id, note the progress on the import, and ask for those that follow.

    All in one transaction with the end of its job: a worker that dies anywhere leaves nothing half done.
    """
    start = element.c.id > uuid.UUID(after) if after else element.c.id.is_not(None)
    rows = _read(start)
    _store(rows)
    done = AreaImport.done + len(rows)
    full = len(rows) == BATCH
    values = {"done": done} if full else {"done": AreaImport.total}
    db.session.execute(update(AreaImport).where(AreaImport.id == import_id).values(values))
    if full:
        queue.add(LOCATE_ALL, import_id=str(import_id), after=str(rows[-1].id))
    else:
        queue.add(LOOK_ALL)
    queue.done()


def _read(which: Any) -> Sequence[Any]:
    """Lock and return some elements, by id."""
    wanted = (
        select(
            element.c.id,
            element.c.shape,
            element.c.is_public,
            element.c.municipality_by,
            element.c.core_network,
            element.c.core_network_by,
            element.c.area_type,
            element.c.area_type_by,
            submission.c.municipality_code,
            submission.c.checks,
            submission.c.needs_look,
            Place.municipality_code.label("village_code"),
        )
        .join_from(element, submission, submission.c.id == element.c.id)
        .join(Place, Place.id == element.c.place_id)
        .where(which)
        .order_by(element.c.id)
        .limit(BATCH)
    )
    return db.session.execute(wanted.with_for_update(of=[submission, element])).all()


def _store(rows: Sequence[Any]) -> None:
    if not rows:
        return
    maps = maps_now()
    found = maps.of([middle_of(unwrap(row.shape)) for row in rows])
    settled = [(row, _settled(row, facts, maps)) for row, facts in zip(rows, found, strict=True)]
    changed = [
        (row, new) for row, new in settled if any(getattr(row, name) != value for name, value in new.items())
    ]
    if not changed:
        return
    connection = db.session.connection()
    names = [name for name in changed[0][1] if name != "municipality_code"]
    facts = update(element).where(element.c.id == bindparam("ident"))
    connection.execute(
        facts.values(
            {name: bindparam(f"new_{name}") for name in names} | {"in_municipality": bindparam("code")}
        ),
        [_parameters(row.id, new) for row, new in changed],
    )
    _move(
        connection,
        [(row.id, new) for row, new in changed if row.municipality_code != new["municipality_code"]],
    )
    if any(row.is_public for row, _new in changed):
        renew(connection)
        renew(connection, PAGES)


def _settled(row: Any, facts: Facts, maps: Maps) -> Mapping[str, Any]:
    """Return the columns as they should be: a person's word, else the map's, else what the village says."""
    by_map = facts.municipality is not None
    municipality = (facts.municipality, Source.MAP) if by_map else (row.village_code, Source.VILLAGE)
    if row.municipality_by == Source.PERSON:
        municipality = (row.municipality_code, Source.PERSON)
    network = (facts.core_network, Source.MAP if maps.knows_network else None)
    if row.core_network_by == Source.PERSON:
        network = (row.core_network, Source.PERSON)
    kind = (facts.area_type, Source.MAP if maps.knows_area_types else None)
    if row.area_type_by == Source.PERSON:
        kind = (row.area_type, Source.PERSON)
    return {
        "municipality_code": municipality[0],
        "municipality_by": municipality[1],
        "core_network": network[0],
        "core_network_by": network[1],
        "area_type": kind[0],
        "area_type_by": kind[1],
    }


def _parameters(ident: uuid.UUID, new: Mapping[str, Any]) -> dict[str, Any]:
    named = {f"new_{name}": value for name, value in new.items() if name != "municipality_code"}
    return {"ident": ident, "code": new["municipality_code"], **named}


def _move(connection: Any, moved: Iterable[tuple[uuid.UUID, Mapping[str, Any]]]) -> None:
    """Give elements, and what waits about them, to the coordinators of another municipality."""
    by_code: dict[str | None, list[uuid.UUID]] = {}
    for ident, new in moved:
        by_code.setdefault(new["municipality_code"], []).append(ident)
    for code, idents in by_code.items():
        there = update(submission).values(municipality_code=code)
        connection.execute(there.where(submission.c.id.in_(idents)))
        for kind in ABOUT_ELEMENTS:
            child: Any = kind.__table__
            about = select(child.c.id).where(child.c.element_id.in_(idents))
            connection.execute(there.where(submission.c.id.in_(about), submission.c.state.in_(OPEN)))
