"""What a coordinator wants to see of all that waits."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement

from app.core.clock import now
from app.models import Submission
from app.queries.validators import not_of_others


class Look(StrEnum):
    """What was found by looking at it beforehand."""

    ATTENTION = "attention"
    FINE = "fine"


@dataclass(frozen=True, kw_only=True)
class DeskFilter:
    """Every field left out means no restriction."""

    look: Look | None = None
    kind: str = ""
    municipality: str = ""  # code: GM1680
    days: int = 0  # waits longer than this
    assignee: uuid.UUID | None = None
    nobodys: bool = False  # nobody has it
    groups_of: uuid.UUID | None = None  # no sightings in groups that others look after and this one does not

    def conditions(self) -> list[ColumnElement[bool]]:
        """Say in SQL what is asked; all but the groups stands in the index of the line."""
        said: list[ColumnElement[bool]] = []
        if self.look is not None:
            said.append(Submission.needs_look.is_(self.look == Look.ATTENTION))
        if self.kind:
            said.append(Submission.kind == self.kind)
        if self.municipality:
            said.append(Submission.municipality_code == self.municipality)
        if self.days:
            said.append(Submission.received_at < now() - timedelta(days=self.days))
        if self.assignee is not None:
            said.append(Submission.assignee_id == self.assignee)
        if self.nobodys:
            said.append(Submission.assignee_id.is_(None))
        if self.groups_of is not None:
            said.append(not_of_others(self.groups_of))
        return said

    @property
    def number(self) -> int:
        """Count what is asked in the folded part: all but the chips."""
        asked = (self.kind, self.municipality, self.days, self.assignee, self.nobodys, self.groups_of)
        return sum(bool(one) for one in asked)


EVERYTHING = DeskFilter()
