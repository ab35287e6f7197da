"""Chromium on a real server; a page with a console error or a CSP report fails its test."""

import shutil
from pathlib import Path

import pytest

from app.storage.incoming import folder
from tests.chromium import ARGS
from tests.live import Server, WorkerProcess
from tests.smtp import MailServer

AXE = (Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js").read_text()
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
LAPTOP = {"viewport": {"width": 1440, "height": 900}}
PATIENCE_MS = 60_000  # only to end a test that hangs; nothing is judged by it
# on the desk a press in the first 600 ms was meant for the item before
LOOKED = "() => performance.now() - document.querySelector('review-keys').since > 600"
# what is right need not be named, and no style sheets or films fetched again where there is no film
SPARING = "resultTypes: ['violations'], preload: document.querySelector('audio, video') !== null"
LISTEN = """
window.broken = [];
document.addEventListener("securitypolicyviolation", (e) => {
  window.broken.push(`CSP ${e.violatedDirective} ${e.blockedURI}`);
});
"""


@pytest.fixture
def large_letters(playwright, server):
    """Browsers whose owner set the letters twice as large."""
    args = [*ARGS, "--blink-settings=defaultFontSize=32"]
    chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=args)
    opened = Browser(chromium, server)
    yield opened
    opened.close()
    chromium.close()


class Browser:
    """Opens windows that remember whatever goes wrong in them."""

    def __init__(self, chromium, url: str) -> None:
        self.chromium, self.url = chromium, url
        self.contexts, self.wrong = [], []
        self.offline = False  # a test that cuts the line says so: then requests may fail

    def open(self, *, token: str | None = None, **options):
        """Return a page (of its own browser); ``token`` signs somebody in."""
        context = self.chromium.new_context(base_url=self.url, locale="nl-NL", **options)
        context.set_default_timeout(PATIENCE_MS)
        self.contexts.append(context)
        if token:
            context.add_cookies([{"name": "aanmelding", "value": token, "url": self.url}])
        if options.get("java_script_enabled", True):
            context.add_init_script(LISTEN)
        page = context.new_page()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        return page

    def _console(self, message) -> None:
        expected = "Failed to load resource: the server responded with a status of 4"
        cut = self.offline and "net::ERR_" in message.text
        if message.type == "error" and not message.text.startswith(expected) and not cut:
            self.wrong.append(f"{message.location.get('url')}: {message.text}")

    def look(self, page) -> None:
        """Collect the CSP reports of the page that is open now."""
        self.wrong += [f"{page.url}: {each}" for each in page.evaluate("() => window.broken || []")]

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def browser(chromium, server):
    """Browsers on the running app (mark the test ``committed``); nothing may go wrong in them."""
    opened = Browser(chromium, server)
    yield opened
    opened.close()
    assert opened.wrong == []


@pytest.fixture(scope="module")
def post():
    """A real mail server for the stories of a file."""
    mail = MailServer()
    mail.start()
    yield mail
    mail.stop()


@pytest.fixture(scope="module")
def server_and_worker(app, post):
    server = Server(app, HAARVATEN_MAIL_URL=post.url)
    worker = WorkerProcess(app, HAARVATEN_MAIL_URL=post.url, HAARVATEN_BASE_URL=server.url)
    server.wait_until_up()
    yield server
    worker.stop()
    server.stop()


@pytest.fixture
def town(app, server_and_worker, database, chromium, post):
    """Browsers on the app, with a worker and a mail server behind it."""
    post.taken.clear()
    with app.app_context():
        shutil.rmtree(folder(), ignore_errors=True)  # what other tests left there is not of this story
    opened = Browser(chromium, server_and_worker.url)
    yield opened
    opened.close()
    assert opened.wrong == []


def axe(page, *rules: str) -> list[str]:
    """Return what axe finds on the open page: by these rules, else WCAG 2.2 AA and best practice.

    The window first grows to the whole page: what lies under the bar at the bottom until one scrolls
    would count as too small to tap.
    """
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(
        f"async (only) => (await axe.run(document, {{runOnly: only, {SPARING}}})).violations"
        ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ')).join(' | '))",
        {"type": "rule", "values": rules} if rules else {"type": "tag", "values": tags},
    )
    return [f"{page.url}: {each}" for each in found]
