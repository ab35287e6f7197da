"""What a page weighs over the line, gzipped, besides the font: itself, what it loads, and a map's library."""

import gzip
import re
import urllib.request
from collections.abc import Iterator
from urllib.parse import urljoin

from tests.bench.table import Line

LOADED = re.compile(r'<(?:link|script)[^>]+(?:href|src)="([^"#]+)"')
SPRITE = re.compile(r'<use href="([^"#]+)#')
IMPORT = re.compile(r'(?:import|from)\s*"([^"]+)"')
LATER = re.compile(r'"(?:script|worker|style|places)": *"([^"]+)"')  # a map's settings, in an attribute
FONT = ".woff2"


def fetch(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def files_of(url: str) -> set[str]:
    """Return the addresses of styles, scripts (with what they import at once) and sprite of a page."""
    html = fetch(url).decode()
    seen: set[str] = set()
    todo = [urljoin(url, path) for path in {*LOADED.findall(html), *SPRITE.findall(html)}]
    todo = [each for each in todo if "/static/" in each]
    todo += [urljoin(url, path) for path in LATER.findall(html)]
    while todo:
        each = todo.pop()
        if each in seen or FONT in each:
            continue
        seen.add(each)
        if ".js" in each or ".mjs" in each:
            todo += [urljoin(each, path) for path in IMPORT.findall(fetch(each).decode())]
    return seen


def measure(base: str, pages: dict[str, tuple[str, int]]) -> Iterator[Line]:
    """Weigh each page, named in words, against its limit in kB."""
    for words, (path, limit) in pages.items():
        url = base + path
        weights = [len(gzip.compress(fetch(each), 6)) for each in (url, *files_of(url))]
        total = sum(weights) / 1000
        yield Line(
            f"first visit: {words}",
            f"{total:.0f} kB gz in {len(weights)} files",
            f"{limit} kB besides the font",
            total / limit,
            "≤ 1",
        )
