"""The page of what waits, with 200 things on a phone whose processor is four times as slow as this one."""

import statistics
from collections.abc import Iterator

from playwright.sync_api import Page, sync_playwright

from tests.bench.table import Line
from tests.browser.conftest import ARGS, PHONE
from tests.browser.outbox import HOLD, seed, thing

THINGS, SLOWER, ROUNDS, LIMIT_MS = 200, 4, 9, 500
STOOD = """
(() => {
  const looking = new MutationObserver(() => {
    if (document.querySelectorAll("outbox-list li[data-key]").length < %d) return;
    looking.disconnect();
    requestAnimationFrame(() => { setTimeout(() => { window.stood = performance.now(); }); });
  });
  looking.observe(document, { childList: true, subtree: true });
})();
"""


def measure(url: str, token: str, owner: object) -> Iterator[Line]:
    """Open the page often; the time runs from the tap on a link until all cards have been drawn."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
        context = chromium.new_context(base_url=url, locale="nl-NL", **PHONE)
        context.add_cookies([{"name": "aanmelding", "value": token, "url": url}])
        context.add_init_script(HOLD)
        page = context.new_page()
        page.goto("/versturen")
        photos = [1 if number % 4 == 0 else 0 for number in range(THINGS)]
        seed(
            page,
            owner,
            [thing(f"Heg {at}", photos=few, age_ms=at * 60_000) for at, few in enumerate(photos)],
        )
        page.add_init_script(STOOD % THINGS)
        devtools = context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        opened(page)  # the browser has its files now, as on every visit but the first
        times = [opened(page) for _ in range(ROUNDS)]
        chromium.close()
    middle = statistics.median(times)
    yield Line(
        f"outbox page with {THINGS} things, processor {SLOWER} times as slow",
        f"{middle:.0f} ms (best {min(times):.0f}, worst {max(times):.0f})",
        f"{LIMIT_MS} ms",
        middle / LIMIT_MS,
        "≤ 1",
    )


def opened(page: Page) -> float:
    """Return after how many milliseconds the whole list stood."""
    page.goto("/versturen")
    page.wait_for_function("() => window.stood", polling=50)
    return float(page.evaluate("() => window.stood"))
