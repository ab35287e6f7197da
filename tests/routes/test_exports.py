"""/downloads: ask, see how far it is, fetch; nobody fetches what another asked for."""

import io
import re
import uuid
import zipfile

import pytest
import sqlalchemy as sa

from app.extensions import db
from app.jobs.worker import Worker
from app.models import Export, ExportState, State
from app.storage import export_files
from tests.factories.exports import asked_export, made_export
from tests.factories.sightings import stored_sighting
from tests.personas import sign_in

pytestmark = [pytest.mark.G10, pytest.mark.usefixtures("data_dir")]
PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
HAZEL = {"species_key": "corylus-avellana", "claimed_key": "corylus-avellana", "blur_km": 0}
FORM_ID = re.compile(r'name="id"[^>]*value="([^"]+)"')


@pytest.fixture
def hazel(anna):
    return stored_sighting(anna, **HAZEL, state=State.PUBLISHED, waits=False)


@pytest.fixture
def bram_in(client, bram):
    sign_in(client, bram)
    return client


def ask(client, **fields):
    form = {"id": str(uuid.uuid4()), "kind": "csv"} | fields
    return client.send("/downloads", form)


def test_who_is_not_signed_in_signs_in_first_and_comes_back(client):
    answer = client.get("/downloads?groep=bird")
    assert answer.status_code == 302 and "/account/inloggen?next=/downloads?groep%3Dbird" in answer.location


def test_asked_made_and_fetched(app, bram_in, hazel):
    page = bram_in.get("/downloads")
    assert "Je hebt nog geen bestand gevraagd" in page.text
    answer = bram_in.send(
        "/downloads", {"id": FORM_ID.search(page.text)[1], "kind": "darwin_core", "jaar": "2026"}
    )
    assert (answer.status_code, answer.location) == (303, "/downloads#bestanden")
    page = bram_in.get("/downloads", headers=PARTIAL)
    assert "Wacht op zijn beurt" in page.text and 'hx-trigger="every 3s"' in page.text
    assert "<h1" not in page.text
    Worker(app).run_until_empty()
    page = bram_in.get("/downloads")
    assert "1 waarneming" in page.text and "every 3s" not in page.text
    there = re.search(r'href="(/downloads/[^"]+)"', page.text)[1]
    file = bram_in.get(there)
    assert (file.status_code, file.mimetype) == (200, "application/zip")
    assert re.search(
        r'filename="haarvaten-waarnemingen-20\d\d-\d\d-\d\d\.zip"', file.headers["Content-Disposition"]
    )
    assert file.headers["Cache-Control"] == "private, no-store"
    assert int(file.headers["Content-Length"]) == len(file.data)
    names = zipfile.ZipFile(io.BytesIO(file.data)).namelist()
    assert sorted(names) == ["eml.xml", "meta.xml", "multimedia.txt", "occurrence.txt"]


def test_the_filter_of_the_list_is_taken_over(bram_in, hazel):
    page = bram_in.get("/waarnemingen?naam=Hazelaar&gemeente=GM0106&foto=1")
    there = re.search(r'href="(/downloads\?[^"]+)"', page.text)[1].replace("&amp;", "&")
    form = bram_in.get(there).text
    assert 'value="Hazelaar"' in form and re.search(r'<option selected value="GM0106"', form)
    assert re.search(r"<input[^>]*checked[^>]*name=\"foto\"", form)


def test_the_filter_goes_with_what_is_asked_and_is_shown_in_words(bram_in, hazel):
    fields = {
        "naam": "hazelaar",
        "groep": "tree_shrub",
        "gemeente": "GM0106",
        "jaar": "2026",
        "hok": "233-557",
    }
    assert ask(bram_in, **fields, **{"rode-lijst": "y"}).status_code == 303
    asked = db.session.scalar(sa.select(Export.asked))
    assert asked == {
        "species_key": "corylus-avellana", "group": "tree_shrub", "red_list": True, "invasive": False,
        "town": "GM0106", "square": "233-557", "year": 2026, "with_photo": False,
    }  # fmt: skip
    assert "Hazelaar, Boom of struik, Assen, 2026, vak 233-557, Rode Lijst" in bram_in.get("/downloads").text


def test_what_is_wrong_is_said_and_all_that_was_typed_stays(bram_in):
    answer = ask(bram_in, naam="Hazelworm-achtig", hok="nergens", gemeente="GM0106", kind="")
    assert answer.status_code == 422
    for words in (
        "Deze soort kennen wij niet", "Dit is geen kilometerhok", "Kies wat voor bestand je wilt",
        'value="Hazelworm-achtig"', 'value="nergens"', '<option selected value="GM0106"',
        '<details class="hv-details" open',
    ):  # fmt: skip
        assert words in answer.text, words
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Export)) == 0


def test_a_third_at_once_is_refused_with_the_form_as_it_was(bram_in, bram):
    asked_export(bram)
    asked_export(bram)
    answer = ask(bram_in, jaar="2026")
    assert answer.status_code == 409 and "Wacht tot er één klaar is" in answer.text
    assert '<option selected value="2026"' in answer.text


def test_the_eleventh_in_a_day_is_told_when_to_come_back(bram_in, bram):
    for _ in range(10):
        made_export(bram)
    answer = ask(bram_in)
    assert answer.status_code == 429 and "Morgen kan het weer" in answer.text
    assert int(answer.headers["Retry-After"]) > 80_000


@pytest.mark.parametrize("who", ["anna", "chris", "dirk"])
def test_what_another_asked_for_is_not_there(client, request, bram, hazel, who):
    found = made_export(bram)
    sign_in(client, request.getfixturevalue(who))
    assert client.get(f"/downloads/{found.id}").status_code == 404
    assert str(found.id) not in client.get("/downloads").text


def test_what_is_over_or_not_made_yet_is_gone_in_words(bram_in, bram, hazel):
    found, waits = made_export(bram), asked_export(bram)
    assert "nog niet klaar" in bram_in.get(f"/downloads/{waits.id}").text
    export_files.delete(found.id, found.ending)  # put back from a backup, without its file
    answer = bram_in.get(f"/downloads/{found.id}")
    assert answer.status_code == 410 and "Vraag een nieuw bestand" in answer.text
    for state, words in (
        (ExportState.EXPIRED, "Dit bestand is er niet meer"),
        (ExportState.FAILED, "lukte niet"),
    ):
        found.state = state
        db.session.commit()
        assert bram_in.get(f"/downloads/{found.id}").status_code == 410
        assert words in bram_in.get("/downloads").text


def test_more_than_fits_is_said(bram_in, bram, hazel):
    found = made_export(bram)
    found.more, found.total = True, 100_000
    db.session.commit()
    assert "Alleen de nieuwste 100.000 zitten erin" in bram_in.get("/downloads").text
