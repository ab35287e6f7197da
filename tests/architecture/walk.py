"""Every address of the app, filled in with things that exist (or do not)."""

import uuid

from flask import url_for

from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import ready_photo

SAFE = {"GET", "HEAD", "OPTIONS"}
PLAIN = {
    "filename": "build/icons.svg",
    "size": 320,
    "z": 14,
    "x": 8490,
    "y": 5354,
    "name": "geen",
    "code": "en",
    "act": "weg",
    "change": "uitzetten",
    "kind": "element",
    "build": "geen",
    "species_key": "athene-noctua",
    "shell": "onderhoud",
    "deed": "plannen",
    "verdict": "afgelasten",
    "outcome": "beantwoorden",
    "place_key": "geen",
    "offer_key": "geen",
    "page_language": "nl",
    "square": "233-557",
    "km": 1,
    "number": 1,
    "owner_key": "geen",
    "yes_key": "geen",
    "move": "vervallen",
    "move_word": "organisator",
    "pace": "rusten",
}


def things(author, session_id=None) -> dict[str, object]:
    """Make one of each thing that an address names."""
    element = ElementFactory(author=author, published=True)
    log = MaintenanceLogFactory(author=author, element=element, published=True)
    waiting = ElementFactory(author=author)
    photo = ready_photo(author, element)
    return {
        "element_id": element.id,
        "ident": element.id,
        "log_id": log.id,
        "item_id": waiting.id,
        "photo_id": photo.id,
        "session_id": session_id or uuid.uuid4(),
    }


def addresses(app, made=None, *, unsafe: bool) -> list[tuple[str, str]]:
    """Return (method, address) of every route; an argument without a thing gets a random id."""
    found = []
    with app.test_request_context():
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            given = {
                name: (made or {}).get(name) or PLAIN.get(name) or uuid.uuid4() for name in rule.arguments
            }
            methods = (rule.methods - SAFE) if unsafe else (rule.methods & {"GET"})
            found += [(method, url_for(rule.endpoint, **given)) for method in sorted(methods)]
    assert found
    return found
