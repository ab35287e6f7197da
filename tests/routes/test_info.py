"""The pages that explain: open to all, with the operator's own name, and promising only what exists."""

import pytest

from tests.checks.html import check

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
