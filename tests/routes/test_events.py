"""/agenda: planned at once by an organiser, proposed by others, found, changed, taken back."""

import uuid
from datetime import timedelta

import pytest
import time_machine

from app.core.clock import now, today
from app.extensions import db
from app.models import Event, EventKind, EventStage, Part, State
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide

PHONE = "06-00000000"


@pytest.fixture
def group(anna, bram):
    group = GroupFactory(published=True, name="Dorpsgroep Westeres")
    join(anna, group)
    join(bram, group, Part.MEMBER)
    return group


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def brams(app, bram):
    client = app.test_client()
    sign_in(client, bram)
    return client


def sent(*hosts, **changed) -> dict:
    told = {
        "id": str(uuid.uuid4()), "event_kind": "workday", "title": "Knotten aan de Lage Dijk",
        "day": (today() + timedelta(days=14)).isoformat(), "starts": "9.30", "ends": "12:30", "phone": PHONE,
        "begin": "53.0421 6.7012", "maximum": "12", "risks": ["saws", "ticks"], "consent": "yes",
        "bring": "Stevige schoenen\nHandschoenen", "hosts": [str(one.id) for one in hosts],
    }  # fmt: skip
    return told | changed


def read(ident) -> Event:
    db.session.expire_all()
    return db.session.get(Event, uuid.UUID(str(ident)))


def test_an_organisers_day_is_on_the_agenda_at_once(mine, group, app):
    form = sent(group)
    answer = mine.send("/agenda/nieuw", form)
    assert (answer.status_code, answer.location) == (303, f"/agenda/{form['id']}")
    event = read(form["id"])
    assert (event.state, event.waits, event.stage) == (State.PUBLISHED, False, EventStage.PLANNED)
    assert [(one.step, one.rule) for one in event.decisions] == [("submit", None), ("publish", "organiser")]
    assert (event.village, event.municipality_code) == ("Annen", "GM1680")
    assert event.ends_at - event.starts_at == timedelta(hours=3)
    stranger = app.test_client()
    assert "Knotten aan de Lage Dijk" in stranger.get("/agenda").text
    page = stranger.get(f"/agenda/{form['id']}").text
    for words in ("Dorpsgroep Westeres", "Stevige schoenen", "Blijf twee boomlengtes weg", "9.30 uur"):
        assert words in page
    assert PHONE not in page
    assert PHONE in mine.get(f"/agenda/{form['id']}").text


def test_the_same_form_twice_is_one_day(mine, group):
    form = sent(group)
    assert [mine.send("/agenda/nieuw", form).status_code for _ in range(2)] == [303, 303]
    assert db.session.query(Event).count() == 1
    assert mine.send("/agenda/nieuw", form | {"title": "Iets anders"}).status_code == 409


def test_a_members_day_waits_for_the_desk(brams, group, app, chris):
    form = sent(group)
    answer = brams.send("/agenda/nieuw", form)
    assert answer.location == f"/account/inzendingen?nieuw={form['id']}"
    assert "Knotten aan de Lage Dijk" in brams.get(answer.location).text
    stranger, desk = app.test_client(), app.test_client()
    assert stranger.get(f"/agenda/{form['id']}").status_code == 404
    sign_in(desk, chris)
    assert "Goedkeuren zet de dag in de agenda" in desk.get(f"/controle/{form['id']}").text
    decide(desk, read(form["id"]), "publish")
    assert "Knotten" in stranger.get("/agenda").text


def test_one_plans_in_the_name_of_ones_own_groups_only(mine, group, anna):
    other, resting = (
        GroupFactory(published=True, name="Andere groep"),
        GroupFactory(published=True, resting_on=today()),
    )
    join(anna, resting)
    for wrong in (other, resting):
        answer = mine.send("/agenda/nieuw", sent(wrong))
        assert answer.status_code == 422
        assert "Kies een groep waar je bij hoort." in answer.text
    assert "Andere groep" not in mine.get("/agenda/nieuw").text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title": ""}, "Geef de dag een titel."),
        ({"day": "morgen"}, "Vul de dag in, bijvoorbeeld 12-09-2026."),
        ({"day": "2020-01-01"}, "Deze dag is al geweest."),
        ({"day": "2199-01-01"}, "Kies een dag in de komende twee jaar."),
        ({"starts": "vroeg"}, "Vul een tijd in, bijvoorbeeld 9.30."),
        ({"ends": "9.00"}, "De eindtijd moet na de begintijd liggen."),
        ({"rain_on": "2020-01-01"}, "Kies een dag na de dag zelf."),
        ({"begin": ""}, "Geef aan waar het is"),
        ({"begin": "51.0 5.9"}, "ver buiten Drenthe"),
        ({"maximum": "veel"}, "Vul een heel getal in"),
        ({"risks": ["draken"]}, "Kies uit de lijst."),
        ({"event_kind": "feest"}, "Kies wat voor dag."),
        ({"about": "x" * 2001}, "Maak de tekst korter"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_is_kept(mine, group, changed, words):
    answer = mine.send("/agenda/nieuw", sent(group, catering="Snert van de buurt", **changed))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Snert van de buurt" in answer.text
    assert db.session.query(Event).count() == 0


def test_the_agenda_shows_what_comes_and_apart_what_was(client, group):
    EventFactory(published=True, title="Tweede dag")
    EventFactory(published=True, title="Eerste dag", starts_at=now() + timedelta(days=1))
    EventFactory(published=True, title="Vorige dag", starts_at=now() - timedelta(days=9))
    EventFactory(title="Voorstel")
    page, past = client.get("/agenda").text, client.get("/agenda?toen=1").text
    assert page.index("Eerste dag") < page.index("Tweede dag")
    assert "Vorige dag" not in page
    assert "Vorige dag" in past
    assert "Tweede dag" not in past
    assert "Voorstel" not in page + past


def test_the_filters_narrow_it_and_a_key_turns_the_page(client, group, monkeypatch):
    EventFactory(published=True, title="Onze dag", hosts=[group], light_work=True)
    EventFactory(published=True, title="Wandeling", event_kind=EventKind.WALK, municipality_code="GM0106")
    asked = {"soort=walk": "Wandeling", "gemeente=GM0106": "Wandeling"}
    asked |= {f"groep={group.id}": "Onze dag", "licht=1": "Onze dag"}
    for query, title in asked.items():
        page = client.get(f"/agenda?{query}").text
        assert [one in page for one in ("Onze dag", "Wandeling<")] == [
            title == "Onze dag",
            title != "Onze dag",
        ]
    assert "Hier is niets gevonden" in client.get("/agenda?soort=course").text
    for number in range(30):
        EventFactory(published=True, title=f"Dag {number:02}", starts_at=now() + timedelta(days=20 + number))
    first = client.get("/agenda").text
    link = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    second = client.get(link).text
    assert "Dag 17" in first
    assert "Dag 18" not in first
    assert "Dag 18" in second


def test_an_empty_agenda_says_what_to_do(client):
    assert "Er staat nog niets in de agenda" in client.get("/agenda").text
    assert "Er is nog niets geweest" in client.get("/agenda?toen=1").text


def test_an_organiser_changes_it_on_the_version_that_they_saw(mine, group, anna):
    event = EventFactory(published=True, hosts=[group])
    page = mine.get(f"/agenda/{event.id}/verbeteren").text
    assert 'value="Knotten aan de Lage Dijk"' in page
    other = GroupFactory(published=True)
    join(anna, other)
    form = sent(group, other, id=str(event.id), version="1", title="Knotten, de hele dag", begin="")
    answer = mine.send(f"/agenda/{event.id}/verbeteren", form)
    assert answer.location == f"/agenda/{event.id}"
    changed = read(event.id)
    assert (changed.title, changed.version) == ("Knotten, de hele dag", 2)
    assert set(changed.hosts) == {group, other}
    assert changed.decisions[-1].changes["phone"] == [None, None]
    again = mine.send(f"/agenda/{event.id}/verbeteren", form | {"title": "Nog iets"})
    assert again.status_code == 409


def test_others_do_not_change_it_and_what_is_called_off_stays(mine, brams, group):
    event = EventFactory(published=True, hosts=[group], stage=EventStage.OFF)
    form = sent(group, id=str(event.id), version="1")
    assert brams.get(f"/agenda/{event.id}/verbeteren").status_code == 403
    answer = mine.send(f"/agenda/{event.id}/verbeteren", form)
    assert answer.status_code == 409
    assert "Deze dag is voorbij of afgelast." in answer.text


def test_a_proposal_is_taken_back_but_not_what_is_on_the_agenda(brams, bram):
    proposal, known = EventFactory(author=bram), EventFactory(author=bram, published=True)
    assert brams.send(f"/agenda/{proposal.id}/intrekken", {}).status_code == 303
    assert read(proposal.id).state == State.WITHDRAWN
    assert "gelasten" in brams.send(f"/agenda/{known.id}/intrekken", {}).text


def test_a_time_is_that_of_drenthe_in_summer_and_in_winter(mine, group):
    with time_machine.travel("2027-06-01T08:00:00+00:00", tick=False):
        form = sent(group, day="2027-07-03")
        mine.send("/agenda/nieuw", form)
    assert read(form["id"]).starts_at.isoformat() == "2027-07-03T07:30:00+00:00"
