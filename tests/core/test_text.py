"""Names become addresses that stay the same."""

import pytest

from app.core.text import slug


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Athene noctua", "athene-noctua"),
        ("Reynoutria x bohemica", "reynoutria-x-bohemica"),
        ("Crataegus \N{MULTIPLICATION SIGN} macrocarpa", "crataegus-x-macrocarpa"),
        ("Pelophylax kl. esculentus", "pelophylax-kl-esculentus"),
        ("Älgört  (L.)", "algort-l"),
    ],
)
def test_a_name_in_an_address_has_plain_letters_and_hyphens(name, address):
    assert slug(name) == address
    assert slug(address) == address
