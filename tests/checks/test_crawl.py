"""The crawl, which reads only the tags that lead somewhere, misses none that a whole reader sees."""

import pytest

from tests.checks.crawl import links
from tests.checks.html import Page
from tests.personas import sign_in


def as_read_whole(text: str, base: str) -> list[str]:
    page, found = Page(text), []
    for one in page.tags("a", "link", "img", "script", "form"):
        if one["tag"] == "form":
            found += [one.get("action", base)] if one.get("method", "get") == "get" else []
        else:
            found.append(one.get("href" if one["tag"] in {"a", "link"} else "src", ""))
    return [base.partition("?")[0] + each if each.startswith("?") else each for each in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('<a href="/een?b=1&amp;c=2">x</a>', ["/een?b=1&c=2"]),
        ('<a\n  class="a > b"\n  href="/een">x</a>', ["/een"]),
        ("<a href='/een' title='\"'>x</a>", ["/een"]),
        ("<a href=/een>x</a><A HREF=/twee>x</A>", ["/een", "/twee"]),
        ('<a href="?na=2">x</a><abbr href="/niet">x</abbr>', ["/hier?na=2"]),
        ('<form><input></form><form method="get" action="/een"></form>', ["/hier?q=1", "/een"]),
        ('<form method="post" action="/niet"></form>', []),
        ('<img src="/een.jpg" alt=""><script src="/twee.js" defer></script>', ["/een.jpg", "/twee.js"]),
        ("<a hidden>x</a>", [""]),
    ],
)
def test_each_way_to_write_a_link_is_seen(text, told):
    assert links(text, "/hier?q=1") == told == as_read_whole(text, "/hier?q=1")


@pytest.mark.parametrize("page", ["/", "/kaart", "/elementen", "/elementen/nieuw", "/soorten", "/account"])
def test_of_a_page_of_ours_too(client, anna, page):
    sign_in(client, anna)
    text = client.get(page).text
    assert len(links(text, page)) > 10
    assert sorted(links(text, page)) == sorted(as_read_whole(text, page))
