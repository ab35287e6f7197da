"""Promises about the words of all templates and scripts (W04)."""

import html
import json
import re
from pathlib import Path

import pytest

import app as package

ROOT = Path(package.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
FORBIDDEN = {
    "hx-on": re.compile(r"\bhx-on\b", re.IGNORECASE),
    "js: or javascript:": re.compile(r"[\"'=\s](?:js|javascript):", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.IGNORECASE),
    "an event attribute": re.compile(r"<[a-z][^>{}]*\son[a-z]+\s*=", re.IGNORECASE),
    "an extension": re.compile(r"\bhx-ext\b", re.IGNORECASE),
    "unescaped words": re.compile(r"\|\s*safe\b|autoescape\s+false"),
}


@pytest.mark.W04
@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_template_holds(what):
    found = [str(path.relative_to(ROOT)) for path in TEMPLATES if FORBIDDEN[what].search(path.read_text())]
    assert len(TEMPLATES) > 20 and not found


@pytest.mark.W04
@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("hx-on", '<a hx-on:click="x">'),
        ("js: or javascript:", "<a hx-vals='js:{a: 1}'>"),
        ("js: or javascript:", '<a href="javascript:x">'),
        ("an inline script", "<script>x</script>"),
        ("an inline style", '<p style="a">'),
        ("an inline style", "<style>"),
        ("an event attribute", '<img src="a" onerror="x">'),
    ],
)
def test_the_rule_would_see_it(what, text):
    assert FORBIDDEN[what].search(text)


@pytest.mark.W04
def test_every_page_tells_htmx_to_stay_home(client):
    for page in ("/", "/account/inloggen", "/hulp", "/geen-pagina"):
        found = re.search(r'<meta name="htmx-config" content="([^"]*)"', client.get(page).text)
        config = json.loads(html.unescape(found[1]))
        assert config["mode"] == "same-origin" and config["includeIndicatorCSS"] is False
        assert config["extensions"] == "none"  # no such extension: none is let in


@pytest.mark.W04
def test_the_meta_comes_before_the_script_that_reads_it(client):
    page = client.get("/").text
    assert 0 < page.index('name="htmx-config"') < page.index("vendor/htmx.min.js")
