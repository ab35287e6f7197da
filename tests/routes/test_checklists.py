"""Lists of species, handed in without a script by a coordinator: looked at first, then taken over."""

import io

import pytest

from app.extensions import db
from app.jobs import JOBS
from app.models import ChecklistImport, ChecklistState, Job, Species
from app.services import checklist_imports
from app.storage import area_files, disk
from tests.checklists import checklist, meta, taxon
from tests.factories.species import example_checklist
from tests.personas import sign_in
from tests.storage.test_checklists import LAUGHS, XMLS, ZIPS

pytestmark = pytest.mark.usefixtures("data_dir")
PAGE = "/beheer/soorten"
TAXA = [
    taxon(1, "Aves", "class"),
    taxon(2, "Turdus merula"),
    taxon(3, "Turdus merula"),
    taxon(4, ""),
    taxon(5, "Athene noctua"),
]
GOOD = checklist(TAXA, [(2, "Merel", "nl")])


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


def hand_in(desk, data: bytes, name="lijst.zip"):
    return desk.send(PAGE, {"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def run_jobs() -> None:
    """Do the jobs of lists as the worker does, once each."""
    for job in db.session.query(Job).filter(Job.name.startswith("checklists.")).all():
        name, payload = job.name, dict(job.payload)
        db.session.delete(job)
        db.session.commit()
        JOBS[name](**payload)


def left_behind() -> list:
    return list(area_files.folder().iterdir())


def test_only_coordinators_come_in(client, anna):
    assert client.get(PAGE).status_code == 302
    sign_in(client, anna)
    found = example_checklist()
    for path in (PAGE, f"{PAGE}/{found.id}", f"{PAGE}/{found.id}/overnemen"):
        assert client.get(path).status_code == 403


def test_the_pages_of_beheer_lead_there_and_an_empty_list_says_what_to_do(desk):
    assert f'href="{PAGE}"' in desk.get("/beheer/gebieden").text
    page = desk.get(PAGE).text
    assert "Er is nog geen lijst ingelezen" in page and "Nederlands Soortenregister" in page


@pytest.mark.G08
def test_from_file_to_species(desk):
    there = hand_in(desk, GOOD).location
    page = desk.get(there).text
    assert "Het bestand wordt gelezen" in page and "<progress" in page and f'hx-get="{there}"' in page
    run_jobs()
    page = desk.get(there).text
    assert "Nagekeken, nog niet overgenomen" in page and "Proeflijst van soorten" in page
    assert "<strong>Regel 3</strong>: Deze naam staat vaker in de lijst." in page
    assert "<strong>Regel 4</strong>: Er is geen naam bij deze regel." in page
    assert page.index("Regel 3") < page.index("Regel 4") and "hx-get" not in page
    assert db.session.get(Species, "turdus-merula") is None, "looking changes nothing"
    assert "Er komt 1 soort bij." in desk.get(f"{there}/overnemen").text
    assert desk.send(f"{there}/overnemen", {}).location == there
    assert "De lijst wordt overgenomen" in desk.get(there).text
    run_jobs()
    assert "Deze lijst is overgenomen" in desk.get(there).text
    bird = db.session.get(Species, "turdus-merula")
    assert (bird.dutch_name, bird.source, bird.blur_km) == ("Merel", "Proeflijst van soorten", 0)
    assert left_behind() == [] and "Overgenomen" in desk.get(PAGE).text


@pytest.mark.G08
def test_taking_over_twice_is_once_and_a_taken_list_stays(desk, chris):
    there = hand_in(desk, GOOD).location
    run_jobs()
    for _ in range(2):
        assert desk.send(PAGE, {}, to=f"{there}/overnemen").status_code == 303
    assert db.session.query(Job).filter_by(name=checklist_imports.APPLY).count() == 1
    run_jobs()
    found = db.session.query(ChecklistImport).one()
    checklist_imports.take_over_checklist(found.id)
    assert (found.state, found.counts["new"]) == (ChecklistState.APPLIED, 1)
    kept = desk.send(PAGE, {}, to=f"{there}/weg")
    assert kept.status_code == 409 and "kun je niet weggooien" in kept.text


def test_a_fragment_is_what_htmx_puts_in_place(desk):
    found = example_checklist(ChecklistState.READING)
    part = desk.get(f"{PAGE}/{found.id}", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert part.text.lstrip().startswith("<div") and "<html" not in part.text


def test_how_far_the_reading_is_can_be_seen(desk, monkeypatch):
    monkeypatch.setattr(checklist_imports, "EVERY", 2)
    hand_in(desk, GOOD)
    run_jobs()
    assert db.session.query(ChecklistImport).one().done == 4, "noted at every second row"
    found = example_checklist(ChecklistState.READING)
    found.done = 25_000
    db.session.commit()
    assert "25.000 regels" in desk.get(f"{PAGE}/{found.id}").text


def test_no_file_is_said_beside_the_field(desk):
    nothing = desk.send(PAGE, {})
    assert nothing.status_code == 422 and "Kies een bestand." in nothing.text
    empty = hand_in(desk, b"")
    assert empty.status_code == 422 and "Dit bestand is leeg." in empty.text and left_behind() == []


@pytest.mark.G05
def test_a_file_of_more_than_fifty_megabytes_is_refused_before_it_is_read(desk, monkeypatch):
    monkeypatch.setattr(area_files, "MAX_BYTES", 1000)
    large = hand_in(desk, b"x" * 1001)
    assert large.status_code == 413 and "hoogstens 50 MB" in large.text
    assert left_behind() == [] and db.session.query(ChecklistImport).count() == 0


@pytest.mark.G05
@pytest.mark.once
@pytest.mark.parametrize("trap", ["climbing", "link", "nested", "ratio", "overlap", "cut", "no zip"])
def test_a_zip_that_is_a_trap_is_told_in_words_and_changes_nothing(desk, trap):
    _refused(desk, ZIPS[trap]())


@pytest.mark.G06
@pytest.mark.once
@pytest.mark.parametrize("trap", ["doctype", "laughs", "outside", "climbing", "deep"])
def test_xml_that_is_a_trap_is_told_in_words_and_changes_nothing(desk, trap):
    _refused(desk, checklist(TAXA, meta_xml=XMLS[trap]))


@pytest.mark.G06
def test_a_trap_beside_the_list_is_refused_too(desk):
    _refused(desk, checklist(TAXA, eml_xml=LAUGHS.encode() + b"<eml/>"))


def _refused(desk, data: bytes) -> None:
    there = hand_in(desk, data).location
    run_jobs()
    page = desk.get(there).text
    assert "Er is niets veranderd." in page and "%(" not in page and "Neem deze lijst over" not in page
    assert db.session.query(ChecklistImport).one().state == ChecklistState.FAILED
    assert db.session.get(Species, "turdus-merula") is None and left_behind() == []
    taken = desk.send(PAGE, {}, to=f"{there}/overnemen")
    assert taken.status_code == 409 and "niet klaar om over te nemen" in taken.text
    assert desk.send(PAGE, {}, to=f"{there}/weg").location == PAGE and desk.get(there).status_code == 404


def test_a_full_disk_is_named_and_nothing_is_stored(desk, monkeypatch):
    def full(_folder):
        raise disk.full()

    monkeypatch.setattr(area_files, "check_room", full)
    answer = hand_in(desk, GOOD)
    assert answer.status_code == 507 and "Het bestand is niet bewaard." in answer.text
    assert db.session.query(ChecklistImport).count() == 0


def test_a_file_that_was_cleaned_up_is_asked_for_again(desk):
    there = hand_in(desk, GOOD).location
    run_jobs()
    for path in left_behind():
        path.unlink()
    desk.send(f"{there}/overnemen", {})
    run_jobs()
    assert "Het bestand is er niet meer. Kies het opnieuw." in desk.get(there).text
    assert db.session.get(Species, "turdus-merula") is None


def test_a_list_without_a_title_is_called_by_its_file(desk):
    hand_in(desk, checklist(TAXA, meta_xml=meta(), eml_xml=b"<eml/>"), name="lijsten/vogels.zip")
    run_jobs()
    found = db.session.query(ChecklistImport).one()
    assert (found.source, found.title) == ("vogels.zip", "vogels")
