"""Styles: every class, token and picture is used by something, and both ways to the dark are equal."""

import re

import pytest

from app.config import ROOT

pytestmark = pytest.mark.once  # no database is asked

STATIC = ROOT / "app" / "static"
SHEETS = "\n".join(
    re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    for path in sorted((STATIC / "css").rglob("*.css"))
)
USERS = "\n".join(
    path.read_text("utf-8")
    for path in [
        *(ROOT / "app" / "templates").rglob("*.html"),
        *(STATIC / "js").rglob("*.js"),
        *(ROOT / "app").rglob("*.py"),
    ]
)
CLASS = re.compile(r"\.(hv-[\w-]+)")
BUILT = re.compile(r"(hv-[\w-]*-)(?:\{\{|\" ~|\$\{)")  # hv-badge--{{ kind }}: the end is data
THEME = re.compile(r":root(?::not\()?\[data-theme=\"(?:light|dark)\"\]\)? \{(.*?)\}", re.DOTALL)


def test_every_class_is_used():
    beginnings = tuple(BUILT.findall(USERS))
    known = set(re.findall(r"hv-[\w-]+", USERS))
    assert {
        name for name in CLASS.findall(SHEETS) if name not in known and not name.startswith(beginnings)
    } == set()


def test_every_token_is_used():
    tokens = set(re.findall(r"(--hv-[\w-]+):", SHEETS))
    used = set(re.findall(r"var\((--hv-[\w-]+)", SHEETS))
    by_script = {f"--{name}" for name in re.findall(r"hv-[\w-]+", USERS)}
    assert len(tokens) > 50
    assert {name for name in tokens - used - by_script if not name.startswith("--hv-kaart-")} == set()


def test_every_picture_is_used():
    from app.forms.elements import FAMILY_PICTURES

    known = USERS + "\n".join(FAMILY_PICTURES.values())
    drawn = {f"images/{path.name}" for path in (STATIC / "images").iterdir()}
    assert {name for name in drawn if name not in known} == set()


def test_the_dark_of_the_phone_is_the_dark_that_people_choose():
    themes = [" ".join(body.split()) for body in THEME.findall(SHEETS)]
    dark = [body for body in themes if body.startswith("color-scheme: dark;")]
    assert len(dark) == 2
    assert dark[0] == dark[1]
