"""Going back after signing out: nothing of before is shown, and nothing of it stayed in the browser (W06)."""

import pytest

from tests.browser.addresses import pages
from tests.browser.conftest import ARGS, LAPTOP, PATIENCE_MS
from tests.world import settle

pytestmark = [pytest.mark.committed, pytest.mark.browser, pytest.mark.W06, pytest.mark.once("postgis")]
NAMES = {"anna": "Anna Voorbeeld", "chris": "Chris Voorbeeld", "dirk": "Dirk Voorbeeld"}
REMEMBER = "window.addEventListener('pageshow', (event) => { window.cameBack = event.persisted; });"
LEFT = """async () => JSON.stringify([
  await caches.keys(), {...localStorage}, {...sessionStorage},
  (await indexedDB.databases()).map((one) => one.name),
])"""
# the app itself may stay: what is kept of it holds nothing of anyone
KEPT = """async () => {
  const texts = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const asked of await cache.keys()) texts.push(asked.url, await (await cache.match(asked)).text());
  }
  return texts.join();
}"""


@pytest.fixture
def world(app, anna, chris):
    return settle(app, anna, chris)


@pytest.fixture
def forward_and_back(playwright, server):
    """A browser that keeps whole pages to go back to, as people's own do."""
    off = ["--disable-back-forward-cache"]
    chromium = playwright.chromium.launch(
        executable_path="/usr/bin/chromium", args=ARGS, ignore_default_args=off
    )
    context = chromium.new_context(base_url=server, locale="nl-NL", **LAPTOP)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(REMEMBER)
    yield context
    chromium.close()


@pytest.mark.parametrize("who", NAMES)
def test_no_page_comes_back_after_signing_out(world, forward_and_back, server, who):
    forward_and_back.add_cookies([{"name": "aanmelding", "value": world.tokens[who], "url": server}])
    page = forward_and_back.new_page()
    seen = [path for _, looker, path in pages(world) if looker == who and path != "/account"] + ["/account"]
    for path in seen:
        page.goto(path)
    assert NAMES[who] in page.content()
    page.locator("form[action$='/account/uitloggen'] button").first.click()
    page.wait_for_url("**/")
    for path in reversed(seen):
        page.go_back(wait_until="commit")  # a page that was kept is not loaded
        page.wait_for_function("() => document.readyState === 'complete'")
        assert not page.evaluate("() => window.cameBack"), f"{path} was kept whole"
        text = page.content()
        assert NAMES[who] not in text and "Poel Brinkveld" not in text, path
    assert NAMES[who] not in page.evaluate(LEFT)
    assert NAMES[who] not in page.evaluate(KEPT)


def test_this_browser_does_keep_what_is_for_everyone(world, forward_and_back):
    """Else the test above would prove nothing."""
    page = forward_and_back.new_page()
    page.goto("/over")
    page.goto("/hulp")
    page.go_back(wait_until="commit")  # a page that was kept is not loaded
    page.wait_for_function("() => window.cameBack === true")
