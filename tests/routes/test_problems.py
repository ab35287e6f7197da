"""/meldingen: told, decided on, seen to, and open again when it is not solved."""

import re
import uuid
from datetime import timedelta

import pytest

from app.core.clock import today
from app.extensions import db
from app.models import Problem, ProblemReport, Stage, State
from tests.factories.corrections import ProblemReportFactory
from tests.factories.elements import ElementFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide

SECRET = "De buurman heeft dit gedaan."


@pytest.fixture
def poel(database):
    return ElementFactory(published=True, title="Poel Brinkveld")


@pytest.fixture
def desk(app, chris):
    client = app.test_client()
    sign_in(client, chris)
    return client


@pytest.fixture
def mine(app, client, anna):
    sign_in(client, anna)
    return client


def sent(**changed) -> dict:
    told = {"id": str(uuid.uuid4()), "version": "0", "problem": "waste", "seen_on": today().isoformat()}
    return told | {"notes": SECRET} | changed


def ask(client, poel, **changed):
    form = sent(**changed)
    return client.send(f"/meldingen/nieuw?element={poel.id}", form), form


def step(client, report, word, **words):
    page = f"/meldingen/{report.id}/{word}"
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    return client.send(page, {"version": version} | words)


def read(report) -> ProblemReport:
    db.session.expire_all()
    return db.session.get(ProblemReport, report.id)


def test_the_form_starts_with_the_danger_and_has_a_photo_first(mine, poel):
    page = mine.get(f"/meldingen/nieuw?element={poel.id}").text
    parts = ("Bel 112", "Wij zijn geen alarmdienst", "Maak een foto", 'value="obstacle"', 'name="notes"')
    assert [page.index(one) for one in parts] == sorted(page.index(one) for one in parts)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"problem": ""}, "Kies wat er mis is."),
        ({"problem": "onzin"}, "Kies wat er mis is."),
        ({"seen_on": ""}, "Vul de dag in, bijvoorbeeld 12-09-2026."),
        ({"seen_on": "onzin"}, "Vul de dag in, bijvoorbeeld 12-09-2026."),
        ({"seen_on": "2999-01-01"}, "Kies vandaag of een eerdere dag."),
        ({"seen_on": "1950-01-01"}, "Kies vandaag of een eerdere dag."),
        ({"notes": SECRET + "x" * 2000}, "hoogstens 2000 tekens"),
    ],
)
def test_what_cannot_be_is_named_and_all_that_was_typed_stays(mine, poel, changed, sentence):
    answer, _form = ask(mine, poel, **changed)
    assert answer.status_code == 422 and sentence in answer.text and SECRET in answer.text
    assert db.session.query(ProblemReport).count() == 0


@pytest.mark.S02
def test_sending_twice_makes_one(mine, poel):
    answer, form = ask(mine, poel)
    again = mine.send(f"/meldingen/nieuw?element={poel.id}", form)
    assert (answer.status_code, again.status_code) == (303, 303)
    report = db.session.query(ProblemReport).one()
    assert (report.stage, report.state, report.waits) == (Stage.REPORTED, State.PENDING, True)
    assert "Er ligt afval: Poel Brinkveld" in mine.get("/account/inzendingen").text


def test_one_changes_and_takes_back_ones_own_until_the_desk_decided(mine, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel, notes=SECRET)
    page = f"/meldingen/{report.id}/verbeteren"
    told = sent(id=str(report.id), version=str(report.version), problem="damage")
    assert SECRET in mine.get(page).text and mine.send(page, told).status_code == 303
    assert read(report).problem == Problem.DAMAGE
    assert mine.send(f"/meldingen/{report.id}/intrekken", {}).status_code == 303
    assert (read(report).state, report.waits) == (State.WITHDRAWN, False)


def test_accepting_makes_it_public_without_words_or_name(desk, app, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel, notes=SECRET)
    visitor = app.test_client()
    assert visitor.get(f"/meldingen/{report.id}").status_code == 404
    assert str(report.id) not in visitor.get("/meldingen").text
    decide(desk, report, "publish", reason="Dank je.")
    assert (read(report).stage, report.state) == (Stage.ACCEPTED, State.PUBLISHED)
    assert report.decisions[-1].changes["stage"] == ["reported", "accepted"]
    page = visitor.get(f"/meldingen/{report.id}").text
    assert "Aangenomen" in page and "Poel Brinkveld" in page
    assert SECRET not in page and anna.name not in page and "Dank je." not in page
    assert str(report.id) in visitor.get("/meldingen").text


@pytest.mark.parametrize("problem", ["animals", "other"])
def test_what_points_at_neighbours_is_never_public(desk, app, anna, poel, problem):
    report = ProblemReportFactory(author=anna, element=poel, problem=problem)
    decide(desk, report, "publish")
    visitor = app.test_client()
    assert visitor.get(f"/meldingen/{report.id}").status_code == 404
    assert str(report.id) not in visitor.get("/meldingen").text
    assert str(report.id) in desk.get("/meldingen").text


def test_declining_and_taking_that_back(desk, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel)
    decide(desk, report, "reject", reason="Dit is geen afval.")
    assert (read(report).stage, report.state) == (Stage.DECLINED, State.REJECTED)
    desk.send(f"/controle/{report.id}", {}, to=f"/controle/{report.id}/herstel")
    assert (read(report).stage, report.state, report.waits) == (Stage.REPORTED, State.PENDING, True)


def test_planned_then_solved_then_open_again_then_passed_on(desk, mine, app, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel, published=True)
    assert step(desk, report, "plannen", planned_on="2026-12-01", handled_by="").status_code == 422
    day = (today() - timedelta(days=1)).isoformat()
    assert step(desk, report, "plannen", planned_on=day, handled_by="Gemeente").status_code == 303
    assert (read(report).stage, report.handled_by) == (Stage.PLANNED, "Gemeente")
    assert report.decisions[-1].changes["planned_on"] == [None, day]
    assert "Te laat" in desk.get("/meldingen").text
    words = {"outcome": "Het puin is weg.", "reason": "Dank je wel."}
    assert step(desk, report, "opgelost", outcome="").status_code == 422
    assert step(desk, report, "opgelost", **words).status_code == 303
    page = app.test_client().get(f"/meldingen/{report.id}").text
    assert "Het puin is weg." in page and "Dank je wel." not in page
    again = f"/meldingen/{report.id}/niet-opgelost"
    assert "Dank je wel." in mine.get(f"/meldingen/{report.id}").text
    assert "Schrijf wat er nog mis is." in mine.send(again, {"reason": ""}).text
    assert mine.send(again, {"reason": "Het ligt er nog."}).status_code == 303
    assert (read(report).stage, report.state, report.waits) == (Stage.ACCEPTED, State.PUBLISHED, False)
    assert report.decisions[-1].changes["stage"] == ["solved", "accepted"]
    assert mine.get(again).status_code == 409
    assert step(desk, report, "doorgeven", handled_by="").status_code == 422
    assert step(desk, report, "doorgeven", handled_by="Waterschap").status_code == 303
    assert read(report).stage == Stage.PASSED_ON
    assert "Doorgegeven aan" in mine.get(f"/meldingen/{report.id}").text


def test_not_taking_it_up_needs_a_reason(desk, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel, published=True)
    answer = step(desk, report, "niet-oppakken", reason="")
    assert answer.status_code == 422 and "Schrijf waarom het niet wordt opgepakt." in answer.text
    assert step(desk, report, "niet-oppakken", reason="Dit hoort zo.").status_code == 303
    assert read(report).stage == Stage.DECLINED


def test_whoever_comes_second_is_told_and_the_same_click_twice_is_once(desk, anna, poel):
    report = ProblemReportFactory(author=anna, element=poel, published=True)
    told = {"version": str(report.version), "outcome": "Weg."}
    page = f"/meldingen/{report.id}/opgelost"
    assert [desk.send("/account", told, to=page).status_code for _ in range(2)] == [303, 303]
    assert [one.step for one in read(report).decisions] == ["solve"]
    late = told | {"handled_by": "Gemeente"}
    answer = desk.send("/account", late, to=f"/meldingen/{report.id}/doorgeven")
    assert answer.status_code == 409


def test_the_list_is_filtered_and_what_is_overdue_stands_first(desk, anna, poel):
    about = {"author": anna, "element": poel, "published": True}
    new = ProblemReportFactory(**about)
    done = ProblemReportFactory(**about, stage=Stage.SOLVED, outcome="Weg.")
    plan = {"stage": Stage.PLANNED, "handled_by": "Gemeente"}
    later = ProblemReportFactory(**about, **plan, planned_on=today() + timedelta(days=9))
    late = ProblemReportFactory(**about, **plan, planned_on=today() - timedelta(days=9), problem="sign")
    page = desk.get("/meldingen").text
    places = [page.index(str(one.id)) for one in (late, later, new, done)]
    assert places == sorted(places)
    for query, shown in (
        ("stand=planned", {late, later}),
        ("soort=sign", {late}),
        ("stand=solved&soort=waste", {done}),
        ("gemeente=GM0114", set()),
        (f"gemeente={new.municipality_code}", {new, done, late, later}),
        ("stand=onzin&soort=onzin&gemeente=onzin&na=onzin", {new, done, late, later}),
    ):
        page = desk.get(f"/meldingen?{query}").text
        assert {one for one in (new, done, late, later) if str(one.id) in page} == shown


def test_pages_follow_each_other_by_key(desk, anna, poel):
    reports = ProblemReportFactory.create_batch(45, author=anna, element=poel, published=True)
    seen, address = [], "/meldingen"
    while address:
        page = desk.get(address).text
        seen += re.findall(r'href="/meldingen/([0-9a-f-]{36})"', page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == 45 and set(seen) == {str(one.id) for one in reports}
