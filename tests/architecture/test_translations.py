"""Every Dutch sentence that a person reads has its English one."""

import tomllib

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.config import ROOT

CATALOGUE = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
WORDS = {"_l": None, "N_": None, "_n": (1, 2)}


def sentences() -> set[str | tuple[str, ...]]:
    """Return what extraction finds in code and templates."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    methods = [(each["pattern"], each["method"]) for each in mappings]
    options = {
        each["pattern"]: {k: v for k, v in each.items() if k not in {"pattern", "method"}}
        for each in mappings
    }
    found = extract_from_dir(ROOT, methods, options, keywords=DEFAULT_KEYWORDS | WORDS)
    return {message for _file, _line, message, _comments, _context in found}


def translated(message) -> bool:
    """Tell whether every form of a sentence has its words."""
    return all(message.string if isinstance(message.string, tuple) else [message.string])


def test_the_english_catalogue_is_complete():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    wanted = sentences()
    assert len(wanted) > 200
    done = {
        message.id
        for message in catalogue
        if message.id
        and not message.fuzzy
        and all(message.string if isinstance(message.string, tuple) else [message.string])
    }
    assert sorted(map(str, wanted - done)) == []


def test_places_in_a_sentence_are_the_same_in_english():
    with CATALOGUE.open("rb") as file:
        catalogue = read_po(file)
    wrong = [str(message.id) for message in catalogue if message.id and list(message.check(catalogue))]
    assert wrong == []
