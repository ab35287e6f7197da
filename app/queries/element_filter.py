"""What someone wants to see of all elements: one filter for the list, the map and its tiles."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, tuple_

from app.core.clock import today
from app.models import Condition, Element, ElementDue, ElementType
from app.queries.seasons import GoodTime, good_time

table: Any = Element.__table__.c  # the child's table alone: no join with its parent
dues: Any = ElementDue.__table__.c


@dataclass(frozen=True, kw_only=True)
class ElementFilter:
    """Every field left out means no restriction."""

    type_key: str = ""
    family: str = ""  # of the symbols: lijn boom water …
    structure_class: str = ""  # of the natuurstructuurkaart
    network: str = ""  # green or blue; what is both is in either
    condition: Condition | None = None
    overdue: bool = False  # today: by a tick or by its cycle
    due: bool = False  # it is time again, and a good time today
    municipality: str = ""  # code: GM1680
    place_id: uuid.UUID | None = None
    words: str = ""  # of the title, in any order, each by its beginning; lists only
    mine: bool = False  # the caller adds whose

    def good_time(self) -> GoodTime:
        """Return today, with what is in good time when that is asked."""
        return good_time(today()) if self.due else GoodTime(today())

    def conditions(self, good: GoodTime | None = None) -> list[ColumnElement[bool]]:
        """Say in SQL what is asked, on columns of the element's own table; not ``words`` and ``mine``.

        ``good`` is good_time(), where it was asked before.
        """
        good = good or self.good_time()
        exact: dict[Any, Any] = {
            table.type_key: self.type_key,
            table.condition: self.condition,
            table.in_municipality: self.municipality,
            table.place_id: self.place_id,
        }
        said = [column == value for column, value in exact.items() if value]
        if self.overdue:
            said.append(table.overdue_from <= good.day)
        if self.due:
            said += [table.due_from <= good.day, or_(_ticked(good), _due(good))]
        return said + self._by_type()

    def _by_type(self) -> list[ColumnElement[bool]]:
        kinds = select(ElementType.key)
        if self.family:
            kinds = kinds.where(ElementType.family == self.family)
        if self.structure_class:
            kinds = kinds.where(ElementType.structure_class == self.structure_class)
        if self.network:
            kinds = kinds.where(ElementType.network.in_([self.network, "both"]))
        asked = self.family or self.structure_class or self.network
        return [table.type_key.in_(kinds)] if asked else []

    @property
    def number(self) -> int:
        """Count what is asked."""
        return sum(bool(getattr(self, name)) for name in self.__dataclass_fields__)


def _ticked(good: GoodTime) -> ColumnElement[bool]:
    """Tell whether it was ticked, and some work on it is in good time."""
    return and_(table.overdue.is_(True), table.type_key.in_(good.types))


def _due(good: GoodTime) -> ColumnElement[bool]:
    """Tell whether some work on it is due, and that work is in good time."""
    pair = tuple_(dues.type_key, dues.activity_key).in_(good.pairs)
    return (
        select(dues.activity_key).where(dues.element_id == table.id, dues.due_from <= good.day, pair).exists()
    )
