"""A plugin: tells which tests carry which marker, and lets no test be skipped."""

import json
from pathlib import Path

import pytest


def pytest_addoption(parser):
    parser.addoption("--markers-to", help="write a JSON file: marker, with the tests that carry it")


def pytest_collection_finish(session):
    target = session.config.getoption("--markers-to")
    if target:
        found = {}
        for item in session.items:
            for marker in item.iter_markers():
                found.setdefault(marker.name, set()).add(item.nodeid)
        Path(target).write_text(json.dumps({name: sorted(tests) for name, tests in found.items()}))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and a skipped test proves nothing"
    return report
