"""The pages that explain: open to all, with the operator's own name, and promising only what exists."""

import re
from pathlib import Path

import pytest

from tests.checks.html import check

TEMPLATES = Path(__file__).parents[2] / "app/templates"
TOLD = re.compile(r'_\("([^"]+)"\)')
PAGES = ["/over", "/privacy", "/toegankelijkheid", "/hulp"]


@pytest.mark.parametrize("path", PAGES)
def test_everyone_may_read_it(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    check(answer.text, path)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_leads_there(client, path):
    assert f'href="{path}"' in client.get("/vastleggen").text


@pytest.mark.parametrize("path", PAGES)
def test_it_names_who_runs_this_and_how_to_reach_them(app, client, path):
    assert f'href="mailto:{app.config["SETTINGS"].operator_email}"' in client.get(path).text


def test_the_privacy_page_names_every_cookie_we_set(client):
    text = client.get("/privacy").text
    for cookie in ("Inloggen:", "Insturen:", "Code:", "Toestel:", "Formulieren:", "Taal en licht of donker:"):
        assert cookie in text


def test_the_accessibility_page_claims_no_test_that_was_not_done(client):
    text = client.get("/toegankelijkheid").text
    assert "Status D" in text
    assert "nog niet getoetst" in text


def test_what_the_help_calls_by_name_when_there_is_no_line_stands_so_on_a_screen():
    own = TEMPLATES / "info/help.html"
    text = own.read_text("utf-8")
    part = text[text.index('<h2 id="versturen-hulp">') : text.index('<h2 id="controle">')]
    said = {
        one
        for path in TEMPLATES.rglob("*.html")
        if path != own
        for one in TOLD.findall(path.read_text("utf-8"))
    }
    named = {
        word for word in re.findall("‘([^’]+)’", part) if word != "Zet op beginscherm"
    }  # that is Apple's
    states = set(re.findall(r'<li>\{\{ _\("([^:"]+):', part))
    assert {"Nu versturen", "Kopie bewaren", "Bewaar dit gebied", "Op beginscherm zetten"} <= named
    assert {"Inloggen nodig", "Twee versies"} <= states
    assert named | states <= said


@pytest.mark.parametrize("part", ["wachten", "kopie", "gebieden-hulp", "beginscherm", "uitloggen-hulp"])
def test_the_help_tells_of_each_thing_that_a_device_does_without_a_line(client, part):
    assert f'<h3 id="{part}">' in client.get("/hulp").text
