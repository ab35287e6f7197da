"""A plugin: one Playwright for the run, since a process cannot have two, and our Chromium."""

import os

import pytest
from playwright.sync_api import sync_playwright

ARGS = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
ARGS += ["--no-sandbox"] if os.geteuid() == 0 else []
# there is no such processor here: to imitate one costs more than to paint
ARGS += ["--disable-gpu-rasterization"]


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def chromium(playwright):
    browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGS)
    yield browser
    browser.close()
