"""What every page must satisfy, whoever opens it and whatever it shows."""

from collections import Counter
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FIELDS = {"input", "select", "textarea"}
UNNAMED = {"hidden", "submit", "button", "reset", "image"}
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers")


class Page(HTMLParser):
    """The elements of a page, flat, each with its attributes, its parents and the text inside."""

    def __init__(self, text: str):
        super().__init__()
        self.all: list[dict] = []
        self.open: list[dict] = []
        self.problems: list[str] = []
        self.feed(text)
        self.close()
        self.problems += [f"<{one['tag']}> is never closed" for one in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        if len(set(names)) != len(names):
            self.problems += [f"<{tag}> has {name} twice" for name, n in Counter(names).items() if n > 1]
        parents = [one["tag"] for one in self.open]
        one = {"tag": tag, "parents": parents, "text": "", **{name: value or "" for name, value in attrs}}
        self.all.append(one)
        if tag not in VOID:
            self.open.append(one)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        if not self.open or self.open[-1]["tag"] != tag:
            self.problems.append(f"</{tag}> closes what is not open")
            return
        self.open.pop()

    def handle_data(self, data):
        for one in self.open:
            one["text"] += data

    def tags(self, *names):
        return [one for one in self.all if one["tag"] in names]


def check(text: str, path: str = "") -> None:
    """Fail with all that is wrong with a page or, when it is no whole page, with a fragment."""
    page = Page(text)
    whole = bool(page.tags("html"))
    wrong = [*page.problems, *ids(page), *no_inline(page), *names(page), *pictures(page), *behaviour(page)]
    wrong += [*frame(page), *pointers(page)] if whole else one_root(page)
    assert not wrong, f"{path}: " + "; ".join(dict.fromkeys(wrong))


def frame(page):
    """One language, one title, one h1, one main, and a skip link that leads to it."""
    root, titles = page.tags("html")[0], [one for one in page.tags("title") if "svg" not in one["parents"]]
    if not root.get("lang"):
        yield "no lang"
    if len(titles) != 1 or not titles[0]["text"].replace("– Haarvaten", "").strip():
        yield "no title of its own"
    for tag in ("h1", "main"):
        if len(page.tags(tag)) != 1:
            yield f"{len(page.tags(tag))} times <{tag}>"
    mains = {f"#{one.get('id')}" for one in page.tags("main")}
    if not any(one.get("href") in mains for one in page.tags("a")):
        yield "no skip link to main"
    yield from headings(page)


def headings(page):
    """No level is skipped on the way down."""
    before = 0
    for one in page.tags("h1", "h2", "h3", "h4", "h5", "h6"):
        level = int(one["tag"][1])
        if level > before + 1:
            yield f"h{level} “{one['text'].strip()[:30]}” after h{before}"
        before = level


def one_root(page):
    """A fragment has exactly one root, with an id to find it by."""
    roots = [one for one in page.all if not one["parents"]]
    if len(roots) != 1:
        yield f"a fragment with {len(roots)} roots"
    elif "id" not in roots[0]:
        yield "the root of a fragment has no id"


def ids(page):
    """An id occurs once and holds no blank."""
    counted = Counter(one["id"] for one in page.all if "id" in one)
    return [
        f"id “{name}” occurs {n} times" for name, n in counted.items() if n > 1 or not name or " " in name
    ]


def no_inline(page):
    """Nothing that the Content-Security-Policy would block, and no script in htmx's attributes (W04)."""
    for one in page.all:
        if one["tag"] == "style" or (one["tag"] == "script" and not one.get("src")):
            yield f"inline <{one['tag']}>"
        for name, value in one.items():
            if name in {"tag", "parents", "text"}:
                continue
            if name == "style" or name.startswith(("on", "hx-on", "data-hx-on")):
                yield f"{name} on <{one['tag']}>"
            if name.startswith("hx-") and value.strip().startswith(("js:", "javascript:")):
                yield f"script in {name}"
            if name in {"href", "src", "action"} and value.strip().lower().startswith("javascript:"):
                yield f"script in {name}"


def names(page):
    """Every field, button, link and picture has a name."""
    labels = {one["for"]: one["text"].strip() for one in page.tags("label") if "for" in one}
    for one in page.tags(*FIELDS):
        named = one.get("aria-label") or one.get("aria-labelledby") or labels.get(one.get("id", ""))
        if one.get("type") not in UNNAMED and not named and "label" not in one["parents"]:
            yield f"<{one['tag']} name={one.get('name')}> has no label"
    for one in page.tags("a", "button", "summary"):
        inside = one["text"].strip() or one.get("aria-label") or one.get("aria-labelledby")
        if not inside and not pictures_in(page, one):
            yield f"<{one['tag']} {one.get('href', one.get('name', ''))}> has no words"


def pictures(page):
    """Every picture says what it shows (or that it says nothing) and how large it is; an svg too."""
    for one in page.tags("img"):
        if "alt" not in one:
            yield f"{one.get('src')} has no alt"
        if not (one.get("width") and one.get("height")):
            yield f"{one.get('src')} has no measures"
    for one in page.tags("svg"):
        if one.get("aria-hidden") != "true" and not (one.get("aria-label") or one.get("aria-labelledby")):
            yield "an svg is neither hidden nor named"


def behaviour(page):
    """Buttons say what they are; nothing opens a new window unasked."""
    for one in page.tags("button"):
        if "type" not in one:
            yield f"button “{one['text'].strip()}” has no type"
    for one in page.tags("a", "form"):
        if "target" in one:
            yield f"<{one['tag']}> with a target"


def pictures_in(page, outer):
    """The alternative texts of pictures directly after an element's start, which name it."""
    after = page.all[page.all.index(outer) + 1 :][:3]
    return [one for one in after if one["tag"] == "img" and one.get("alt") and outer["tag"] in one["parents"]]


def pointers(page):
    """What points to an id points to something."""
    known = {one["id"] for one in page.all if "id" in one}
    for one in page.all:
        for name in POINTERS:
            for target in one.get(name, "").split():
                if target not in known:
                    yield f"{name}=“{target}” points nowhere"
        href = one.get("href", "")
        if one["tag"] == "a" and href.startswith("#") and href[1:] not in known:
            yield f"link to {href} points nowhere"
