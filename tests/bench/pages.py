"""Public pages of the app against a bare Flask + Jinja page of the same size, by wrk, in turn."""

import re
import socket
import statistics
import subprocess
import sys
import textwrap
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.table import Line

ROUNDS, SECONDS, CONNECTIONS = 5, 3, 32
BARE = textwrap.dedent(
    """
    import os
    from flask import Flask, render_template_string
    app = Flask(__name__)
    SIZE = int(os.environ["BARE_BYTES"])
    PAGE = ("<!doctype html><title>{{ title }}</title><ul>"
            "{% for row in rows %}<li><a href='/{{ row.id }}'>{{ row.name }}</a></li>{% endfor %}</ul>")
    ROW = len("<li><a href='/0000'>{}</a></li>".format("n" * 60))
    @app.get("/")
    def page():
        rows = [{"id": f"{at:04}", "name": "n" * 60} for at in range(SIZE // ROW)]
        return render_template_string(PAGE, title="Bare", rows=rows)
    """
)


@contextmanager
def serve(target: str, env: dict[str, str], folder: Path, *, threads: int = 4) -> Iterator[str]:
    """Run gunicorn as in production (two workers of so many threads); yields its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # as gunicorn does for its own
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    options = [
        "--no-control-socket",
        "-k",
        "gthread",
        "--threads",
        str(threads),
        "--workers",
        "2",
        "--log-level",
        "warning",
    ]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "-b", f"fd://{listener.fileno()}", target],
        env=env,
        cwd=folder,
        pass_fds=[listener.fileno()],
    )
    listener.close()
    try:
        yield url
    finally:
        process.terminate()
        process.wait(30)


def size_of(url: str) -> int:
    with urllib.request.urlopen(url) as answer:
        return len(answer.read())


def requests_per_second(url: str, *, anew: bool = False) -> float:
    """Ask wrk; ``anew`` sends a cookie, so that no page that was kept for visitors is used."""
    own = ["-H", "Cookie: haarvaten=bench"] if anew else []
    run = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", "--timeout", "30s", *own, url]
    said = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise RuntimeError(said)
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise RuntimeError(said)
    return float(found[1])


def measure(url: str, pages: dict[str, str], env: dict[str, str], scratch: Path) -> Iterator[Line]:
    """Compare each page, named in words, of the running app at ``url``."""
    (scratch / "bare.py").write_text(BARE)
    for words, path in pages.items():
        bare_env = {**env, "BARE_BYTES": str(size_of(url + path))}
        with serve("bare:app", bare_env, scratch) as bare:
            time.sleep(1)
            for warm in (url + path, bare):
                requests_per_second(warm)
            pairs = [(requests_per_second(url + path), requests_per_second(bare)) for _ in range(ROUNDS)]
            made = requests_per_second(url + path, anew=True)
        ours, peer = (statistics.median(side) for side in zip(*pairs, strict=True))
        yield Line(
            f"page: {words} ({int(bare_env['BARE_BYTES']) / 1024:.0f} KiB)",
            f"{ours:.0f} requests/s",
            f"bare Flask + Jinja page of that size: {peer:.0f}",
            statistics.median(a / b for a, b in pairs),
            "≥ 0.5",
        )
        yield Line(
            f"the same, made anew for each visit: {words}",
            f"{made:.0f} requests/s",
            "as above",
            made / peer,
            "",
        )
