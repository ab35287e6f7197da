"""A phone: Chromium with a profile on the disk, that can be killed and started again."""

import contextlib
import os
import signal
import time
from pathlib import Path

from playwright.sync_api import Error

from tests.browser.conftest import LISTEN, PATIENCE_MS, PHONE
from tests.browser.worker import READY, wait_until
from tests.chromium import ARGS

YEAR_S = 365 * 86_400


class Phone:
    """Belongs to whoever has this token; what goes wrong in its pages stands in ``wrong``."""

    def __init__(self, playwright, profile: Path, url: str, token: str, **options) -> None:
        self.playwright, self.profile, self.url, self.token = playwright, profile, url, token
        self.options = PHONE | options
        self.wrong: list[str] = []
        self.context = None

    def start(self):
        """Open the browser, signed in; returns its page."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path="/usr/bin/chromium",
            args=ARGS,
            base_url=self.url,
            locale="nl-NL",
            **self.options,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.context.add_init_script(LISTEN)
        signed = {"name": "aanmelding", "value": self.token, "url": self.url, "expires": time.time() + YEAR_S}
        self.context.add_cookies(
            [signed]
        )  # it came long ago; Chromium writes a new one only after half a minute
        self.context.on("page", self._watch)
        for page in self.context.pages:
            self._watch(page)
        return self.context.pages[0]

    def ready(self):
        """Open the browser, and come back once its worker has taken in all that it keeps."""
        page = self.start()
        page.goto("/")
        wait_until(page, READY)
        return page

    def _watch(self, page) -> None:
        page.on("pageerror", lambda error: self.wrong.append(f"{page.url}: {error}"))
        page.on("crash", lambda: self.wrong.append(f"{page.url}: crashed"))

    def kill(self) -> None:
        """As when the battery is pulled out: no goodbye for the browser, nor for its pages."""
        pid = int((self.profile / "SingletonLock").readlink().name.rpartition("-")[2])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        assert str(self.profile).encode() in command, "another process than the one we started"
        os.kill(pid, signal.SIGKILL)
        while Path(f"/proc/{pid}").exists() and "State:\tZ" not in Path(f"/proc/{pid}/status").read_text():
            time.sleep(0.02)
        self.close()

    def close(self) -> None:
        if self.context is not None:
            with contextlib.suppress(Error):  # it may have been killed
                self.context.close()
            self.context = None
