"""What someone wants to see of all species."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, false, or_

from app.models import Species
from app.models.species import LOVED

table: Any = Species.__table__.c
THREATENED = ("VN", "EB", "BE", "KW", "GE")


@dataclass(frozen=True, kw_only=True)
class SpeciesFilter:
    """Every field left out means no restriction."""

    group: str = ""
    red_list: str = ""  # a category, or ``lijst``: in any of those that are threatened
    invasive: bool = False
    typical: bool = False  # of Drenthe

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say in SQL what is asked."""
        said: list[ColumnElement[bool]] = []
        if self.group:
            said.append(table.group == self.group)
        if self.red_list:
            wanted = THREATENED if self.red_list == "lijst" else (self.red_list,)
            said += [table.red_list.in_(wanted), table.red_list_year.is_not(None)]
            said.append(table.red_list_certainty != "check")  # then no page tells a category
        if self.invasive:
            groups = table.group.in_(("invasive_plant", "invasive_animal"))
            said += [or_(table.union_list_year.is_not(None), groups), table.key.not_in(LOVED)]
        if self.typical:
            said.append(table.typical.is_not(false()))
        return said

    @property
    def number(self) -> int:
        """Count what is asked."""
        return sum(bool(getattr(self, name)) for name in self.__dataclass_fields__)
