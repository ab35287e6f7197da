"""/ideeen: told, decided on, read, and joined in with."""

import re
import uuid
from datetime import timedelta

import pytest

from app.core.clock import today
from app.extensions import db
from app.models import Idea, IdeaJoin, IdeaStage, State
from app.services.ideas import IDEA_TERM_DAYS
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory
from tests.factories.ideas import IdeaFactory, like
from tests.factories.people import UserFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide

WISH = "Hier stonden vroeger appelbomen."


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
    told = {"id": str(uuid.uuid4()), "version": "0", "title": "Een rij fruitbomen", "about": WISH}
    return told | {"begin": "53.0421 6.7012"} | changed


def read(idea) -> Idea:
    db.session.expire_all()
    return db.session.get(Idea, idea.id)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"title": ""}, "Geef je idee een titel."),
        ({"title": "x" * 121}, "hoogstens 120 tekens"),
        ({"about": ""}, "Schrijf wat je hier graag wilt."),
        ({"about": "Een rij fruitbomen" + "x" * 2000}, "hoogstens 2000 tekens"),
        ({"begin": ""}, "Geef aan waar het"),
        ({"begin": "51.0 6.7"}, "Drenthe"),
    ],
)
def test_what_cannot_be_is_named_and_all_that_was_typed_stays(mine, changed, sentence):
    told = sent(**changed)
    answer = mine.send("/ideeen/nieuw", told)
    assert answer.status_code == 422 and sentence in answer.text
    assert all(words in answer.text for words in (told["title"], told["about"], told["begin"]))
    assert db.session.query(Idea).count() == 0


@pytest.mark.S02
def test_sending_twice_makes_one_that_waits_and_others_do_not_see(mine, app):
    told = sent()
    assert [mine.send("/ideeen/nieuw", told).status_code for _ in range(2)] == [303, 303]
    idea = db.session.query(Idea).one()
    assert (idea.state, idea.village, idea.municipality_code) == (State.PENDING, "Annen", "GM1680")
    assert "Een rij fruitbomen" in mine.get("/account/inzendingen").text
    visitor = app.test_client()
    assert visitor.get(f"/ideeen/{idea.id}").status_code == 404
    assert mine.get(f"/ideeen/{idea.id}").status_code == 200


def test_an_idea_on_an_element_needs_no_place(mine):
    poel = ElementFactory(published=True, title="Poel Brinkveld")
    answer = mine.send(f"/ideeen/nieuw?element={poel.id}", sent(begin=""))
    assert answer.status_code == 303
    idea = db.session.query(Idea).one()
    assert (idea.element_id, idea.lon, idea.municipality_code) == (poel.id, None, poel.municipality_code)
    assert "Poel Brinkveld" in mine.get(f"/ideeen/{idea.id}").text
    hidden = ElementFactory()
    assert mine.get(f"/ideeen/nieuw?element={hidden.id}").status_code == 404


def test_one_changes_and_takes_back_ones_own_until_the_desk_decided(mine, anna):
    idea = IdeaFactory(author=anna)
    page = f"/ideeen/{idea.id}/verbeteren"
    told = sent(id=str(idea.id), version=str(idea.version), title="Een heg", begin="52.9967 6.5625")
    assert idea.about in mine.get(page).text and mine.send(page, told).status_code == 303
    assert (read(idea).title, idea.village, idea.municipality_code) == ("Een heg", "Assen", "GM0106")
    assert mine.send(f"/ideeen/{idea.id}/intrekken", {}).status_code == 303
    assert (read(idea).state, idea.waits) == (State.WITHDRAWN, False)
    shown = IdeaFactory(author=anna, published=True)
    told = sent(id=str(shown.id), version=str(shown.version))
    assert mine.send("/account", told, to=f"/ideeen/{shown.id}/verbeteren").status_code == 409
    assert mine.send("/account", {}, to=f"/ideeen/{shown.id}/intrekken").status_code == 409


def test_approving_puts_it_on_view_without_a_name_and_the_term_begins(desk, app, anna):
    idea = IdeaFactory(author=anna)
    assert idea.about in desk.get(f"/controle/{idea.id}").text
    decide(desk, idea, "publish")
    assert (read(idea).is_public, idea.answer_by) == (True, today() + timedelta(days=IDEA_TERM_DAYS))
    visitor = app.test_client()
    page = visitor.get(f"/ideeen/{idea.id}").text
    assert idea.title in page and "Antwoord uiterlijk op" in page and anna.name not in page
    assert idea.title in visitor.get("/ideeen").text
    desk.send(f"/controle/{idea.id}", {}, to=f"/controle/{idea.id}/herstel")
    assert (read(idea).is_public, idea.answer_by, idea.state) == (False, None, State.PENDING)
    assert idea.title not in visitor.get("/ideeen").text


def test_others_join_in_and_go_and_are_named_only_if_they_chose_so(app, anna):
    idea = IdeaFactory(author=anna, published=True)
    like(UserFactory(name="Els Voorbeeld", show_name=True), idea)
    someone, client = UserFactory(name="Fokke Voorbeeld", show_name=False), app.test_client()
    sign_in(client, someone)
    page = f"/ideeen/{idea.id}"
    for _ in range(2):
        assert client.send(page, {}, to=f"{page}/meedoen").status_code == 303
    shown = app.test_client().get(page).text
    assert "Nog 2 mensen willen dit" in shown and "Els Voorbeeld" in shown and "Fokke" not in shown
    assert "nog 2 mensen willen dit" in app.test_client().get("/ideeen").text
    for _ in range(2):
        assert client.send(page, {}, to=f"{page}/niet-meer").status_code == 303
    assert db.session.query(IdeaJoin).count() == 1


def test_whose_idea_it_is_does_not_count_twice(mine, anna):
    idea = IdeaFactory(author=anna, published=True)
    page = f"/ideeen/{idea.id}"
    assert mine.send("/account", {}, to=f"{page}/meedoen").status_code == 303
    assert db.session.query(IdeaJoin).count() == 0


def test_the_list_is_filtered_and_the_newest_stands_first(app, anna):
    old = IdeaFactory(author=anna, published=True)
    new = IdeaFactory(author=anna, published=True, municipality_code="GM0106", stage=IdeaStage.ANSWERED)
    waits = IdeaFactory(author=anna)
    visitor = app.test_client()
    for query, shown in (
        ("", [new, old]),
        ("stand=answered", [new]),
        ("stand=declined", []),
        ("gemeente=GM1680", [old]),
        ("stand=onzin&gemeente=onzin&na=onzin", [new, old]),
    ):
        page = visitor.get(f"/ideeen?{query}").text
        assert re.findall(r'href="/ideeen/([0-9a-f-]{36})"', page) == [str(one.id) for one in shown]
        assert str(waits.id) not in page
    assert "Hier is niets gevonden" in visitor.get("/ideeen?stand=declined").text


def test_without_any_the_page_says_what_to_expect(app, database):
    assert "Er zijn nog geen ideeën" in app.test_client().get("/ideeen").text


def test_pages_follow_each_other_by_key(app, anna):
    ideas = IdeaFactory.create_batch(45, author=anna, published=True)
    visitor, seen, address = app.test_client(), [], "/ideeen"
    while address:
        page = visitor.get(address).text
        seen += re.findall(r'href="/ideeen/([0-9a-f-]{36})"', page)
        found = re.search(r'href="([^"]+)" rel="next"', page)
        address = found[1].replace("&amp;", "&") if found else ""
    assert len(seen) == 45 and set(seen) == {str(one.id) for one in ideas}


def step(client, idea, word, **words):
    page = f"/ideeen/{idea.id}/{word}"
    version = re.search(r'name="version"[^>]*value="(\d+)"', client.get(page).text)[1]
    return client.send(page, {"version": version} | words)


def test_a_coordinator_answers_and_everyone_reads_it(desk, app, anna):
    idea = IdeaFactory(author=anna, published=True)
    assert step(desk, idea, "beantwoorden", reason="").status_code == 422
    assert step(desk, idea, "beantwoorden", reason="Wij vragen het de boer.").status_code == 303
    page = app.test_client().get(f"/ideeen/{idea.id}").text
    assert "Wij vragen het de boer." in page and "Beantwoord" in page and "Chris" not in page
    assert desk.get(f"/ideeen/{idea.id}/beantwoorden").status_code == 409


@pytest.mark.parametrize("field", ["became", "address"])
def test_an_idea_becomes_a_day_or_a_group_and_both_pages_lead_to_each_other(desk, app, anna, field):
    idea = IdeaFactory(author=anna, published=True)
    day, group = EventFactory(published=True), GroupFactory(published=True)
    visitor = app.test_client()
    what = {"became": f"agenda/{day.id}", "address": f"https://haarvaten.example/groepen/{group.id}"}
    page, name = (
        (f"/agenda/{day.id}", day.title) if field == "became" else (f"/groepen/{group.id}", group.name)
    )
    assert "Begonnen als idee" not in visitor.get(page).text
    assert step(desk, idea, "gaat-gebeuren", **{field: what[field]}).status_code == 303
    assert read(idea).stage == IdeaStage.BECAME
    there = visitor.get(f"/ideeen/{idea.id}").text
    assert f'href="{page}"' in there and name in there and "Ik doe mee" not in there
    back = visitor.get(page).text
    assert "Begonnen als idee" in back and f'href="/ideeen/{idea.id}"' in back


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({}, "Kies wat het wordt, of plak het adres van de pagina."),
        ({"became": "onzin"}, "Kies uit de lijst."),
        ({"address": "https://example.nl/elders"}, "Dit is geen adres van een dag"),
        ({"address": f"/agenda/{uuid.uuid4()}"}, "Kies een dag of een groep die iedereen kan zien."),
    ],
)
def test_what_it_becomes_is_asked_in_dutch_and_what_was_typed_stays(desk, anna, words, sentence):
    idea = IdeaFactory(author=anna, published=True)
    answer = step(desk, idea, "gaat-gebeuren", reason="Op zaterdag.", **words)
    assert answer.status_code == 422 and sentence in answer.text and "Op zaterdag." in answer.text
    assert words.get("address", "") in answer.text


def test_declining_needs_a_reason_and_ends_joining_in(desk, app, anna):
    idea = IdeaFactory(author=anna, published=True)
    assert "Schrijf waarom het niet doorgaat." in step(desk, idea, "gaat-niet-door", reason="").text
    assert step(desk, idea, "gaat-niet-door", reason="De grond is verkocht.").status_code == 303
    client = app.test_client()
    sign_in(client, UserFactory())
    assert "De grond is verkocht." in client.get(f"/ideeen/{idea.id}").text
    assert client.send("/account", {}, to=f"/ideeen/{idea.id}/meedoen").status_code == 409


def test_the_desk_sees_whose_term_is_nearly_over(desk, client, anna):
    late = IdeaFactory(author=anna, published=True, title="Te laat", answer_by=today())
    IdeaFactory(author=anna, published=True, title="Heeft tijd", answer_by=today() + timedelta(days=20))
    assert "1 idee wacht op antwoord" in desk.get("/controle").text
    page = desk.get("/ideeen?stand=antwoord-nodig").text
    assert late.title in page and "Heeft tijd" not in page
    assert "Heeft tijd" in client.get("/ideeen?stand=antwoord-nodig").text  # a visitor has no desk
