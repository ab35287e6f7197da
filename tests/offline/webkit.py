"""WebKitGTK by its WebDriver, in a window that nobody sees."""

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

PATIENCE_S = 90  # only to end a test that hangs


class WebKit:
    """A browser without a past; it trusts the certificate in this file for localhost."""

    def __init__(self, certificate: str) -> None:
        self._started: list[subprocess.Popen] = []
        display, self.url = self._screen(), ""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._start(["WebKitWebDriver", f"--port={port}"], DISPLAY=display, GDK_BACKEND="x11")
        trusted = [{"host": "localhost", "certificateFile": certificate}]
        engine = max(Path("/usr/lib").glob("*/webkit*gtk-*/MiniBrowser"))  # by processor and version
        options = {"binary": str(engine), "args": ["--automation"], "certificates": trusted}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._wait_for(port)
        given = self._ask(f"http://127.0.0.1:{port}/session", wanted)
        self.url = f"http://127.0.0.1:{port}/session/{given['sessionId']}"
        self._ask(f"{self.url}/timeouts", {"script": PATIENCE_S * 1000, "pageLoad": PATIENCE_S * 1000})

    def goto(self, address: str) -> None:
        self._ask(f"{self.url}/url", {"url": address})

    def add_cookie(self, name: str, value: str) -> None:
        told = {
            "name": name,
            "value": value,
            "path": "/",
            "secure": True,
            "httpOnly": True,
            "sameSite": "Lax",
        }
        self._ask(f"{self.url}/cookie", {"cookie": told})

    def run(self, function: str, *given: Any) -> Any:
        """Return what a function of JavaScript gives, also when that comes later."""
        script = f"""const done = arguments[arguments.length - 1];
        const given = [...arguments].slice(0, -1);
        Promise.resolve(({function})(...given)).then(done, (error) => done(`${{error}}`));"""
        return self._ask(f"{self.url}/execute/async", {"script": script, "args": list(given)})

    def wait_until(self, function: str, *given: Any) -> None:
        """Wait until the function gives something; a page that is leaving gives nothing."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(urllib.error.HTTPError):
                if self.run(function, *given) is True:
                    return
            time.sleep(0.1)
        words = self.run("() => `${location} ${document.body.innerText}`")
        raise AssertionError(f"{function} {given} did not become true on {words}")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            if self.url:
                self._ask(self.url, method="DELETE")
        for process in reversed(self._started):
            process.terminate()
            process.wait(30)

    def _screen(self) -> str:
        ours, theirs = os.pipe()
        self._start(
            ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "800x900x24", "-nolisten", "tcp"], theirs
        )
        os.close(theirs)
        with os.fdopen(ours) as told:
            return f":{told.readline().strip()}"

    def _start(self, command: list[str], *fds: int, **more: str) -> None:
        quiet = subprocess.DEVNULL
        self._started.append(
            subprocess.Popen(command, env={**os.environ, **more}, pass_fds=fds, stdout=quiet, stderr=quiet)
        )

    def _wait_for(self, port: int) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                return
            time.sleep(0.05)
        raise AssertionError("WebKitWebDriver did not start")

    def _ask(self, address: str, told: dict | None = None, method: str = "POST") -> Any:
        data = None if told is None else json.dumps(told).encode()
        asked = urllib.request.Request(address, data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(asked, timeout=PATIENCE_S * 2) as answer:
            return json.load(answer)["value"]
