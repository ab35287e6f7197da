"""Which species people mean by what they typed."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from app.core.text import one_line
from app.extensions import db
from app.models import Species


def species_called(name: str) -> Species | None:
    """Return the species with exactly this Dutch or scientific name, whatever its capitals."""
    plain = one_line(name).lower()
    same = or_(func.lower(Species.dutch_name) == plain, func.lower(Species.scientific_name) == plain)
    return db.session.scalars(select(Species).where(same).order_by(Species.position).limit(1)).first()


def find_shipped() -> Sequence[Species]:
    """Return the species of our own list, by the name that people know."""
    ours = select(Species).where(Species.source == "").order_by(Species.dutch_name)
    return db.session.scalars(ours).all()


def name_of(key: str) -> str:
    """Return the name that people know of a species; its key when the list no longer has it."""
    found = db.session.get(Species, key)
    return found.called if found is not None else key
