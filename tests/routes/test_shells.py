"""Pages that devices keep, the worker, the manifest, and the files of before (O07, O14)."""

import json
import re
from datetime import timedelta

import pytest
import time_machine

from app.core.browser_files import BrowserFile, browser_files
from app.core.clock import now
from app.routes import _shells
from app.storage.browser_copies import DAYS, find_copy, keep_copies
from tests.apps import another
from tests.factories.elements import ElementFactory
from tests.personas import sign_in

SHELLS = sorted(_shells.SHELLS)


@pytest.fixture(autouse=True)
def fresh():
    _shells.rendered.cache_clear()


def told(client) -> dict:
    script = client.get("/sw.js")
    assert script.headers["Cache-Control"] == "no-cache"
    return json.loads(re.search(r"self\.HAARVATEN = (.*);\n", script.text)[1])


@pytest.mark.O14
@pytest.mark.parametrize("name", SHELLS)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_kept_page_is_the_same_for_everyone_and_on_every_day(client, anna, name, language):
    element = ElementFactory(author=anna, title="Houtwal van Anna (voorbeeld)", published=True)
    before = client.get(f"/schil/{language}/{name}")
    sign_in(client, anna)
    _shells.rendered.cache_clear()
    with time_machine.travel(now() + timedelta(days=200)):
        after = client.get(f"/schil/{language}/{name}")
    assert before.status_code == after.status_code == 200
    assert before.data == after.data
    for secret in (anna.name, anna.email, str(anna.id), element.title, str(element.id)):
        assert secret not in after.text
    assert 'name="csrf_token" value=""' in after.text or "csrf_token" not in after.text


@pytest.mark.O14
@pytest.mark.parametrize("name", ["onderhoud", "element", "geen-bereik"])
def test_a_kept_page_speaks_its_own_language(client, name):
    dutch, english = (client.get(f"/schil/{code}/{name}") for code in ("nl", "en"))
    assert '<html lang="nl"' in dutch.text and '<html lang="en"' in english.text


@pytest.mark.parametrize("path", ["/schil/nl/beheer", "/schil/fr/onderhoud"])
def test_what_is_no_kept_page_is_not_there(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.O07
def test_the_worker_lists_what_is_there_under_the_hash_that_it_has(client):
    listed = told(client)
    assert len(listed["files"]) > 100
    for address, mark in listed["files"] + listed["later"]:
        with client.get(address) as answer:
            assert answer.status_code == 200, address
            assert _sha256(answer.data).startswith(mark), address
    assert {"onderhoud", "element", "melding", "versturen", "geen-bereik"} <= listed["shells"]["en"].keys()


@pytest.mark.O07
def test_every_file_that_a_kept_page_asks_for_is_kept_too(client):
    listed = told(client)
    known = {address for address, _mark in listed["files"] + listed["later"]}
    for address in listed["shells"]["nl"].values():
        asked = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', client.get(address).text))
        assert asked - known == set(), address


@pytest.mark.O07
def test_the_version_is_another_one_as_soon_as_a_file_is(client, monkeypatch):
    before = told(client)["version"]
    assert told(client)["version"] == before
    monkeypatch.setattr("app.routes.shells.browser_files", lambda *_a, **_k: browser_files()[1:])
    assert told(client)["version"] != before


@pytest.mark.O07
def test_the_switch_serves_the_worker_that_ends_all_workers(app, database):
    client = another(app, database, worker="off").test_client()
    script = client.get("/sw.js").text
    assert "unregister" in script and "HAARVATEN" not in script
    assert 'data-worker="off"' in client.get("/").text


def test_the_manifest_says_what_installs(client):
    manifest = json.loads(client.get("/manifest.webmanifest").data)
    assert manifest["start_url"] == manifest["scope"] == "/" and manifest["display"] == "standalone"
    assert manifest["shortcuts"][0]["url"] == "/onderhoud/nieuw"
    sizes = {(one["sizes"], one.get("purpose", "any")) for one in manifest["icons"]}
    assert sizes == {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")}
    for one in manifest["icons"]:
        with client.get(one["src"]) as answer:
            assert answer.status_code == 200 and answer.mimetype == "image/png"


# --- files of before ---------------------------------------------------------------------------------


def _files(static, text: str) -> list[BrowserFile]:
    (static / "js").mkdir(parents=True, exist_ok=True)
    (static / "js/a.js").write_text(text)
    return [BrowserFile("js/a.js", _sha256(text.encode())[:10], "")]


@pytest.mark.O07
def test_what_was_replaced_stays_for_ninety_days_after_that(tmp_path):
    static, kept, day = tmp_path / "static", tmp_path / "kept", 86_400
    first = _files(static, "een")
    keep_copies(first, static, kept, now_s=0)
    second = _files(static, "twee")
    keep_copies(second, static, kept, now_s=200 * day)  # half a year later, and from then on it counts
    assert find_copy(kept, first[0].key, "js/a.js").read_text() == "een"
    keep_copies(second, static, kept, now_s=(200 + DAYS - 1) * day)
    assert find_copy(kept, first[0].key, "js/a.js") is not None
    keep_copies(second, static, kept, now_s=(200 + DAYS + 1) * day)
    assert find_copy(kept, first[0].key, "js/a.js") is None
    assert find_copy(kept, second[0].key, "js/a.js").read_text() == "twee"
    assert not (kept / first[0].key).exists()


@pytest.mark.parametrize(
    ("key", "name"), [("..", "a.js"), ("ab", "../a.js"), ("ab", "/etc/passwd"), ("", "a.js")]
)
def test_no_address_leads_out_of_the_folder_of_copies(tmp_path, key, name):
    (tmp_path / "a.js").write_text("x")
    (tmp_path / "kept" / "ab").mkdir(parents=True)
    assert find_copy(tmp_path / "kept", key, name) is None


@pytest.mark.parametrize("name", ["../../pyproject.toml", "js/../../../pyproject.toml", "/etc/passwd"])
def test_no_address_has_a_file_outside_the_folder_read(client, monkeypatch, name):
    monkeypatch.setattr("app.routes.assets.fingerprint", lambda path: pytest.fail(f"read {path}"))
    assert client.get(f"/static/{name}?v=x").status_code in {308, 404}


@pytest.mark.O07
def test_a_page_of_before_finds_the_files_that_it_names(app, client):
    kept = app.config["SETTINGS"].data_dir / "assets"
    for key, name in (("0ldbu1ld00", "js/app.js"), ("0ldhash000", "build/haarvaten.css")):
        (kept / key / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / key / name).write_text("zoals het was")
    for address in ("/static/b/0ldbu1ld00/js/app.js", "/static/build/haarvaten.css?v=0ldhash000"):
        with client.get(address) as answer:
            assert answer.text == "zoals het was" and "immutable" in answer.headers["Cache-Control"]
    with client.get("/static/b/neverbuilt/js/app.js") as answer:
        assert answer.status_code == 200 and "immutable" not in answer.headers["Cache-Control"]
    assert client.get("/static/b/0ldbu1ld00/js/geen.js").status_code == 404


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
