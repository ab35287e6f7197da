"""A real server whose processes can be killed at any moment; its port stays, as that of a proxy would."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from tests.live import environment

ROOT = Path(__file__).parents[2]
OPTIONS = ["--no-control-socket", "--log-level=critical", "-k=gthread", "--threads=8", "--workers=2"]


class KillableServer:
    """gunicorn with two workers; ``kill`` takes one of them, or all of it."""

    def __init__(self, app) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=200)
        self.url = f"http://localhost:{self.listener.getsockname()[1]}"
        self.env = environment(app, HAARVATEN_BASE_URL=self.url)
        self.kills = {"worker": 0, "master": 0}
        self.start()

    def start(self) -> None:
        port = self.listener.fileno()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *OPTIONS, "-b", f"fd://{port}", "wsgi:app"],
            env=self.env,
            cwd=ROOT,
            pass_fds=[port],
            start_new_session=True,
            stderr=subprocess.DEVNULL,
        )

    def wait_until_up(self) -> None:
        with urllib.request.urlopen(f"{self.url}/health", timeout=120):
            pass

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(one) for one in children.read_text().split()]

    def kill_worker(self, dice: random.Random) -> None:
        if found := self.workers():
            with contextlib.suppress(ProcessLookupError):
                os.kill(dice.choice(found), signal.SIGKILL)
                self.kills["worker"] += 1

    def kill_master(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.kills["master"] += 1
        self.start()

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.listener.close()


class Killer(threading.Thread):
    """Kills at random moments while the server answers: ``masters`` times all of it, else a worker."""

    def __init__(self, server: KillableServer, dice: random.Random, *, kills: int, masters: int) -> None:
        super().__init__(daemon=True)
        self.server, self.dice = server, dice
        self.plan = ["master"] * masters + ["worker"] * (kills - masters)
        dice.shuffle(self.plan)
        self.over = threading.Event()

    def run(self) -> None:
        for what in self.plan:
            with contextlib.suppress(OSError):
                self.server.wait_until_up()
            if self.over.wait(self.dice.uniform(0.02, 1.0)):
                return
            if what == "master":
                self.server.kill_master()
            else:
                self.server.kill_worker(self.dice)

    def stop(self) -> None:
        self.over.set()
        self.join()


def sleep(dice: random.Random) -> None:
    """Wait a moment, as the uploader does after a doubtful end."""
    time.sleep(dice.uniform(0.05, 0.4))
