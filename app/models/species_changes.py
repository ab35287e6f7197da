"""SpeciesChange: what was changed about a species, by whom and why; and that its sightings must follow (L09).

Whoever writes a species through the session: when more of a place must be hidden, its sightings are withheld
from that very transaction on, until services/regrading.py has made them coarser. Who writes past the session
(a checklist) never touches how coarse a species is.
"""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, event, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship
from sqlalchemy.orm.attributes import flag_modified

from app.core.clock import now
from app.core.ids import new_id
from app.core.sensitivity import Strictness, strictness
from app.extensions import Model
from app.models.people import User
from app.models.species import Species


class SpeciesChange(Model):
    """One change: what it was and became (field: [old, new]), by whom (None: our own file), and why."""

    __tablename__ = "species_change"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    species_key: Mapped[str] = mapped_column(ForeignKey(Species.key))
    actor_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey(User.id))
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=now)

    actor: Mapped[User | None] = relationship()


Index("ix_species_change_species", SpeciesChange.species_key, SpeciesChange.at)


@event.listens_for(Session, "before_flush")
def _hold_back(session: Session, _context: Any, _instances: Any) -> None:
    for row in session.dirty:
        if isinstance(row, Species):
            before, after = _before(row), strictness(row)
            if before != after:
                row.regrade_id = new_id()
                if after.hides_more_than(before):
                    row.withheld = True
                    flag_modified(row, "withheld")  # written also when it seems so: a run may just have ended


def _before(row: Species) -> Strictness:
    told = inspect(row).attrs
    blur_km, nest = (
        (*told[name].history.deleted, *told[name].history.unchanged, *told[name].history.added)[0]
        for name in ("blur_km", "nest_category")
    )
    return Strictness(blur_km, nests=nest is not None)
