"""Notice when what visitors read has changed, so that pages that were made for them are made anew."""

from typing import Any, Final

from sqlalchemy import Connection, event, inspect, select

from app.models.adoptions import Adoption
from app.models.map import renew
from app.models.notices import SiteNotice
from app.models.people import User
from app.models.photos import Photo, Rendition
from app.models.reference import Activity, ElementType, Municipality, Place, TypeActivity
from app.models.species import Species
from app.models.submissions import State, Submission

PAGES: Final = "pages"  # stands beside the layers of tiles
REFERENCE: Final = "reference"  # and so do the rows that everything else is made of
SHOWN_OF_PEOPLE: Final = ("name", "show_name", "suspended_at")


def _before_and_now(row: Any, field: str) -> set[Any]:
    history = inspect(row).attrs[field].history
    return {*history.unchanged, *history.added, *history.deleted}


def _submission(_mapper: Any, connection: Connection, item: Submission) -> None:
    if State.PUBLISHED in _before_and_now(item, "state"):
        renew(connection, PAGES)


def _picture(_mapper: Any, connection: Connection, row: Photo | Rendition) -> None:
    owner = row.submission_id if isinstance(row, Photo) else _owner_of(connection, row)
    table = Submission.__table__.c
    state = select(table.state).where(table.id == owner)
    if owner is not None and connection.scalar(state) == State.PUBLISHED:
        renew(connection, PAGES)


def _owner_of(connection: Connection, rendition: Rendition) -> Any:
    table = Photo.__table__.c
    return connection.scalar(select(table.submission_id).where(table.id == rendition.photo_id))


def _person(_mapper: Any, connection: Connection, person: User) -> None:
    if any(inspect(person).attrs[field].history.has_changes() for field in SHOWN_OF_PEOPLE):
        renew(connection, PAGES)


def _always(_mapper: Any, connection: Connection, _row: Any) -> None:
    renew(connection, PAGES)


def _reference(_mapper: Any, connection: Connection, _row: Any) -> None:
    renew(connection, PAGES)
    renew(connection, REFERENCE)
    connection.info.pop(REFERENCE, None)  # what queries/kept_reference.py has seen in this transaction


for moment in ("after_insert", "after_update", "after_delete"):
    event.listen(Submission, moment, _submission, propagate=True)
    for pictured in (Photo, Rendition):
        event.listen(pictured, moment, _picture)
    for shown in (Activity, ElementType, Municipality, Place, TypeActivity):
        event.listen(shown, moment, _reference)
    for plain in (Adoption, SiteNotice, Species):
        event.listen(plain, moment, _always)
event.listen(User, "after_update", _person)
