"""What appears at once by how far someone is trusted, and who says so."""

import uuid

import pytest

from app.core.ids import new_id
from app.models import Seen, Tier
from app.policies.trust import LOWER, can_give_trust, is_sample, rule_for
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory

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
