"""Promises about all code: guards, commits, sizes, layers, nothing unfinished."""

import ast
import json
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from app.config import ROOT
from app.core.ids import digest
from app.routes._access import GUARDS, guards_of

pytestmark = pytest.mark.once  # no database is asked

APP = sorted((ROOT / "app").rglob("*.py"))
OURS = [*APP, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "migrations").rglob("*.py"))]
BROWSER = [
    path
    for kind in ("js", "css", "mjs")
    for path in [*(ROOT / "app" / "static").rglob(f"*.{kind}"), *(ROOT / "tests" / "js").rglob(f"*.{kind}")]
    if not {"vendor", "build"} & set(path.relative_to(ROOT).parts)
]
PAGES = [*(ROOT / "app" / "templates").rglob("*.*"), *(ROOT / "docs").rglob("*.md")]
# this file itself names what it forbids
WRITTEN = [path for path in [*OURS, *BROWSER, *PAGES] if path != Path(__file__)]
MOST, MEDIAN = 300, 80
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK|NotImplementedError)\b")
ELSEWHERE = re.compile(r"(?:^|[\s\"'`(])/(?:home|root|Users|work)/|\.\./shared\b")
PUBLIC = {"a4aa2ac280bb8d1a", "c899567ee9068517", "0dc11026ac75c015"}  # hashes of the three public hosts
FOUND_IN = re.compile(r"https?://([^/\"\s]+)/")


def where(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_every_route_says_who_may_come_in(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            view = app.view_functions[rule.endpoint]
            assert len(GUARDS & guards_of(view)) == 1, f"{rule.rule}: choose one of {sorted(GUARDS)}"


def test_only_one_module_commits():
    guilty = []
    for path in APP:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr in {"commit", "begin"}:
                guilty.append(where(path))
    assert set(guilty) == {"app/transaction.py"}


def test_no_file_is_long_and_most_are_short():
    sizes = {where(path): lines(path) for path in [*OURS, *BROWSER]}
    assert {name: size for name, size in sizes.items() if size > MOST} == {}
    assert statistics.median(size for name, size in sizes.items() if size) <= MEDIAN


def test_templates_are_short_too():
    sizes = {where(path): lines(path) for path in (ROOT / "app" / "templates").rglob("*.*")}
    assert {name: size for name, size in sizes.items() if size > MOST} == {}


def test_nothing_is_left_unfinished():
    found = [where(path) for path in WRITTEN if UNFINISHED.search(path.read_text("utf-8"))]
    assert found == []


def test_nothing_points_at_someones_own_machine():
    texts = [
        *WRITTEN,
        *ROOT.glob("*.md"),
        ROOT / "Makefile",
        ROOT / "pyproject.toml",
        *(ROOT / ".ci").iterdir(),
    ]
    found = [where(path) for path in texts if ELSEWHERE.search(path.read_text("utf-8"))]
    assert found == []


def test_the_locks_name_public_registries_only():
    hosts = set(FOUND_IN.findall((ROOT / "uv.lock").read_text("utf-8")))
    packages = json.loads((ROOT / "package-lock.json").read_text("utf-8"))["packages"].values()
    hosts |= {FOUND_IN.match(each["resolved"])[1] for each in packages if "resolved" in each}
    assert {digest(host)[:16] for host in hosts} <= PUBLIC


def test_the_layers_hold():
    command = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_every_job_that_is_asked_for_exists():
    """A name in queue.add() without a function would be found only by the worker, at night."""
    from app.jobs import DAILY, JOBS

    asked = set(DAILY)
    for path in APP:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "queue.add" and node.args:
                name = node.args[0]
                asked |= {name.value} if isinstance(name, ast.Constant) else set()
    assert asked <= JOBS.keys()
    assert len(asked) > 3
