"""Answers that are not ours take nothing off the device (O05): hotel wifi, redirects, other JSON, nothing."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, Browser
from tests.browser.outbox import seed, thing
from tests.forms.filled import log_form
from tests.offline.checking import on_the_server, saved_on, send_now, wait_until_received
from tests.offline.front import reply
from tests.world import token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.once("postgis")]
HTML = "<!doctype html><title>Welkom</title><p>Accepteer de voorwaarden van dit netwerk."
OTHER = json.dumps({"id": "anders", "envelope_sha256": "0" * 64, "state": "complete", "missing": []})
ANSWERS = {
    "captive portal": reply("200 OK", HTML, "text/html"),
    "redirect to sign in": reply("302 Found", Location="/inloggen"),
    "other site": reply("302 Found", Location="http://127.0.0.1:9/portaal"),
    "other JSON": reply("200 OK", OTHER, "application/json"),
    "204": reply("204 No Content"),
    "empty 201": reply("201 Created"),
}


@pytest.fixture
def page(chromium, front, anna):
    opened = Browser(chromium, front.url)
    page = opened.open(token=token_for(anna), service_workers="block", **PHONE)
    page.goto("/versturen")
    yield page
    opened.close()  # its console may tell of lines that fail


def keep_work(page, anna, element) -> None:
    fields = {name: text for name, text in log_form().items() if name != "id"} | {"people_ok": "y"}
    seed(page, anna.id, [thing("Heg", about=str(element.id), fields=fields, photos=2)])


@pytest.mark.O05
@pytest.mark.parametrize("name", ANSWERS)
def test_only_our_own_answer_counts(page, front, anna, elements, name):
    word = page.locator("outbox-list li .hv-badge")
    asked: list[tuple[str, str]] = []

    def stranger(method: str, path: str) -> bytes | None:
        if "/api/v1/submissions/" not in path or only not in path:
            return None
        asked.append((method, path))
        return ANSWERS[name]

    only = ""
    front.answer_with(stranger)
    keep_work(page, anna, elements[0])
    kept = saved_on(page)
    for _ in range(2):
        before = len(asked)
        send_now(page)
        while len(asked) == before:
            page.wait_for_timeout(50)
        expect(word).to_have_text("Opgeslagen op dit toestel")
        assert saved_on(page) == kept
    assert [method for method, _path in asked[:2]] == [
        "PUT",
        "GET",
    ]  # from then on the receipt is asked for first
    assert on_the_server() == {}

    only = "/photos/"
    send_now(page)
    expect(word).to_have_text("Deels ontvangen (0/2 foto’s)")
    assert saved_on(page) == kept
    assert list(on_the_server().values()) == [[]]

    front.through()
    send_now(page)
    wait_until_received(page, 1)
    assert on_the_server() == kept
