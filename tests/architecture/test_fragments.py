"""Promises about templates: fragments that htmx puts in place, and macros that are imported."""

import ast
import re
from html.parser import HTMLParser

import pytest

from app.config import ROOT

pytestmark = pytest.mark.once  # no database is asked

TEMPLATES = ROOT / "app" / "templates"
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
IMPORT = re.compile(
    r"\{%-?\s*from\s+\"(?P<file>[^\"]+)\"\s+import\s+(?P<names>.+?)\s*(?:with context)?\s*-?%\}", re.DOTALL
)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Roots(HTMLParser):
    """Collects the outermost elements, each with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.found = 0, []

    def handle_starttag(self, tag, attrs):
        if self.depth == 0:
            self.found.append((tag, dict(attrs)))
        self.depth += tag not in VOID

    def handle_endtag(self, tag):
        self.depth -= tag not in VOID


def fragments():
    """Return the templates that routes send as a part of a page."""
    names = set()
    for path in (ROOT / "app" / "routes").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "fragment":
                names |= {
                    each.value
                    for each in ast.walk(node.value)
                    if isinstance(each, ast.Constant) and each.value
                }
    return sorted(names)


def test_every_fragment_that_is_sent_has_one_root_with_an_id():
    assert len(fragments()) > 1
    for name in fragments():
        assert name.rsplit("/", 1)[1].startswith("_"), name
        roots = Roots()
        roots.feed(
            JINJA.sub(
                lambda found: "x" if found[0].startswith("{{") else "", (TEMPLATES / name).read_text("utf-8")
            )
        )
        assert len(roots.found) == 1, f"{name} has {[tag for tag, _ in roots.found]} as roots"
        assert "id" in roots.found[0][1], f"the root of {name} has no id"


def test_every_macro_that_is_imported_is_used():
    unused = []
    for path in TEMPLATES.rglob("*.*"):
        text = path.read_text("utf-8")
        for found in IMPORT.finditer(text):
            for each in found["names"].split(","):
                name = each.strip().split(" as ")[-1].strip()
                if not re.search(rf"\b{name}\b", text.replace(found[0], "")):
                    unused.append(f"{path.relative_to(TEMPLATES)}: {name}")
    assert unused == []


def test_every_template_that_is_imported_or_included_exists():
    named = re.compile(r"\{%-?\s*(?:from|include|extends|import)\s+\"([^\"]+\.(?:html|txt))\"")
    missing = [
        f"{path.relative_to(TEMPLATES)}: {name}"
        for path in TEMPLATES.rglob("*.*")
        for name in named.findall(path.read_text("utf-8"))
        if not (TEMPLATES / name).is_file()
    ]
    assert missing == []
