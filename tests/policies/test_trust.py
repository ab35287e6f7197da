"""What appears at once by how far someone is trusted, and who says so."""

import uuid

import pytest
from sqlalchemy import select

from app.core.ids import new_id
from app.extensions import db
from app.models import Behaviour, Seen, Species, Tier
from app.policies.trust import LOWER, can_give_trust, is_common, is_sample, rule_for
from app.queries.sightings import THREATENED
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.sightings import sighting
from tests.factories.species import add_species

MAKE = {
    "element": ElementFactory,
    "maintenance": MaintenanceLogFactory,
    "same": PresenceCheckFactory,
    "gone": lambda: PresenceCheckFactory(seen=Seen.GONE),
    "changed": lambda: PresenceCheckFactory(seen=Seen.CHANGED),
    "correction": ElementChangeFactory,
    "claim": GroundClaimFactory,
}
KNOWN, TRUSTED = "trust.known", "trust.trusted"
RULES = {  # kind of thing: by which rule it appears for new, known and trusted people
    "element": (None, None, TRUSTED),
    "maintenance": (None, KNOWN, TRUSTED),
    "same": (None, None, TRUSTED),
    "gone": (None, None, None),
    "changed": (None, None, None),
    "correction": (None, None, None),
    "claim": (None, None, None),
}


@pytest.mark.parametrize("kind", MAKE)
def test_what_appears_at_once_for_whom(database, kind):
    item = MAKE[kind]()
    assert tuple(rule_for(item, tier) for tier in (Tier.NEW, Tier.KNOWN, Tier.TRUSTED)) == RULES[kind]


HAZEL, OWL, KNOTWEED = "corylus-avellana", "athene-noctua", "reynoutria-japonica"
COMMON = {"red_list": "TNB", "red_list_certainty": "sourced"}
UNLIKE = {  # what differs from a hazel that someone saw: what was told, and what the list says of its species
    "as it is": ({}, {}),
    "no name": ({"claimed_key": None}, {}),
    "a name that is in no list": ({"claimed_key": None, "claim_text": "Hazelaar met krul"}, {}),
    "a group only": ({"claimed_key": None, "claim_group": "tree_shrub"}, {}),
    "looked for, not found": ({"absent": True}, {}),
    "at a nest": ({"behaviour": Behaviour.NEST}, {}),
    "at rest": ({"behaviour": Behaviour.ROOST}, {}),
    "looking for food": ({"behaviour": Behaviour.FORAGING}, {}),
    "a vulnerable species": ({"claimed_key": OWL}, {}),
    "an invasive species": ({"claimed_key": KNOTWEED}, {}),
    "from a checklist": ({}, {"red_list": "ONB", "red_list_certainty": "check"}),
    "on no Red List": ({}, COMMON | {"red_list": "NVT"}),
    "not threatened": ({}, COMMON),
    "not threatened, our own word": ({}, COMMON | {"red_list_certainty": "own"}),
    "not threatened, in doubt": ({}, COMMON | {"red_list_certainty": "check"}),
    **{f"on the Red List as {one}": ({}, COMMON | {"red_list": one}) for one in THREATENED},
    "shown by a square": ({}, COMMON | {"blur_km": 1}),
    "invasive by its group": ({}, COMMON | {"group": "invasive_plant"}),
    "on the Union list": ({}, COMMON | {"union_list_year": 2025}),
}  # fmt: skip
ORDINARY = {
    "as it is", "looking for food", "on no Red List", "not threatened", "not threatened, our own word",
}  # fmt: skip


@pytest.mark.M06
@pytest.mark.parametrize("what", UNLIKE)
def test_of_sightings_only_what_is_common_and_not_vulnerable_needs_no_expert(anna, what):
    told, listed = UNLIKE[what]
    if listed:
        add_species("proefplant", **({"dutch_name": "Proefplant", "group": "plant"} | listed))
        db.session.commit()
        told = {"claimed_key": "proefplant"}
    item = sighting(anna, **told)
    rules = tuple(rule_for(item, tier) for tier in (Tier.NEW, Tier.KNOWN, Tier.TRUSTED))
    assert rules == ((None, KNOWN, TRUSTED) if what in ORDINARY else (None, None, None))


def test_what_was_named_otherwise_or_became_coarse_since_needs_an_expert(anna):
    item = sighting(anna)
    item.species_key = OWL
    assert rule_for(item, Tier.TRUSTED) is None
    item.species_key = item.claimed_key
    assert rule_for(item, Tier.TRUSTED) == TRUSTED
    item.blur_km = 1
    assert rule_for(item, Tier.TRUSTED) is None


def test_the_list_that_ships_knows_common_species_and_none_of_them_is_vulnerable(database):
    kinds = db.session.scalars(select(Species).where(Species.source == "")).all()
    common = [one for one in kinds if is_common(one) and one.blur_km == 0]
    assert 60 <= len(common) <= 90
    assert not [one.key for one in common if one.union_list_year or one.red_list in THREATENED]


@pytest.mark.once
def test_a_rejection_is_one_step_down():
    assert LOWER == {Tier.TRUSTED: Tier.KNOWN, Tier.KNOWN: Tier.NEW, Tier.NEW: Tier.NEW}


@pytest.mark.M06
def test_coordinators_and_admins_give_trust_and_never_to_themselves(anna, bram, chris, dirk):
    persons = (anna, chris, dirk)
    given = {(actor.name[0], person.name[0]) for actor in persons for person in persons
             if can_give_trust(actor, person)}  # fmt: skip
    assert given == {("C", "A"), ("C", "D"), ("D", "A"), ("D", "C")}
    assert not can_give_trust(None, bram)


@pytest.mark.once
def test_one_in_ten_goes_to_the_desk_and_always_the_same():
    idents = [new_id() for _ in range(10_000)]
    sample = [ident for ident in idents if is_sample(ident)]
    assert 850 <= len(sample) <= 1150  # five times the spread
    assert sample == [ident for ident in idents if is_sample(uuid.UUID(str(ident)))]
