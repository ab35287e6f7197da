"""The proxy of docs/proxy.md is not narrower than the app, and waits for nobody (W10)."""

import re

import pytest

from app import MAX_REQUEST_BYTES
from app.config import ROOT
from app.routes._bodies import MAX_PLAIN_BYTES, TAKE_FILES
from tests.architecture.walk import addresses

pytestmark = pytest.mark.W10
SIZES = {"k": 1024, "m": 1024**2}


def read(text: str) -> list[tuple[list[str], list | None]]:
    """Read nginx's language: each line is (words, block or None). Fails where it is no such language."""
    top: list = []
    stack, words = [top], []
    for found in re.finditer(r'#[^\n]*|"[^"]*"|[;{}]|[^\s;{}"#]+', text):
        token = found[0]
        if token.startswith("#"):
            continue
        if token == ";":
            assert words, "an empty line"
            stack[-1].append((words, None))
            words = []
        elif token == "{":
            assert words, "a block without a name"
            block: list = []
            stack[-1].append((words, block))
            stack.append(block)
            words = []
        elif token == "}":
            assert not words, f"no ; after {words}"
            stack.pop()
            assert stack, "a } too many"
        else:
            words.append(token.strip('"'))
    assert len(stack) == 1 and not words, "a block or a line that does not end"
    return top


@pytest.fixture
def server():
    text = (ROOT / "docs/proxy.md").read_text("utf-8")
    (config,) = re.findall(r"```nginx\n(.*?)```", text, re.DOTALL)
    (found,) = (block for words, block in read(config) if words == ["server"])
    return found


def value(block, name: str) -> str:
    (found,) = (words[1:] for words, inside in block if words[0] == name and inside is None)
    return " ".join(found)


def seconds(text: str) -> int:
    return int(re.fullmatch(r"(\d+)s", text)[1])


def bytes_of(text: str) -> int:
    number, unit = re.fullmatch(r"(\d+)([km])", text).groups()
    return int(number) * SIZES[unit]


def locations(server) -> list[tuple[str, list]]:
    return [(words[-1], block) for words, block in server if words[0] == "location"]


def test_who_is_slow_is_sent_away_within_half_a_minute(server):
    for name in ("client_header_timeout", "client_body_timeout", "send_timeout", "keepalive_timeout"):
        assert 5 <= seconds(value(server, name)) <= 30, name
    assert value(server, "proxy_request_buffering") == "on"


def test_large_bodies_may_come_where_the_app_takes_them_and_nowhere_else(app, server):
    assert MAX_PLAIN_BYTES < bytes_of(value(server, "client_max_body_size")) < 2 * MAX_PLAIN_BYTES
    large = {
        name for name, block in locations(server) if any(w[0] == "client_max_body_size" for w, _ in block)
    }
    (pattern,) = large
    (block,) = (block for name, block in locations(server) if name == pattern)
    assert bytes_of(value(block, "client_max_body_size")) > MAX_REQUEST_BYTES
    others = [name for name, _ in locations(server) if name not in {pattern, "/"}]
    for rule in app.url_map.iter_rules():
        if rule.endpoint in TAKE_FILES:
            assert re.match(pattern, rule.rule), rule.rule
            assert not any(re.match(other, rule.rule) for other in others), "the first that fits counts"


def test_no_log_tells_where_someone_looks(app, server):
    (quiet,) = (name for name, block in locations(server) if (["access_log", "off"], None) in block)
    told = [path for _, path in addresses(app, unsafe=False) if path.startswith(("/kaart", "/tegels"))]
    assert told and all(re.match(quiet, path) for path in told)
    assert any(words[0] == "proxy_pass" for name, block in locations(server) for words, _ in block)


def test_a_client_cannot_say_who_it_is(server):
    assert (["proxy_set_header", "X-Forwarded-For", "$remote_addr"], None) in server


@pytest.mark.parametrize("text", ["a b", "a {", "a; }", "a { b } ;", ";"])
def test_the_reader_sees_what_is_no_configuration(text):
    with pytest.raises(AssertionError):
        read(text)
