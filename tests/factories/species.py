"""A species as a checklist brings it."""

from app.extensions import db
from app.models import Species

EMPTY = ("dutch_name", "scientific_name", "blur_reason_nl", "protection", "guild", "notes_nl", "taxon_id")


def add_species(key: str, **told) -> Species:
    """Put one in the session; the caller commits."""
    plain = dict.fromkeys(EMPTY, "") | dict.fromkeys(("vision_named", "typical", "exotic"), False)
    plain |= {"red_list": "ONB", "red_list_certainty": "check", "blur_km": 0, "type_keys": []}
    plain |= {"source": "Proeflijst", "group": "other", "position": 9000}
    species = Species(key=key, **(plain | told))
    db.session.add(species)
    return species
