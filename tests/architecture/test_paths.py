"""Whatever an address or a key names, only files that are ours to show are opened (W08)."""

import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.config import ROOT
from app.storage import files
from tests.apps import another
from tests.checks.malformed import path_pieces
from tests.personas import sign_in

pytestmark = pytest.mark.W08
STARTS = ("/static/", "/static/build/", "/fotos/", "/tegels/elementen/", "/dev/mail/", "/beheer/", "/")
LIBRARIES = tuple({*map(Path, sysconfig.get_paths().values()), Path(sys.base_prefix), Path(sys.prefix)})
WAYS_OUT = (
    "../../../kanarie.txt",
    "..%2f..%2f..%2fkanarie.txt",
    "%2e%2e/%2e%2e/kanarie.txt",
    "..%5c..%5ckanarie.txt",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "....//....//etc/passwd",
    "%252e%252e%252fpyproject.toml",
    "css/../../../pyproject.toml",
    "css/..;/..;/config.py",
    "~root/.bashrc",
    "C:%5cwindows%5cwin.ini",
    "kanarie.txt%00.png",
)
OPENED: list[list[str]] = []  # an audit hook cannot be taken away again: it is silent while this is empty
QUICK = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])


def note(event: str, values: tuple) -> None:
    if event == "open" and OPENED and isinstance(values[0], str | bytes):
        OPENED[-1].append(values[0] if isinstance(values[0], str) else values[0].decode(errors="replace"))


sys.addaudithook(note)


@contextmanager
def opened() -> Iterator[list[str]]:
    """Collect the files that Python opens."""
    OPENED.append([])
    try:
        yield OPENED[-1]
    finally:
        OPENED.pop()


@pytest.fixture
def walker(app, database, chris, tmp_path):
    """The app as in development, so that its mails are there too, signed in as a coordinator."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "kanarie.txt").write_text("kanarie")
    client = another(app, database, env="development", data_dir=data).test_client()
    sign_in(client, chris)
    client.get("/")  # what is read once, at the first page and the first file
    client.get("/static/images/" + shown())
    ours = (data, ROOT / "app/static", ROOT / "app/templates", ROOT / "app/translations", *LIBRARIES)

    def strange(paths: list[str]) -> list[str]:
        found = [Path(path).resolve() for path in paths]
        return [str(path) for path in found if not any(path.is_relative_to(one.resolve()) for one in ours)]

    client.strange, client.outside = strange, tmp_path
    return client


def test_a_file_of_ours_is_opened_and_one_outside_would_be_noticed(walker):
    with opened() as paths:
        assert walker.get("/static/images/" + shown()).status_code == 200
        (walker.outside / "kanarie.txt").read_text()
    assert len(paths) > 1
    assert walker.strange(paths) == [str((walker.outside / "kanarie.txt").resolve())]


def shown() -> str:
    folder = ROOT / "app/static/images"
    return str(next(path for path in sorted(folder.rglob("*")) if path.is_file()).relative_to(folder))


def test_no_known_way_out_of_a_folder_leads_anywhere(walker):
    wrong = []
    for start, end in product(STARTS, WAYS_OUT):
        with opened() as paths:
            answer = walker.get(start + end)
        found = walker.strange(paths)
        text = unquote(answer.text).replace(unquote(end), "")
        if answer.status_code not in {301, 302, 303, 308, 400, 404} or found or "kanarie" in text:
            wrong.append(f"{start + end}: {answer.status_code} {found}")
    assert wrong == []


@given(start=st.sampled_from(STARTS), pieces=st.lists(path_pieces, min_size=1, max_size=6))
@QUICK
def test_no_address_opens_what_lies_outside(walker, start, pieces):
    address = start + "/".join(pieces)
    assume(not address.startswith("//"))  # the test's own browser would read a host there
    with opened() as paths:
        answer = walker.get(address)
    assert answer.status_code < 500
    assert walker.strange(paths) == []


@given(key=st.one_of(st.lists(path_pieces, max_size=6).map("/".join), st.text(max_size=80)))
@QUICK
def test_a_key_that_is_not_made_of_a_hash_reaches_no_store(app, key):
    for act in (files.get, files.exists, files.delete, lambda one: list(files.chunks(one))):
        with pytest.raises(ValueError, match="key"):
            act(key)
