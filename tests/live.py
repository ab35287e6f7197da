"""The app in a server of its own, and a worker, on the database of the run; tests are marked `committed`."""

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from app.config import ROOT, settings


def environment(app, **more: str) -> dict[str, str]:
    """Return the variables that make another process use the same data."""
    with app.app_context():
        given = settings()
    return {
        **os.environ,
        "HAARVATEN_ENV": "development",
        "SECRET_KEY": given.secret_key,
        "DATABASE_URL": given.database,
        "HAARVATEN_DATA_DIR": str(given.data_dir),
        "HAARVATEN_PROXY_COUNT": "0",
        **more,
    }


class Server:
    """Two gunicorn workers of eight threads behind one socket; ``folder`` holds the app."""

    def __init__(self, app, folder: Path = ROOT, **more: str) -> None:
        listener = socket.create_server(("127.0.0.1", 0))  # bound here, handed over: no race for the port
        self.url = f"http://localhost:{listener.getsockname()[1]}"
        options = ["--no-control-socket", "--log-level=warning", "-k=gthread", "--threads=8", "--workers=2"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "-b", f"fd://{listener.fileno()}", "wsgi:app"],
            env=environment(app, **({"HAARVATEN_BASE_URL": self.url} | more)),
            cwd=folder,
            pass_fds=[listener.fileno()],
            start_new_session=True,
        )
        listener.close()

    def wait_until_up(self) -> None:
        """Come back once it answers; the socket is there before the app is."""
        with urllib.request.urlopen(f"{self.url}/health", timeout=120):
            pass

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(30)


@pytest.fixture(scope="session")
def running_server(app):
    """One server for all tests of the run; each finds the database as the one before left it, empty."""
    running = Server(app)
    running.wait_until_up()
    yield running
    running.stop()


@pytest.fixture
def server(running_server, database) -> str:
    """Return the address of the running app; the test must be marked ``committed``."""
    return running_server.url


class WorkerProcess:
    """`flask jobs work`, as it runs beside the server."""

    def __init__(self, app, **more: str) -> None:
        run = [sys.executable, "-m", "flask", "--app", "wsgi", "jobs", "work"]
        self.process = subprocess.Popen(run, env=environment(app, **more), start_new_session=True)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)
