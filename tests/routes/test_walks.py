"""/ommetjes: an idea, its words, the list with its filter, and what is known by name only."""

import re
import uuid

import pytest

from app.extensions import db
from app.models import Dogs, Fit, Part, State, Walk, WalkStage
from tests.factories.elements import place_named
from tests.factories.groups import GroupFactory, add_to
from tests.factories.walks import WalkFactory
from tests.personas import sign_in


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


def sent(**changed) -> dict:
    told = {"id": str(uuid.uuid4()), "version": "0", "name": "Rondje Es", "about": "Langs de es."}
    choices = {"wheelchair": "partly", "buggy": "yes", "dogs": "leash", "group_id": ""}
    return told | choices | {"place_id": str(place_named("Assen").id)} | changed


def test_an_idea_gets_a_page_that_only_its_maker_sees(mine, app, anna):
    answer = mine.send("/ommetjes/nieuw", form := sent())
    assert answer.status_code == 303 and answer.location == f"/ommetjes/{form['id']}"
    walk = db.session.get(Walk, uuid.UUID(form["id"]))
    assert (walk.stage, walk.state, walk.waits, walk.is_public) == ("idea", "pending", False, False)
    page = mine.get(answer.location).text
    assert "Rondje Es" in page and "Idee" in page and "Route tekenen" in page and "Langs de es." in page
    assert app.test_client().get(answer.location).status_code == 404
    assert "Rondje Es" in mine.get("/ommetjes").text
    assert "Rondje Es" not in app.test_client().get("/ommetjes").text
    assert mine.send("/ommetjes/nieuw", form).status_code == 303
    assert db.session.query(Walk).count() == 1
    own = mine.get("/account/inzendingen").text.partition('id="inzending-')[2]
    assert "Rondje Es" in own and "Idee" in own and "Wacht op controle" not in own


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Geef het ommetje een naam."),
        ({"name": "x" * 81}, "hoogstens 80 tekens"),
        ({"place_id": ""}, "Kies het dorp."),
        ({"group_id": str(uuid.uuid4())}, "Kies een groep waar je zelf bij hoort."),
        ({"about": "Langs de es." + "x" * 2000}, "hoogstens 2000 tekens"),
        ({"wet_notes": "x" * 301}, "hoogstens 300 tekens"),
    ],
)
def test_what_cannot_be_is_named_and_all_that_was_typed_stays(mine, changed, sentence):
    answer = mine.send("/ommetjes/nieuw", sent(**changed))
    assert answer.status_code == 422 and sentence in answer.text and "Langs de es." in answer.text
    assert db.session.query(Walk).count() == 0


def test_its_words_are_changed_until_a_coordinator_agreed(mine, anna):
    walk = WalkFactory(author=anna)
    page = f"/ommetjes/{walk.id}/verbeteren"
    version = re.search(r'name="version"[^>]*value="(\d+)"', mine.get(page).text)[1]
    changed = sent(id=str(walk.id), version=version, name="Rondje Wal")
    assert mine.send(page, changed).status_code == 303
    db.session.expire_all()
    assert (walk.name, walk.dogs, walk.wheelchair) == ("Rondje Wal", Dogs.LEASH, Fit.PARTLY)
    assert walk.decisions[-1].changes["name"] == [None, None]  # the log repeats no words
    stale = mine.send(page, changed | {"name": "Rondje Oud"})
    assert stale.status_code == 409 and "intussen veranderd" in stale.text and "Rondje Oud" in stale.text
    walk.state, walk.stage = State.PUBLISHED, WalkStage.OPEN
    db.session.commit()
    late = mine.send(page, changed | {"version": str(walk.version)})
    assert late.status_code == 409 and "al bekeken" in late.text


def test_it_can_belong_to_a_group_that_one_is_in(mine, anna):
    group = GroupFactory(published=True, name="Dorpsgroep Westeres")
    add_to(group, anna, Part.MEMBER)
    assert "Dorpsgroep Westeres" in mine.get("/ommetjes/nieuw").text
    mine.send("/ommetjes/nieuw", form := sent(group_id=str(group.id)))
    assert db.session.get(Walk, uuid.UUID(form["id"])).group_id == group.id


def test_an_idea_is_taken_back(mine, anna):
    walk = WalkFactory(author=anna)
    assert mine.send(f"/ommetjes/{walk.id}/intrekken", {}).status_code == 303
    db.session.expire_all()
    assert walk.state == State.WITHDRAWN and "Rondje Brink" not in mine.get("/ommetjes").text


def test_the_list_holds_open_walks_and_filters_them(client, database):
    WalkFactory(shown=True, name="Kort rolstoelrondje", wheelchair=Fit.YES, dogs=Dogs.NO)
    WalkFactory(shown=True, name="Lang hondenrondje", length_m=7000.0, dogs=Dogs.LEASH, village="Emmen")
    WalkFactory(shown=True, name="Dicht rondje", stage=WalkStage.CLOSED, buggy=Fit.YES)
    WalkFactory(drawn=True, name="Geheim rondje")
    everything = client.get("/ommetjes").text
    assert "Geheim" not in everything and everything.count("rondje</a>") == 3
    assert "Nu gesloten" in everything
    for query, name in {
        "rolstoel=ja": "Kort rolstoelrondje",
        "kinderwagen=ja": "Dicht rondje",
        "hond=ja": "Lang hondenrondje",
        "lengte=lang": "Lang hondenrondje",
        "gemeente=GM0114": "Lang hondenrondje",
    }.items():
        page = client.get(f"/ommetjes?{query}").text
        assert name in page and page.count("rondje</a>") == 1, query
    assert client.get("/ommetjes?lengte=onzin&gemeente=onzin&na=onzin").status_code == 200


def test_the_walks_of_the_vision_are_texts_with_their_source_and_no_line(client, database):
    page = client.get("/ommetjes").text
    for name in ("Zeijer Wiek", "Struunpad", "Acht van Amen", "Assen aan de Aa"):
        assert name in page
    assert page.count("Route nog niet getekend") == 4 and page.count("Bron: ") == 4
    only = client.get("/ommetjes?gemeente=GM1680").text
    assert "Acht van Amen" in only and "Struunpad" not in only


def test_an_open_walk_shows_its_line_and_what_to_know(client, database):
    walk = WalkFactory(
        shown=True, dogs=Dogs.LEASH, dogs_notes="Er lopen koeien.", wet_notes="Trek laarzen aan."
    )
    page = client.get(f"/ommetjes/{walk.id}").text
    assert "1,5 km" in page and "25 min<" in page and "rondje" in page and 'class="e-pad"' in page
    assert "Hond: aan de lijn" in page and "Er lopen koeien." in page and "Trek laarzen aan." in page
    assert "Dit ommetje maken" not in page
