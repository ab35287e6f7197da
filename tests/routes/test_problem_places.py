"""Something is told at a free place, on no element: over the border, too far, changed, seen, solved."""

import re
import uuid
from io import BytesIO

import pytest

from app.core.clock import today
from app.extensions import db
from app.jobs.worker import Worker
from app.models import Moment, ProblemReport, Stage
from tests.factories.corrections import FreeReportFactory, ProblemReportFactory
from tests.factories.elements import ElementFactory
from tests.forms.filled import sent_again
from tests.personas import sign_in
from tests.pictures import jpeg
from tests.routes.test_moderation import decide
from tests.routes.test_problems import SECRET, sent, step

NEW = "/meldingen/nieuw"
ASSEN, EMLICHHEIM, AMSTERDAM = "52,9967 6,5632", "52,61 6,86", "52,37 4,9"


@pytest.fixture
def mine(app, client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


def only() -> ProblemReport:
    db.session.expire_all()
    return db.session.query(ProblemReport).one()


def test_it_is_begun_where_people_look(mine, anna):
    element = ElementFactory(published=True)
    for page in ("/", "/vastleggen", "/meldingen"):
        assert f'href="{NEW}"' in mine.get(page).text, page
    assert f'href="{NEW}?element={element.id}"' in mine.get(f"/elementen/{element.id}").text
    form = mine.get(NEW).text
    parts = (
        "Bel 112",
        "Wij zijn geen alarmdienst",
        "Maak een foto",
        'value="noise"',
        "<place-fields",
        'name="notes"',
    )
    assert [form.index(one) for one in parts] == sorted(form.index(one) for one in parts)
    assert "<place-fields" not in mine.get(f"{NEW}?element={element.id}").text


def test_the_place_says_which_village_and_whose_desk(mine, desk):
    answer = mine.send(NEW, sent(begin=ASSEN, system="wgs84"))
    assert answer.status_code == 303
    report = only()
    assert (report.element_id, round(report.lon, 4), round(report.lat, 4)) == (None, 6.5632, 52.9967)
    assert (report.village, report.municipality_code, report.stage) == ("Assen", "GM0106", Stage.REPORTED)
    thanks = mine.get(answer.location).text
    assert "Er ligt afval: bij Assen" in thanks and "Nog iets melden" in thanks
    page = desk.get(f"/controle/{report.id}").text
    assert "Kaart: de plek van Er ligt afval: bij Assen" in page and SECRET in page
    assert "Er ligt afval: bij Assen" in desk.get("/controle").text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({}, "Geef aan waar het is"),
        ({"begin": AMSTERDAM}, "Deze plek ligt ver buiten Drenthe."),
        ({"begin": "10 10"}, "Deze plek ligt niet in Nederland."),
        ({"begin": "onzin"}, SECRET),
        ({"begin": ASSEN, "square": "233-557"}, "Je gaf de plek op meer manieren aan."),
        ({"roughly": "y"}, "Kies het dorp."),
        ({"place_id": "onzin", "begin": ASSEN}, "Kies het dorp."),
        ({"begin": ASSEN, "problem": ""}, "Kies wat er mis is."),
        ({"shape": '{"type":"LineString","coordinates":[[6.5,53.0],[6.6,53.0]]}', "begin": ASSEN}, SECRET),
    ],
)
def test_a_place_that_cannot_be_is_named_and_all_that_was_typed_stays(mine, changed, sentence):
    answer = mine.send(NEW, sent(**changed))
    assert answer.status_code == 422 and sentence in answer.text
    kept = sent_again(answer.text)
    assert kept["notes"] == SECRET and kept["begin"] == changed.get("begin", "")
    assert kept.get("problem", "") == changed.get("problem", "waste")
    assert db.session.query(ProblemReport).count() == 0


def test_just_over_the_border_is_a_warning_only(mine, desk):
    now = mine.send(NEW, {"begin": EMLICHHEIM, "system": "wgs84"}, to="/waarnemingen/nieuw/plek").text
    assert "net over de grens met Duitsland" in now
    assert mine.send(NEW, sent(begin=EMLICHHEIM, system="wgs84")).status_code == 303
    assert "Ligt" in desk.get(f"/controle/{only().id}").text and only().municipality_code


def test_a_button_of_the_place_brings_the_form_back_as_it_was(mine):
    answer = mine.send(NEW, sent(begin="237099 551167", system="wgs84", wissel="rd"))
    kept = sent_again(answer.text)
    assert answer.status_code == 200 and (kept["notes"], kept["system"]) == (SECRET, "rd")


def test_a_place_that_is_known_roughly_is_changed_with_a_trace_that_says_no_place(mine, anna):
    report = FreeReportFactory(author=anna, accuracy_m=707.0)
    page = f"/meldingen/{report.id}/verbeteren"
    told = sent(id=str(report.id), version=str(report.version), notes=report.notes)
    assert "Nu: een plek bij benadering" in mine.get(page).text
    assert mine.send(page, told | {"problem": "damage", "seen_on": "2026-11-02"}).status_code == 303
    kept = only()
    assert (kept.lon, kept.lat, kept.accuracy_m) == (report.lon, report.lat, 707.0)
    assert set(kept.decisions[-1].changes) == {"problem"}
    told |= {"version": str(kept.version), "problem": "damage", "seen_on": "2026-11-02"}
    assert mine.send(page, told | {"begin": "52,79 6,89", "system": "wgs84"}).status_code == 303
    moved = only()
    assert (moved.lon, moved.municipality_code, moved.village) == (6.89, "GM0114", "Emmen")
    assert moved.decisions[-1].changes == {
        "lon": [None, None],
        "lat": [None, None],
        "accuracy_m": [707.0, None],
    }


def test_accepted_it_is_public_with_its_map_and_without_words_or_name(mine, desk, app, anna):
    report = FreeReportFactory(author=anna, notes=SECRET)
    visitor = app.test_client()
    assert visitor.get(f"/meldingen/{report.id}").status_code == 404
    assert visitor.get("/meldingen").text.count("bij Anloo") == 0
    decide(desk, report, "publish")
    page = visitor.get(f"/meldingen/{report.id}").text
    assert "Kaart: de plek van Er ligt afval" in page and "Anloo" in page
    assert SECRET not in page and anna.name not in page
    assert "Er ligt afval: bij Anloo" in visitor.get("/meldingen").text
    told = {"planned_on": today().isoformat(), "handled_by": "Gemeente"}
    assert step(desk, report, "plannen", **told).status_code == 303
    for page in ("opgelost", "doorgeven", "niet-oppakken"):
        assert "bij Anloo" in desk.get(f"/meldingen/{report.id}/{page}").text


def test_an_element_and_a_place_at_once_is_the_element(mine):
    element = ElementFactory(published=True)
    assert mine.send(f"{NEW}?element={element.id}", sent(begin=ASSEN, system="wgs84")).status_code == 303
    assert (only().element_id, only().lon, only().village) == (element.id, None, "")
    assert mine.get(f"{NEW}?element={uuid.uuid4()}").status_code == 404
    assert mine.get(f"{NEW}?element=onzin").status_code == 404


@pytest.mark.committed
def test_it_is_solved_with_a_picture_that_everyone_sees(desk, app, anna):
    report = FreeReportFactory(author=anna, published=True)
    page = f"/meldingen/{report.id}/opgelost"
    version = re.search(r'name="version"[^>]*value="(\d+)"', desk.get(page).text)[1]
    told = {
        "version": version,
        "outcome": "Het puin is weg.",
        "photos_new": [(BytesIO(jpeg((64, 48))), "na.jpg")],
    }
    refused = desk.send(page, told, content_type="multipart/form-data")
    assert refused.status_code == 422 and "Staat er iemand herkenbaar op?" in refused.text
    kept = sent_again(refused.text)
    assert kept["outcome"] == "Het puin is weg." and uuid.UUID(kept["photos"])
    twice = [desk.post(page, data=kept | {"people_ok": "y"}).status_code for _ in range(2)]
    assert twice == [303, 303] and len(only().decisions) == 1
    Worker(app).run_until_empty()
    photo = only().photos[0]
    seen = app.test_client().get(f"/meldingen/{report.id}").text
    assert only().stage == Stage.SOLVED and f"photo-{photo.id}" in seen and "Foto melden" not in seen
    assert photo.moment == Moment.AFTER and 'hv-photo__label">Na<' in seen
    address = re.search(rf'src="(/fotos/{photo.id}/1024\.webp[^"]*)"', seen)[1]
    with app.test_client().get(address.replace("&amp;", "&")) as picture:
        assert (picture.status_code, picture.mimetype) == (200, "image/webp")


def test_what_is_not_solved_comes_back_to_the_desk_with_who_and_when(mine, desk, app, anna):
    other = ProblemReportFactory(author=anna, published=True, stage=Stage.SOLVED)
    report = FreeReportFactory(author=anna, published=True, stage=Stage.SOLVED, outcome="Weg.")
    assert "niet opgelost, zegt de melder" not in desk.get("/meldingen").text
    assert "niet opgelost" not in desk.get("/controle").text
    assert mine.send(f"/meldingen/{report.id}/niet-opgelost", {"reason": SECRET}).status_code == 303
    assert "1 melding niet opgelost" in desk.get("/controle").text
    every, told = desk.get("/meldingen").text, desk.get("/meldingen?stand=niet-opgelost").text
    assert "1 melding is niet opgelost, zegt de melder" in every and str(other.id) in every
    assert str(report.id) in told and str(other.id) not in told and anna.name in told
    assert "Niet opgelost, zegt de melder (1)" in told
    for reader in (app.test_client(), mine):
        page = reader.get("/meldingen?stand=niet-opgelost").text
        assert str(other.id) in page and "zegt de melder" not in page
    public = app.test_client().get(f"/meldingen/{report.id}").text
    assert "zegt de melder" not in public and anna.name not in public
    assert anna.name in desk.get(f"/meldingen/{report.id}").text
    assert step(desk, report, "doorgeven", handled_by="Waterschap").status_code == 303
    assert "niet opgelost" not in desk.get("/controle").text


def test_the_form_of_a_step_says_what_may_stay_empty(mine, desk, anna):
    report = FreeReportFactory(author=anna, published=True)
    # solved: the words of a photo may, too
    for deed, empty in {"plannen": 1, "opgelost": 2, "doorgeven": 1, "niet-oppakken": 0}.items():
        assert desk.get(f"/meldingen/{report.id}/{deed}").text.count("mag leeg") == empty, deed
    solved = FreeReportFactory(author=anna, published=True, stage=Stage.SOLVED)
    assert "mag leeg" not in mine.get(f"/meldingen/{solved.id}/niet-opgelost").text
