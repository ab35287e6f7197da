"""What someone wants to see of all elements: one filter for the list, the map and its tiles."""

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from app.models import Condition, Element, ElementType

table: Any = Element.__table__.c  # the child's table alone: no join with its parent


@dataclass(frozen=True, kw_only=True)
class ElementFilter:
    """Every field left out means no restriction."""

    type_key: str = ""
    family: str = ""  # of the symbols: lijn boom water …
    structure_class: str = ""  # of the natuurstructuurkaart
    network: str = ""  # green or blue; what is both is in either
    condition: Condition | None = None
    overdue: bool = False
    municipality: str = ""  # code: GM1680
    place_id: uuid.UUID | None = None
    words: str = ""  # of the title, in any order, each by its beginning; lists only
    mine: bool = False  # the caller adds whose

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say in SQL what is asked, on columns of the element's own table; not ``words`` and ``mine``."""
        exact: dict[Any, Any] = {
            table.type_key: self.type_key,
            table.condition: self.condition,
            table.in_municipality: self.municipality,
            table.place_id: self.place_id,
        }
        said = [column == value for column, value in exact.items() if value]
        if self.overdue:
            said.append(table.overdue.is_(True))
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
