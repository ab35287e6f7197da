"""Eight devices that hand in at once, in a process of their own."""

import http.client
import json
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

Request = tuple[str, bytes, dict[str, str]]  # path, body, headers


@dataclass(frozen=True)
class Whole:
    """One submission as its requests, in order; the last answer must say that all is there."""

    requests: tuple[Request, ...]


@dataclass(frozen=True)
class Took:
    """Seconds of all, seconds of each submission, and what went wrong."""

    seconds: float
    each: list[float]
    errors: list[str]


def send(url: str, devices: Sequence[Sequence[Whole]]) -> Took:
    """Send what each device has, one after the other, all devices at once over lines that stay open."""
    gate = threading.Barrier(len(devices) + 1)
    with ThreadPoolExecutor(len(devices)) as pool:
        sent = [pool.submit(_device, url, things, gate) for things in devices]
        gate.wait()
        started = time.perf_counter()
        found = [one.result() for one in sent]
    took = time.perf_counter() - started
    return Took(
        took, [s for each, _errors in found for s in each], [e for _each, errors in found for e in errors]
    )


def _device(url: str, things: Sequence[Whole], gate: threading.Barrier) -> tuple[list[float], list[str]]:
    at = urlsplit(url)
    line = http.client.HTTPConnection(at.hostname or "", at.port, timeout=60)
    line.connect()
    each, errors = [], []
    gate.wait()
    for thing in things:
        started = time.perf_counter()
        told, answers = b"", []
        for path, body, headers in thing.requests:
            line.request("PUT", path, body=body, headers=headers)
            answer = line.getresponse()
            told = answer.read()
            answers.append(answer.status)
        each.append(time.perf_counter() - started)
        if set(answers) != {201} or json.loads(told)["state"] != "complete":
            errors.append(f"{answers} {told[:200].decode()}")
    line.close()
    return each, errors
