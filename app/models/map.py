"""MapLayer: the name of what a tile layer holds now, by which a browser asks if its tile is still right."""

from typing import Any, Final

from sqlalchemy import Connection, event, inspect, update
from sqlalchemy.orm import Mapped, mapped_column

from app.core.ids import new_id
from app.extensions import Model
from app.models.elements import Element

ELEMENTS: Final = "elements"


class MapLayer(Model):
    """One layer of tiles. ``token`` is random, never counted: a restored backup cannot repeat an old one."""

    __tablename__ = "map_layer"

    name: Mapped[str] = mapped_column(primary_key=True)
    token: Mapped[str]


def renew(connection: Connection, name: str = ELEMENTS) -> None:
    """Say, in the running transaction, that the layer has another content from its commit on."""
    table, token = MapLayer.__table__, new_id().hex
    changed = connection.execute(update(table).where(table.c.name == name).values(token=token))  # type: ignore[arg-type]  # a Table
    if not changed.rowcount:
        connection.execute(table.insert().values(name=name, token=token))  # type: ignore[attr-defined]  # a Table


@event.listens_for(Element, "after_insert")
@event.listens_for(Element, "after_delete")
def _comes_or_goes(_mapper: Any, connection: Connection, element: Element) -> None:
    if element.is_public:
        renew(connection)


@event.listens_for(Element, "after_update")
def _changes(_mapper: Any, connection: Connection, element: Element) -> None:
    # what it was may never have been read, so that any change of is_public counts
    if element.is_public or inspect(element).attrs.is_public.history.has_changes():
        renew(connection)
