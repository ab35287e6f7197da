"""Invariants without a proof are found, and a skipped test is a failed one."""

import subprocess
import sys
import tomllib

import click
import pytest

from app.cli import invariants
from app.config import ROOT

PAGE = "| id | rule | issue |\n| --- | --- | --- |\n| Z01 | Nothing is lost | 3 |\n"


def test_every_row_of_the_page_is_read():
    rows = invariants.read_page(invariants.PAGE.read_text("utf-8"))
    assert {"D01", "A15", "W11", "P14", "J06", "G02"} <= {row.id for row in rows}
    assert len(rows) == invariants.PAGE.read_text("utf-8").count("\n| ") - 2


def test_every_row_has_its_marker():
    known = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["pytest"]["ini_options"][
        "markers"
    ]
    names = {line.partition(":")[0] for line in known}
    assert {row.id for row in invariants.read_page(invariants.PAGE.read_text("utf-8"))} <= names


@pytest.mark.parametrize(
    ("tests", "words"),
    [
        ({}, "proves Z01"),
        ({"Z01": ["a"], "skip": ["a"]}, "proves Z01"),
        ({"Z01": ["a"], "slow": ["a"]}, "proves Z01"),
    ],
)
def test_a_rule_without_a_test_that_runs_fails(app, tests, words, tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(PAGE)
    monkeypatch.setattr(invariants, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(invariants, "collect", lambda: tests)
    answer = app.test_cli_runner().invoke(args=["invariants"])
    assert (answer.exit_code, words in answer.output) == (1, True)


def test_a_rule_with_a_test_passes(app, tmp_path, monkeypatch):
    (tmp_path / "page.md").write_text(PAGE)
    monkeypatch.setattr(invariants, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(invariants, "collect", lambda: {"Z01": ["a"]})
    assert app.test_cli_runner().invoke(args=["invariants"]).exit_code == 0


@pytest.mark.parametrize("text", ["nothing here", PAGE + "| Z01 | Again | 3 |\n"])
def test_an_empty_page_or_an_id_twice_is_refused(text):
    with pytest.raises(click.ClickException):
        invariants.read_page(text)


def test_a_skipped_test_fails_the_run(tmp_path):
    (tmp_path / "test_lazy.py").write_text("import pytest\n\ndef test_later():\n    pytest.skip('later')\n")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "tests.invariants",
        "--rootdir",
        tmp_path,
        tmp_path,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "a skipped test proves nothing" in done.stdout
