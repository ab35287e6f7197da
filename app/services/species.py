"""Write side of species: their names, what coordinators change, and what follows for sightings."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import select

from app.core.clock import now
from app.core.errors import N_, ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.ids import digest
from app.core.sensitivity import Strictness, strictness
from app.core.text import slug
from app.extensions import db
from app.models import Species, SpeciesChange, SpeciesName, User
from app.models.species_names import own_names, write_names
from app.policies.species import can_manage
from app.services.exports import expire_exports
from app.services.regrading import regrade_later
from app.transaction import load, transactional

LEAST_WORDS: Final = 3
MAX_WORDS: Final = 500
HIDING: Final = ("blur_km", "nest_category")
WITHOUT_REASON: Final = N_(
    "Er wordt nu minder verborgen. Schrijf in een paar woorden waarom dat mag. Dit blijft bewaard."
)


@dataclass(frozen=True, kw_only=True)
class SpeciesFacts:
    """What a coordinator says of a species; ``blur_km`` is 0, 1 or 5, ``nest_category`` 1 to 5."""

    dutch_name: str
    blur_km: int
    blur_reason_nl: str
    union_list_year: int | None
    nest_category: int | None


def facts_of(species: Species) -> SpeciesFacts:
    """Return what a coordinator may change, as it is now."""
    return SpeciesFacts(**{name: getattr(species, name) for name in SpeciesFacts.__dataclass_fields__})


def seen(species: Species) -> str:
    """Return a name for what a species is now, so that a form can tell with what it was opened."""
    return digest(repr(facts_of(species)))[:16]


@transactional
def change_species(
    key: str, facts: SpeciesFacts, *, opened_with: str, reason: str = "", actor: User
) -> Species:
    """Change a species; hiding less needs a reason, hiding more counts from this commit on (L10).

    Sightings follow by a job; until then the public sees none that would show too much. The same again
    changes nothing. Raises NotFoundError, NotAllowedError, InvalidError, or ConflictError when it is not
    what the form was opened with.
    """
    if not can_manage(actor):
        raise NotAllowedError
    species = load(Species, key) if slug(key) == key else None
    if species is None:
        raise NotFoundError
    before, after = facts_of(species), _plain(facts)
    if before == after:
        return species
    if seen(species) != opened_with:
        raise ConflictError(N_("Iemand anders heeft deze soort net aangepast. Kijk wat er nu staat."))
    hidden, hides = strictness(species), Strictness(facts.blur_km, nests=facts.nest_category is not None)
    if hidden.hides_more_than(hides) and len(reason.split()) < LEAST_WORDS:
        raise InvalidError(WITHOUT_REASON, field="reason")
    set_facts(species, asdict(after), reason=reason, actor=actor)
    species.edited_at = now()
    return species


def set_facts(species: Species, facts: Mapping[str, Any], *, reason: str = "", actor: User | None) -> None:
    """Set columns, remember what they were, have sightings follow; ``actor`` None: the file that ships."""
    _remember(species, facts, reason=reason, actor=actor)
    for name, new in facts.items():
        setattr(species, name, new)


def _remember(species: Species, facts: Mapping[str, Any], *, reason: str = "", actor: User | None) -> None:
    pairs = {name: [getattr(species, name), new] for name, new in facts.items()}
    changes = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    db.session.add(SpeciesChange(species_key=species.key, changes=changes, reason=reason, actor=actor))
    if not changes.keys().isdisjoint(HIDING):
        regrade_later()
        expire_exports()


def _plain(facts: SpeciesFacts) -> SpeciesFacts:
    """Return the facts as they are kept: why it is blurred says nothing of what is not."""
    return facts if facts.blur_km else SpeciesFacts(**asdict(facts) | {"blur_reason_nl": ""})


def protected(rows: Mapping[str, Species], shipped: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the shipped file may set, inside a use case: it hides more at once, and never less (L10).

    ``rows`` are the species that are known, by key. Of what a person edited nothing else is taken over, and
    not even that where a coordinator has said how coarse it is.
    """
    chosen: set[str] | None = None
    found = []
    for facts in shipped:
        row = rows.get(facts["key"])
        more = _stricter(row, facts) if row is not None else {}
        if row is not None and more and row.edited_at is None:
            _remember(row, more, actor=None)
        elif row is not None and more:
            chosen = _chosen() if chosen is None else chosen
            if row.key not in chosen:
                set_facts(row, more, actor=None)
        found.append(facts if row is None else facts | _never_less(row, facts))
    return found


def _never_less(row: Species, facts: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if facts["blur_km"] < row.blur_km:
        kept = {"blur_km": row.blur_km, "blur_reason_nl": row.blur_reason_nl}
    return kept if facts["nest_category"] else kept | {"nest_category": row.nest_category}


def _stricter(row: Species, facts: Mapping[str, Any]) -> dict[str, Any]:
    more: dict[str, Any] = {}
    if facts["blur_km"] > row.blur_km:
        more = {"blur_km": facts["blur_km"], "blur_reason_nl": facts["blur_reason_nl"]}
    if facts["nest_category"] is not None and row.nest_category is None:
        more["nest_category"] = facts["nest_category"]
    return more


def _chosen() -> set[str]:
    """Return the species of which a person said how coarse they are."""
    rows = db.session.execute(
        select(SpeciesChange.species_key, SpeciesChange.changes).where(SpeciesChange.actor_id.is_not(None))
    )
    return {key for key, changes in rows if not changes.keys().isdisjoint(HIDING)}


def name_the_nameless() -> None:
    """Write the names of species that were there before names were; inside a use case."""
    named = select(SpeciesName.species_key)
    rows = db.session.scalars(select(Species).where(Species.key.not_in(named))).all()
    if rows:
        write_names(db.session.connection(), [name for row in rows for name in own_names(row)])
