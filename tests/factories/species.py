"""A species as a checklist brings it, such a list as it was looked at, and a change of a coordinator."""

from app.extensions import db
from app.models import ChecklistImport, ChecklistState, Species, SpeciesChange, User

EMPTY = ("dutch_name", "scientific_name", "blur_reason_nl", "protection", "guild", "notes_nl", "taxon_id")


def add_species(key: str, **told) -> Species:
    """Put one in the session; the caller commits."""
    plain = dict.fromkeys(EMPTY, "") | dict.fromkeys(("vision_named", "typical", "exotic"), False)
    plain |= {"red_list": "ONB", "red_list_certainty": "check", "blur_km": 0, "type_keys": []}
    plain |= {"source": "Proeflijst", "group": "other", "position": 9000}
    species = Species(key=key, **(plain | told))
    db.session.add(species)
    return species


def example_checklist(state=ChecklistState.CHECKED) -> ChecklistImport:
    """One that was looked at and waits, with rows that are wrong."""
    found = ChecklistImport(
        state=state,
        source="voorbeeld.zip",
        title="Proeflijst (voorbeeld)",
        host="hier",
        counts={"new": 1200, "changed": 3, "same": 204, "skipped": 61, "refused": 2, "names": 2410},
        report=[
            {"row": 7, "sentence": "Deze naam staat vaker in de lijst.", "name": "Turdus merula"},
            {"row": 12, "sentence": "Er is geen naam bij deze regel.", "name": ""},
        ],
    )
    db.session.add(found)
    db.session.commit()
    return found


def example_change(key: str, actor: User) -> SpeciesChange:
    """What a coordinator said of a species before."""
    change = SpeciesChange(
        species_key=key, actor=actor, changes={"blur_km": [5, 1]}, reason="Er zijn er nu genoeg (voorbeeld)."
    )
    db.session.add(change)
    db.session.commit()
    return change
