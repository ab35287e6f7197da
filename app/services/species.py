"""Write side of species."""

from sqlalchemy import select

from app.extensions import db
from app.models import Species, SpeciesName
from app.models.species_names import own_names, write_names


def name_the_nameless() -> None:
    """Write the names of species that were there before names were; inside a use case."""
    named = select(SpeciesName.species_key)
    rows = db.session.scalars(select(Species).where(Species.key.not_in(named))).all()
    if rows:
        write_names(db.session.connection(), [name for row in rows for name in own_names(row)])
