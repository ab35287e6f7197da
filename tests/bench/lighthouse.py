"""`make lighthouse`: the public pages with demo data as Lighthouse sees them on a phone."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import pages, weights

VERSION = "13.5.0"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOAL, MAP_GOAL = (98, 100, 100, 100), (95, 100, 100, 100)
MAP_KB = 550
ROUNDS = 3  # a shared machine hiccups: the best of these counts, and all are told
PATIENCE_S = 240
ELEMENT = re.compile(r'href="(/elementen/[0-9a-f-]{36})"')
CHROME = "--headless=new --no-sandbox"


@contextmanager
def demo(scratch: Path) -> Iterator[str]:
    """Serve the demo data with the worker's photos ready; yields the address."""
    env = {**os.environ, "HAARVATEN_ENV": "development", "HAARVATEN_DATA_DIR": str(scratch)}
    env |= {"SECRET_KEY": "b" * 40, "HAARVATEN_PROXY_COUNT": "0", "DATABASE_URL": ""}
    flask = [sys.executable, "-m", "flask", "--app", "wsgi"]
    for words in (["prepare"], ["jobs", "work", "--until-empty"]):
        subprocess.run([*flask, *words], env=env, check=True, stdout=subprocess.DEVNULL)
    with pages.serve("wsgi:app", env, Path.cwd()) as url:
        for _ in range(100):
            try:
                weights.fetch(f"{url}/health")
                break
            except OSError:
                time.sleep(0.1)
        yield url


def scores(url: str) -> tuple[int, ...] | None:
    """Return the four scores of one visit; nothing when the browser did not get through."""
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        run = ["npm", "exec", "--yes", "--package", f"lighthouse@{VERSION}", "--", "lighthouse", url]
        run += [f"--chrome-flags={CHROME}", "--output=json", f"--output-path={out.name}", "--quiet"]
        run += ["--no-enable-error-reporting"]
        env = {"CHROME_PATH": "/usr/bin/chromium", **os.environ}
        subprocess.run(run, env=env, check=True, timeout=PATIENCE_S, stdout=subprocess.DEVNULL)
        report = json.loads(Path(out.name).read_text())
    tell(report)
    given = [report["categories"][name]["score"] for name in CATEGORIES]
    return None if None in given else tuple(round(100 * each) for each in given)


def tell(report: dict[str, object]) -> None:
    """Say which audits cost points, for who has to mend them."""
    audits = report["audits"]
    for name in CATEGORIES:
        for one in report["categories"][name]["auditRefs"]:
            audit = audits[one["id"]]
            if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                where = [
                    item.get("node", {}).get("selector", "")
                    for item in audit.get("details", {}).get("items", [])
                ]
                sys.stdout.write(f"    {name}: {one['id']} {audit.get('displayValue', '')} {where[:3]}\n")


def visit(url: str, goal: tuple[int, ...]) -> bool:
    """Print what a page gets; True when each score reached its goal in the best visit."""
    best = (0, 0, 0, 0)
    for _ in range(ROUNDS):
        found = scores(url)
        best = max(best, found or best)
        if all(mark >= least for mark, least in zip(best, goal, strict=True)):
            break
    met = all(mark >= least for mark, least in zip(best, goal, strict=True))
    said = "/".join(map(str, best)), "/".join(map(str, goal))
    sys.stdout.write(
        f"{'yes' if met else 'NO '} {said[0]:16} goal {said[1]:16} {url.split('/', 3)[3] or '/'}\n"
    )
    return met


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as name, demo(Path(name)) as url:
        with urllib.request.urlopen(f"{url}/elementen") as answer:
            found = ELEMENT.search(answer.read().decode())
        if found is None:
            raise RuntimeError("no element in the demo data")
        asked = [(path, GOAL) for path in ("/", "/elementen", found[1])] + [("/kaart", MAP_GOAL)]
        met = [visit(url + path, goal) for path, goal in asked]
        (line,) = weights.measure(url, {"map": ("/kaart", MAP_KB)})
        sys.stdout.write(f"{'yes' if line.met else 'NO '} {line.what}: {line.ours}, limit {line.peer}\n")
    return 0 if all(met) and line.met else 1


if __name__ == "__main__":
    sys.exit(main())
