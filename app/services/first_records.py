"""Let coordinators hear the same day that a species on the Union list turned up in a square."""

from typing import Final

from app import queue
from app.core.clock import now
from app.extensions import db
from app.models import FirstRecord, Sighting
from app.queries.first_records import FELL, find_told, is_first, listed_species
from app.services.moderation import MAIL_AFTER
from app.transaction import load

TELL: Final = "mails.first_record"


def note_first_record(sighting: Sighting) -> None:
    """Ask, in the running use case, for the mails when it is the first of its species in its square.

    Twice is once. The row of species and square is the lock: of two that come in at once one writes it, and
    the other begins again and finds it. The mails wait until a decision can no longer be undone. When the
    sighting that was told falls, the next one is told in its place.
    """
    species = listed_species(sighting)
    if species is None or not is_first(sighting, species):
        return
    known = load(FirstRecord, (species.key, sighting.square))
    if known is not None and not _fell(known, sighting):
        return
    if known is None:
        known = FirstRecord(species_key=species.key, square=sighting.square)
        db.session.add(known)
    known.sighting_id, known.told_at = sighting.id, now()
    for person_id in find_told(sighting):
        queue.add(TELL, due_at=now() + MAIL_AFTER, person_id=str(person_id), sighting_id=str(sighting.id))


def _fell(known: FirstRecord, sighting: Sighting) -> bool:
    """Tell whether the one that was told is another, and was refused, taken back or called otherwise."""
    if known.sighting_id == sighting.id:
        return False
    told = db.session.get(Sighting, known.sighting_id)
    if told is None or told.state in FELL:
        return True
    species = listed_species(told)
    return species is None or (species.key, told.square) != (known.species_key, known.square)
