"""`flask assets build`: what the browser gets."""

import gzip
import re
from xml.etree import ElementTree as ET

import pytest

from app.cli import assets
from app.config import ROOT
from app.core.fingerprint import fingerprint

STATIC = ROOT / "app" / "static"
MODULES = ROOT / "node_modules"
KB = 1000


@pytest.fixture(scope="module")
def css() -> str:
    return assets.join_styles(STATIC)


def test_the_style_sheet_stays_small(css):
    assert len(gzip.compress(css.encode(), 9)) <= 18 * KB


def test_layers_come_in_the_order_of_the_cascade(css):
    assert css.startswith("@layer tokens,base,layout,components,patterns,utilities,print;")
    places = [
        css.index(f"@layer {name}{{") for name in ("tokens", "base", "layout", "components", "patterns")
    ]
    assert places == sorted(places)


def test_every_style_file_is_in_it(css):
    named = set(STATIC.glob("css/**/*.css"))
    assert set(assets.style_files(STATIC / "css")) == named


def test_old_phones_understand_it(css):
    for new in ("color-mix(", "light-dark(", "@scope", "&"):
        assert new not in css


def test_squeezing_leaves_what_means_something():
    css = "a  {\n  /* x */ margin: calc(1px + 2px) 0;\n}\n@media (a) and (b) { .a > .b, .c :d { e: f } }"
    assert assets.squeeze(css) == "a{margin:calc(1px + 2px) 0}@media (a) and (b){.a > .b,.c :d{e:f}}\n"


def test_addresses_of_files_carry_their_hash(css, tmp_path):
    found = re.findall(r'url\("\.\./([^"?]+)\?v=([0-9a-f]{10})"\)', css)
    assert found
    assert all(fingerprint(STATIC / name) == mark for name, mark in found)


def test_the_sprite_holds_every_sign_that_a_template_asks_for():
    drawn = ET.fromstring(assets.sprite(STATIC / "icons", MODULES))
    known = {one.get("id").removeprefix("i-") for one in drawn}
    templates = "\n".join(path.read_text() for path in (ROOT / "app" / "templates").rglob("*.html"))
    asked = set(re.findall(r'icon\("([^"]+)"', templates)) | set(
        re.findall(r'icon_name="([^"]+)"', templates)
    )
    assert asked - known == set()


def test_our_own_drawings_are_in_the_sprite():
    own = {path.stem for path in (STATIC / "icons" / "own").glob("*.svg")}
    text = assets.sprite(STATIC / "icons", MODULES)
    assert len(own) == 14
    assert all(f'id="i-{name}"' in text for name in own)


def test_vendor_files_ask_for_no_map_of_their_source(tmp_path):
    assets.copy_vendor(MODULES, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(assets.VENDOR.values())
    assert all(b"sourceMappingURL" not in path.read_bytes() for path in tmp_path.iterdir())


def test_the_command_makes_all_files_and_says_so(app):
    result = app.test_cli_runner().invoke(args=["assets", "build"])
    assert result.exit_code == 0, result.output
    assert "The browser files are made." in result.output
    assert (STATIC / "build" / "haarvaten.css").is_file()


def test_without_packages_the_command_says_what_to_do(app, tmp_path, monkeypatch):
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    result = app.test_cli_runner().invoke(args=["assets", "build"])
    assert result.exit_code == 1
    assert "npm ci" in result.output


def test_a_file_with_the_right_hash_is_kept_for_ever(client):
    mark = fingerprint(STATIC / "images" / "merk.svg")
    with client.get(f"/static/images/merk.svg?v={mark}") as answer:
        assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("query", ["", "?v=", "?v=0123456789"])
def test_a_file_without_the_right_hash_is_asked_for_again(client, query):
    with client.get(f"/static/images/merk.svg{query}") as answer:
        assert answer.status_code == 200
        assert "immutable" not in answer.headers["Cache-Control"]


def test_a_static_file_that_does_not_exist_is_an_ordinary_404(client):
    assert client.get("/static/images/weg.svg?v=0123456789").status_code == 404
