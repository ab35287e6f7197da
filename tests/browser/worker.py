"""A phone with the app's worker, for the tests."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from tests.browser.conftest import PATIENCE_MS, PHONE
from tests.live import environment
from tests.personas import sign_in

READY = "() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null)"
# what is kept of what was read, by name of cache; and the rows of the stores for reading
READ = """async () => {
  const names = (await caches.keys()).filter((name) => !name.startsWith("haarvaten-app-"));
  const db = await new Promise((resolve) => {
    const asked = indexedDB.open("veld");
    asked.onsuccess = () => resolve(asked.result);
  });
  const rows = (name) => new Promise((resolve) => {
    const all = db.transaction(name).objectStore(name).getAll();
    all.onsuccess = () => resolve(all.result);
  });
  const found = [...names, ...(await rows("known")).filter((row) => row.title), ...(await rows("areas"))];
  db.close();
  return found.map((one) => one.title ?? one.name ?? one);
}"""


def phone(browser, client, person, **options):
    """Return a page of someone who signed in, whose worker has taken in all that it keeps."""
    sign_in(client, person)
    page = browser.open(token=client.get_cookie("aanmelding").value, **PHONE | options)
    page.goto("/")
    wait_until(page, READY)
    return page


def wait_until(page, asked: str, arg=None) -> None:
    """Ask until it is so; wait_for_function takes the promise of an answer for a yes."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while not page.evaluate(asked, arg):
        assert time.monotonic() < until, asked
        page.wait_for_timeout(50)


def cut(browser, page) -> None:
    """Take the line away, also from the worker."""
    browser.offline = True
    page.context.set_offline(True)


def wait_until_known(page, title: str) -> None:
    """Wait until this device knows an element by its title."""
    wait_until(page, f"async (title) => (await ({READ})()).includes(title)", title)


class Installation:
    """The app at one address: stopped, and started again with other settings, as for a new version."""

    def __init__(self, app) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.app, self.url, self.process = app, f"http://localhost:{self.port}", None

    def start(self, **more: str) -> None:
        run = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level=warning", "-k=gthread"]
        self.process = subprocess.Popen(
            [*run, "--threads=8", "--workers=1", "-b", f"127.0.0.1:{self.port}", "wsgi:app"],
            env=environment(self.app, HAARVATEN_BASE_URL=self.url, **more),
            start_new_session=True,
        )
        for _ in range(600):
            try:
                with urllib.request.urlopen(f"{self.url}/health", timeout=60):
                    return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError

    def stop(self) -> None:
        if self.process is not None:
            os.killpg(self.process.pid, signal.SIGTERM)
            self.process.wait(30)
            self.process = None
