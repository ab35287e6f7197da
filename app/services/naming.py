"""What the desk says of the name of a sighting, and what follows for its place (L09, L10)."""

from dataclasses import dataclass
from typing import Final

from app.core.errors import N_, InvalidError
from app.core.sensitivity import blur_for
from app.extensions import db
from app.models import Certainty, Sighting, Species
from app.services.publication import Changes
from app.services.sightings import coarsen

LEAST_WORDS: Final = 3
NAMED: Final = ("species_key", "certainty", "lower")  # what a decision that names a sighting may change
TAKEN_BACK: Final = ("undo", "recall")


@dataclass(frozen=True, kw_only=True)
class Naming:
    """The name as the desk has it; None for a species leaves the claim, ``lower`` is why less is hidden."""

    species_key: str | None = None
    certainty: Certainty = Certainty.SURE
    lower: str = ""


AS_CLAIMED: Final = Naming()


def follow_sighting(sighting: Sighting, naming: Naming = AS_CLAIMED) -> Changes:
    """Name a sighting that is approved; return [old, new] of what changed, as plain words.

    The place is shown as coarsely as the most vulnerable species over claim and name asks; less only
    when a coordinator says why. Raises InvalidError for a species that there is not.
    """
    key = naming.species_key or sighting.claimed_key
    named = db.session.get(Species, key) if key is not None else None
    if key is not None and named is None:
        raise InvalidError(N_("Deze soort kennen wij niet."), field="species")
    changes: Changes = {}
    for name, new in (("species_key", key), ("certainty", naming.certainty)):
        old = getattr(sighting, name)
        if old != new:
            changes[name] = [old and str(old), new and str(new)]
            setattr(sighting, name, new)
    blur_km, lowered = _blur_of(sighting, named, naming)
    if blur_km != sighting.blur_km:
        changes["blur_km"] = [sighting.blur_km, blur_km]
        coarsen(sighting, blur_km)
    if lowered:
        changes["lower"] = ["", naming.lower]
    return changes


def count_as_claimed(sighting: Sighting) -> Changes:
    """Let a sighting that a rule approved count as what was claimed; return [old, new].

    ``certainty`` stays empty: it is what the desk says of a name, and nobody has looked at this one.
    So a list finds it by its species, and every page and file can still tell that no expert judged it.
    """
    old, sighting.species_key = sighting.species_key, sighting.claimed_key
    return {"species_key": [old, sighting.claimed_key]} if old != sighting.claimed_key else {}


def undo_naming(sighting: Sighting, changes: Changes) -> None:
    """Put back what the decision had changed."""
    if "species_key" in changes:
        sighting.species_key = changes["species_key"][0]
    if "certainty" in changes:
        old = changes["certainty"][0]
        sighting.certainty = Certainty(old) if old else None
    with db.session.no_autoflush:
        coarsen(sighting, blur_by_list(sighting, lowered=False))  # not what it was: the list may have changed


def blur_by_list(sighting: Sighting, *, lowered: bool) -> int:
    """Return how coarse it must be by the list as it is now.

    ``lowered``: a coordinator said that the claim is wrong and counts no more. The species that it was
    named counts always, so that it still follows the list.
    """
    keys = {sighting.species_key} if lowered else {sighting.species_key, sighting.claimed_key}
    known = [kind for key in keys if key and (kind := db.session.get(Species, key)) is not None]
    return blur_for(known, behaviour=sighting.behaviour, unnamed=not known)


def is_lowered(sighting: Sighting) -> bool:
    """Tell whether a coordinator gave a reason to hide less than the claim asks, and that stands."""
    lowered = False
    for one in sighting.decisions:
        if one.step in TAKEN_BACK:
            lowered = False
        elif one.step == "publish" or not one.changes.keys().isdisjoint(NAMED):
            lowered = "lower" in one.changes
    return lowered


def _blur_of(sighting: Sighting, named: Species | None, naming: Naming) -> tuple[int, bool]:
    """Return how coarse it is, and whether that is less than the claim asked, for a reason that was given."""
    claimed = db.session.get(Species, sighting.claimed_key) if sighting.claimed_key else None
    known = [kind for kind in (claimed, named) if kind is not None]
    strict = blur_for(known, behaviour=sighting.behaviour, unnamed=named is None)
    mild = blur_for([named] if named else [], behaviour=sighting.behaviour, unnamed=named is None)
    lowered = mild < strict and len(naming.lower.split()) >= LEAST_WORDS
    return (mild if lowered else strict), lowered
