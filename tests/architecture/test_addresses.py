"""No address ever vanishes: people keep them, print them and mail them."""

import json
from pathlib import Path

KNOWN = Path(__file__).parent / "addresses.json"
HOW = "make it so with: python -m tests.architecture.test_addresses"


def addresses(app) -> set[str]:
    """Return every address with its methods, as a person or a script may call it."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith("/dev/")  # of development only
    }


def test_no_address_vanished_and_each_is_written_down(app):
    known = set(json.loads(KNOWN.read_text("utf-8")))
    assert known - addresses(app) == set(), "these are gone"
    assert addresses(app) - known == set(), HOW


if __name__ == "__main__":
    from app import create_app

    kept = set(json.loads(KNOWN.read_text("utf-8"))) if KNOWN.exists() else set()
    both = sorted(kept | addresses(create_app()), key=lambda each: (each.split()[1], each))
    KNOWN.write_text(json.dumps(both, indent=1) + "\n", "utf-8")
