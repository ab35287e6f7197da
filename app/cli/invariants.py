"""`flask invariants`: every rule of docs/invariants.md has a test."""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import click

from app.config import ROOT

PAGE = ROOT / "docs" / "invariants.md"
ROW = re.compile(r"\| (?P<id>[A-Z]\d\d) \| (?P<rule>.+?) \| (?P<issue>\d+) \|")
SKIPPING = ("skip", "skipif", "xfail", "slow")  # a test that the suite does not run proves nothing


class Invariant(NamedTuple):
    """One row of the page."""

    id: str
    rule: str
    issue: str


@click.command("invariants")
def invariants() -> None:
    """Show which tests prove each invariant; the exit code is 1 when one has none."""
    wanted, tests = read_page(PAGE.read_text("utf-8")), collect()
    left_out = {test for mark in SKIPPING for test in tests.get(mark, [])}
    bare = []
    for one in wanted:
        proofs = [test for test in tests.get(one.id, []) if test not in left_out]
        click.echo(f"{one.id}  {len(proofs):4d} tests  issue {one.issue:>2}  {one.rule[:90]}")
        if not proofs:
            bare.append(one.id)
    if bare:
        raise click.ClickException(f"No test that always runs proves {', '.join(bare)}.")
    click.echo(f"All {len(wanted)} invariants have tests.")


def read_page(text: str) -> list[Invariant]:
    """Return the rows of the table; raises ClickException when there are none or one comes twice."""
    found = [Invariant(*match.groups()) for match in map(ROW.fullmatch, text.splitlines()) if match]
    if not found or len({one.id for one in found}) != len(found):
        raise click.ClickException("docs/invariants.md has no rows, or one id twice.")
    return found


def collect() -> dict[str, list[str]]:
    """Return the tests by marker, as pytest finds them; raises ClickException when it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "markers.json"
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            "--every",
            f"--markers-to={target}",
        ]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 (our own words)
        if done.returncode:
            raise click.ClickException(
                f"pytest could not collect the tests:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
        found: dict[str, list[str]] = json.loads(target.read_text("utf-8"))
    return found
