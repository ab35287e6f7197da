"""A real S3 service on this machine: SeaweedFS, on free ports of 127.0.0.1."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

KEY, SECRET, BUCKET, REGION = "test-key", "test-secret", "haarvaten", "us-east-1"
PORTS = (
    "s3.port",
    "s3.port.grpc",
    "master.port",
    "master.port.grpc",
    "volume.port",
    "volume.port.grpc",
    "filer.port",
    "filer.port.grpc",
    "admin.port",
)


def free_ports(number: int) -> list[int]:
    """Return ports that nobody listens on, all held until every one is known."""
    with ExitStack() as held:
        found = [held.enter_context(socket.socket()) for _ in range(number)]
        for each in found:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in found]


def program() -> str:
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else (shutil.which("weed") or "weed")


@contextmanager
def s3_service(folder: Path) -> Iterator[dict[str, str]]:
    """Start the service and yield the settings that point at its bucket."""
    ports = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
    flags = [f"-{name}={port}" for name, port in ports.items()]
    quiet = ["-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0"]
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    env = {
        "AWS_ACCESS_KEY_ID": KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET,
        "HOME": str(folder),
        "PATH": os.environ["PATH"],
    }
    command = [
        program(),
        "-logtostderr",
        "mini",
        f"-dir={folder}",
        f"-bucket={BUCKET}",
        *here,
        *quiet,
        *flags,
    ]
    with (folder / "weed.log").open("wb") as log:
        server = subprocess.Popen(command, env=env, cwd=folder, stdout=log, stderr=log)
    try:
        endpoint = f"http://127.0.0.1:{ports['s3.port']}"
        _wait(server, endpoint, folder / "weed.log")
        yield {
            "files_url": f"s3://{BUCKET}",
            "s3_endpoint": endpoint,
            "s3_region": REGION,
            "s3_key": KEY,
            "s3_secret": SECRET,
        }
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def _wait(server: subprocess.Popen, endpoint: str, log: Path) -> None:
    store = S3Store(
        BUCKET,
        endpoint=endpoint,
        region=REGION,
        access_key_id=KEY,
        secret_access_key=SECRET,
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            obstore.put(store, "there", b"?")
            obstore.delete(store, "there")
        except (BaseError, OSError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"SeaweedFS did not start:\n{log.read_text()[-2000:]}")
