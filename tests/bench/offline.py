"""The installed app is opened without a line, on a phone whose processor is four times as slow as this one.

Each time a new page in which nothing is loaded yet, and a worker that has to start first. The browser
slows the page down, not its worker: that part of the time is this machine's.
"""

import statistics
from collections.abc import Iterator

from playwright.sync_api import CDPSession, Page, sync_playwright

from tests.bench.table import Line
from tests.browser.conftest import ARGS, PATIENCE_MS, PHONE
from tests.browser.outbox import HOLD, seed, thing
from tests.browser.worker import READY, wait_until, wait_until_known
from tests.offline.front import Front

SLOWER, ROUNDS, LIMIT_MS, WAITING = 4, 9, 2000, 3
# the shell stands, and its script has read the device: it knows how much waits
START = f"""
document.querySelector("main h1")
  && document.documentElement.dataset.shell === "geen-bereik"
  && document.querySelector("#versturen:not([hidden]) [data-part=number]")?.textContent === "{WAITING}"
"""
# the form keeps what is filled in from now on, takes photos, and tells the season of each kind of work
FORM = """
document.documentElement.dataset.shell === "onderhoud"
  && document.querySelector("capture-form")?.draft
  && document.querySelector("photo-input:defined")
  && document.querySelector("offline-work .hv-choice small")?.textContent
"""
STANDS = """
(() => {
  const look = () => {
    if (%s) setTimeout(() => { window.stood = performance.now(); });
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
"""


def measure(url: str, token: str, owner: object, element: object, title: str) -> Iterator[Line]:
    """Take in the app and one element by the line, take the line away, and open both pages often."""
    front = Front()
    front.lead_to(url)
    form = f"/onderhoud/nieuw?element={element}"
    try:
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
            context = chromium.new_context(base_url=front.url, locale="nl-NL", **PHONE)
            context.set_default_timeout(PATIENCE_MS)
            context.add_cookies([{"name": "aanmelding", "value": token, "url": front.url}])
            first = context.new_page()
            first.add_init_script(HOLD)
            workers = prepare(first, owner, f"/elementen/{element}", title)
            front.cut()
            first.goto("about:blank")
            times = {}
            for words, address, sign in (("start page", "/", START), ("form for work", form, FORM)):
                opened(workers, first, address, sign)  # so that nothing is done for the first time
                times[words] = [opened(workers, first, address, sign) for _ in range(ROUNDS)]
            chromium.close()
    finally:
        front.close()
    for words, taken in times.items():
        middle = statistics.median(taken)
        yield Line(
            f"opened without a line: {words}, processor {SLOWER} times as slow",
            f"{middle:.0f} ms (best {min(taken):.0f}, worst {max(taken):.0f})",
            f"{LIMIT_MS} ms",
            middle / LIMIT_MS,
            "≤ 1",
        )


def prepare(page: Page, owner: object, address: str, title: str) -> CDPSession:
    """Let the device take in all that it keeps, and things wait on it; returns a hand on its workers."""
    page.goto("/")
    wait_until(page, READY)
    page.goto(address)
    wait_until_known(page, title)
    seed(page, owner, [thing(f"Heg {number}") for number in range(WAITING)])
    workers = page.context.new_cdp_session(page)
    workers.send("ServiceWorker.enable")
    return workers


def opened(workers: CDPSession, first: Page, address: str, sign: str) -> float:
    """Return after how many milliseconds the page could be used."""
    workers.send("ServiceWorker.stopAllWorkers")
    page = first.context.new_page()
    page.add_init_script(STANDS % sign)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="commit")
    page.wait_for_function("() => window.stood", polling=50)
    stood = float(page.evaluate("() => window.stood"))
    page.close()
    return stood
