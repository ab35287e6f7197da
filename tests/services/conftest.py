"""Someone known, someone trusted, and a poel to work on."""

import pytest

from app.models import Consent, Tier
from app.policies.trust import KINDS
from app.services.trust import give_trust
from tests.factories.elements import ElementFactory


@pytest.fixture
def poel(bram):
    return ElementFactory(author=bram, published=True, consent=Consent.YES)


@pytest.fixture
def known(anna, dirk):
    """Return Anna, known in work and in the rest; two of hers were approved before."""
    for lon in (6.80, 6.81):
        ElementFactory(author=anna, published=True, lon=lon)
    for kind in KINDS:
        give_trust(anna.id, kind, Tier.KNOWN, actor=dirk)
    return anna


@pytest.fixture
def trusted(known, dirk):
    for kind in KINDS:
        give_trust(known.id, kind, Tier.TRUSTED, actor=dirk)
    return known
