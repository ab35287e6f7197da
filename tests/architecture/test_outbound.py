"""Nothing that people give is fetched; connections go only to hosts of the settings (W09)."""

import ast
import socket
from pathlib import Path

import pytest

from app.config import Settings
from tests.outbound import OutsideError

pytestmark = pytest.mark.W09
APP = Path(__file__).parents[2] / "app"
LINES_OUT = {
    "socket",
    "http.client",
    "urllib3",
    "requests",
    "httpx",
    "smtplib",
    "ftplib",
    "obstore",
    "aiohttp",
}
LINES_OUT |= {"urllib.request", "telnetlib", "asyncio", "websockets"}
DOORS = ("mail", "storage", "outside")  # each to one host of the settings


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)  # from urllib import request


def lines_out(path: Path) -> set[str]:
    return {
        name
        for name in imports(path)
        if name in LINES_OUT or name.split(".")[0] in LINES_OUT or name.startswith("urllib.request")
    }


def test_only_mail_files_and_pdok_have_a_line_out():
    found = {path.relative_to(APP).as_posix(): lines_out(path) for path in APP.rglob("*.py")}
    speaking = {name for name, lines in found.items() if lines}
    assert speaking
    assert {name for name in speaking if name.split("/")[0] not in DOORS} == set()


def test_the_hosts_are_settings_and_off_unless_they_are_given():
    given = Settings()
    assert (given.mail_url, given.pdok_url, given.s3_endpoint, given.files_url) == ("", "", "", "")


def test_no_field_of_a_form_and_no_part_of_an_address_is_fetched():
    """What people type is never an address of ours to open: no form has a field for one."""
    fields = [
        f"{path.name}: {node.func.id}"
        for path in (APP / "forms").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and "URL" in node.func.id.upper()
    ]
    assert fields == []


@pytest.mark.parametrize("host", ["192.0.2.1", "198.51.100.7", "2001:db8::1"])
def test_the_tests_themselves_stay_on_this_machine(host):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as line, pytest.raises(OutsideError):
        line.connect((host, 80))


def test_ours_may_be_reached():
    with socket.create_server(("127.0.0.1", 0)) as here, socket.create_connection(here.getsockname()):
        pass
