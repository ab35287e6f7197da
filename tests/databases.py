"""A fresh database per run: a file, or a PostGIS cluster of our own in a temp folder."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = ["-F", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
AS_POSTGRES = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


def programs() -> Path:
    """Return the folder with initdb and postgres of the newest installed version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    if not found:
        raise RuntimeError("PostgreSQL is not installed; `make test` installs it")
    return found[-1].parent


@contextmanager
def spatialite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'test.db'}"


@contextmanager
def postgis(_folder: Path, *, durable: bool = False) -> Iterator[str]:
    """Start a cluster on a socket only; ``durable`` keeps fsync and synchronous commit on."""
    folder = Path(tempfile.mkdtemp(prefix="pg-"))
    if AS_POSTGRES:
        shutil.chown(folder, "postgres", "postgres")
    data, env = folder / "data", {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    common = {**AS_POSTGRES, "env": env, "cwd": folder}
    start = [
        programs() / "initdb",
        "-D",
        data,
        "-A",
        "trust",
        "-U",
        "postgres",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
    ]
    subprocess.run([*start, "--no-sync"], check=True, stdout=subprocess.DEVNULL, **common)
    speed = [] if durable else FAST
    run = [programs() / "postgres", "-D", data, "-k", folder, "-h", "", "-c", "jit=off", *speed]
    server = subprocess.Popen(run, stderr=subprocess.DEVNULL, **common)
    try:
        while not (folder / ".s.PGSQL.5432").exists():
            if server.poll() is not None:
                raise RuntimeError("PostgreSQL did not start")
            time.sleep(0.01)
        yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(20)
        shutil.rmtree(folder, ignore_errors=True)
