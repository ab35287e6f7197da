"""Whether an answer shows what people wrote as words: as text or as the value of a harmless attribute."""

import json
import re
from urllib.parse import unquote_plus

import mapbox_vector_tile

from tests.checks.columns import PROSE
from tests.checks.html import Page, no_inline
from tests.checks.payloads import MARK, payload

TEXT = {
    "value",
    "alt",
    "aria-label",
    "title",
    "content",
    "label",
    "placeholder",
}  # read as words, by nobody else
ADDRESSES = {"href", "src", "action", "srcset", "hx-get", "hx-post", "data-url", "formaction"}
OWN_PATH = re.compile(r"(?:/(?!/)|\?|#|$)[^\s<>\"{}]*")
COLUMN = re.compile(re.escape(MARK) + r"(\w+\.\w+)")
SURE = 55  # signs that must be shown as they are, where a page cuts long words off


def shown(text: str) -> set[str]:
    """Return the columns whose words are in a text; fails when they are there in another form."""
    found = set()
    for match in COLUMN.finditer(text):
        words = " ".join(payload(match[1]).split())[:SURE]
        rest = text[match.start() :]
        ways = [" ".join(one.split()) for one in (rest, unquote_plus(rest), unquote_plus(unquote_plus(rest)))]
        assert any(one.startswith(words) for one in ways), f"{match[1]} reads {ways[0][:SURE]}"
        found.add(match[1])
    return found


class Words(Page):
    """A page that also collects the sentences of people that htmx was not told to leave alone."""

    def __init__(self, text: str):
        self.open_to_htmx: list[str] = []
        super().__init__(text)

    def handle_data(self, data):
        super().handle_data(data)
        prose = PROSE & set(COLUMN.findall(data))
        quiet = any("hx-ignore" in one or one["tag"] in {"textarea", "title"} for one in self.open)
        self.open_to_htmx += [] if quiet else [f"{name} in no hx-ignore" for name in prose]


def judge(text: str, where: str, *, tidy: bool = True, htmx: bool = True) -> set[str]:
    """Look at a page or fragment; return the columns that it shows. Fails with all that is wrong."""
    page = Words(text)
    wrong = [*(page.open_to_htmx if htmx else []), *(page.problems if tidy else []), *no_inline(page)]
    for one in page.all:
        if "kanarie" in one["tag"]:
            wrong.append(f"<{one['tag']}>")
        wrong += [f"{name} on <{one['tag']}>" for name, value in attributes(one) if not harmless(name, value)]
    wrong += ["a template ran what someone wrote"] if "kanarietje" in text else []
    assert not wrong, f"{where}: {wrong[:5]}"
    values = [value for one in page.all for name, value in attributes(one) if name in TEXT]
    values = [word for value in values for word in words_in(value)]
    roots = [one["text"] for one in page.all if not one["parents"]]
    return set().union(*map(shown, [*values, *roots]))


def words_in(value: str) -> list[str]:
    """Return the texts in the value of an attribute: itself, or those of the JSON that it is."""
    try:
        return list(leaves(json.loads(value))) if value.startswith(("{", "[")) else [value]
    except ValueError:
        return [value]


def attributes(one: dict):
    return [(name, value) for name, value in one.items() if name not in {"tag", "parents", "text", "ignored"}]


def harmless(name: str, value: str) -> bool:
    """Tell whether an attribute of this name may have this value, given what people wrote."""
    if "kanarie" in name or name.startswith("on"):
        return False
    if "kanarie" not in value.lower():
        return True
    return name in TEXT or (name in ADDRESSES and OWN_PATH.fullmatch(value) is not None)


def judge_answer(answer, where: str) -> set[str]:
    """Look at any answer by what it is."""
    assert answer.status_code < 500, where
    assert answer.headers["X-Content-Type-Options"] == "nosniff", where
    assert OWN_PATH.fullmatch(answer.location or ""), f"{where} leads to {answer.location}"
    others = [text for name, text in answer.headers if name not in {"Location", "HX-Redirect"}]
    assert "kanarie" not in str(others), where
    if answer.mimetype == "text/html":
        return judge(answer.text, where, tidy=not answer.location)  # the library writes those pages
    if answer.mimetype.endswith("json"):
        return set().union(*(judge_word(word, where) for word in leaves(json.loads(answer.text))))
    if answer.mimetype.endswith("vector-tile") and answer.data:
        tile = mapbox_vector_tile.decode(answer.data)
        return set().union(*(shown(word) for word in leaves(tile)))
    return set()


def judge_word(word: str, where: str) -> set[str]:
    return judge(word, where) if word.lstrip().startswith("<") and MARK not in word[:20] else shown(word)


def leaves(value):
    """Yield every text in something that was read from JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in (*value.keys(), *value.values()):
            yield from leaves(each)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each)
