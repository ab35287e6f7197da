"""/groepen/handen: asked by organisers, found by place and day, answered by mail, over when the day is."""

import re
import uuid
from datetime import date, timedelta

import pytest
import time_machine

from app.config import settings
from app.core.clock import today
from app.extensions import db
from app.jobs.groups import tell_of_offer
from app.mail import folder
from app.models import HelpCall, HelpOffer, Job, Part
from tests.factories.groups import GroupFactory, HelpCallFactory, add_to
from tests.factories.people import UserFactory
from tests.personas import sign_in

SATURDAY = date(2026, 12, 5)


@pytest.fixture
def lead(app, anna):
    client = app.test_client()
    sign_in(client, anna)
    return client


@pytest.fixture
def helper(app, bram):
    client = app.test_client()
    sign_in(client, bram)
    return client


@pytest.fixture
def group(anna):
    return GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres")


def asked(**changed) -> dict:
    told = {"id": str(uuid.uuid4()), "hands": "outdoors", "words": "Wilgen knotten.", "weekday": ""}
    return told | {"until": (today() + timedelta(days=20)).isoformat(), "hours": "2,5"} | changed


def ask(client, group, **changed):
    return client.send(f"/groepen/{group.id}/handen/nieuw", asked(**changed))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"hands": ""}, "Kies wat je vraagt."),
        ({"words": " "}, "Schrijf wat er te doen is."),
        ({"words": "x" * 1001}, "hoogstens 1000 tekens"),
        ({"until": ""}, "Kies een dag, of tot wanneer je mensen zoekt."),
        ({"until": "onzin"}, "Vul de dag in, bijvoorbeeld 12-09-2026."),
        ({"on_day": "2001-01-01"}, "Deze dag is al voorbij."),
        ({"until": "2999-01-01"}, "Kies een dag binnen een jaar."),
        ({"weekday": "9"}, "Kies één van de mogelijkheden."),
        ({"hours": "onzin"}, "Vul uren in"),
        ({"hours": "0"}, "Vul uren in"),
    ],
)
def test_what_cannot_be_is_named_and_all_that_was_typed_stays(lead, group, changed, sentence):
    kept = {"words": "Breng een zaag mee."} | changed
    answer = ask(lead, group, **kept)
    assert answer.status_code == 422 and sentence in answer.text and kept["words"].strip() in answer.text
    assert db.session.query(HelpCall).count() == 0


@pytest.mark.S02
def test_asking_twice_is_once_and_everyone_sees_it(lead, client, group):
    form = asked(weekday="6")
    sent = [lead.send(f"/groepen/{group.id}/handen/nieuw", form).status_code for _ in range(2)]
    call = db.session.query(HelpCall).one()
    assert sent == [303, 303] and (call.minutes, call.weekday) == (150, 6)
    page = client.get("/groepen/handen").text
    assert "Buiten werken: Groen Westeres" in page and "zaterdag" in page and "2,5 uur" in page
    assert "Buiten werken" in client.get(f"/groepen/{group.id}").text


def test_a_resting_group_asks_nothing(lead, client, group):
    call = HelpCallFactory(group=group)
    lead.send(f"/groepen/{group.id}/rusten", {})
    assert ask(lead, group).status_code == 409
    assert str(call.id) not in client.get("/groepen/handen").text


def test_hands_are_found_by_place_and_day(client, anna):
    emmen = GroupFactory(author=anna, village="Emmen", published=True)
    assen = GroupFactory(author=anna, published=True)
    with time_machine.travel(f"{SATURDAY - timedelta(days=3)}T10:00:00+00:00"):
        calls = {
            "on_saturday": HelpCallFactory(group=assen, on_day=SATURDAY, weekday=6, until=SATURDAY),
            "any": HelpCallFactory(group=emmen, until=SATURDAY + timedelta(days=9)),
            "mondays": HelpCallFactory(group=emmen, weekday=1, until=SATURDAY + timedelta(days=9)),
        }

        def found(question: str) -> set[str]:
            page = client.get(f"/groepen/handen?{question}").text
            return {name for name, call in calls.items() if str(call.id) in page}

        assert found("") == set(calls)
        assert found("gemeente=GM0114") == found(f"dorp={emmen.place_id}") == {"any", "mondays"}
        assert found("weekdag=6") == found(f"dag={SATURDAY}") == {"on_saturday", "any"}
        assert found("weekdag=1") == {"any", "mondays"}
        assert found(f"dag={SATURDAY + timedelta(days=30)}") == set()
        assert found("dag=onzin&weekdag=9&dorp=onzin") == set(calls)
    with time_machine.travel(f"{SATURDAY + timedelta(days=1)}T10:00:00+00:00"):
        assert found("") == {"any", "mondays"}  # its day is over


def test_who_can_help_is_told_to_organisers_by_mail_with_an_address_only_if_chosen(helper, group, anna, bram):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()
    mails = []
    for chosen in ({}, {"with_address": "y"}):
        call = HelpCallFactory(group=group)
        page = f"/groepen/handen/{call.id}/helpen"
        sent = [helper.send(page, {"note": "Ik heb een zaag."} | chosen).status_code for _ in range(1)]
        assert sent == [303] and "Jij kunt helpen" in helper.get(f"/groepen/handen/{call.id}").text
        (job,) = db.session.query(Job).filter_by(name="mails.hands_offered")
        tell_of_offer(**job.payload)
        db.session.delete(job)
        db.session.commit()
        mails.append(next(iter(folder.find(settings().data_dir / "mail"))))
    assert {mail.to for mail in mails} == {anna.email}
    assert all("Bram Voorbeeld" in mail.text and "Ik heb een zaag." in mail.text for mail in mails)
    assert [bram.email in mail.text for mail in mails] == [False, True]


def test_names_of_helpers_are_for_the_group_and_addresses_for_no_page(lead, helper, app, group, bram):
    call = HelpCallFactory(group=group)
    helper.send(f"/groepen/handen/{call.id}/helpen", {"note": "Tot dan!", "with_address": "y"})
    member, stranger = UserFactory(), UserFactory()
    add_to(group, member, Part.MEMBER)
    seen = {}
    for name, person in (("member", member), ("stranger", stranger)):
        client = app.test_client()
        sign_in(client, person)
        seen[name] = client.get(f"/groepen/handen/{call.id}").text
    seen |= {
        "lead": lead.get(f"/groepen/handen/{call.id}").text,
        "none": app.test_client().get("/groepen").text,
    }
    assert {name for name, page in seen.items() if "Bram Voorbeeld" in page} == {"member", "lead"}
    assert {name for name, page in seen.items() if "Tot dan!" in page} == {"lead"}
    assert not [name for name, page in seen.items() if bram.email in page]


def test_what_is_over_or_closed_takes_no_offers(lead, helper, group):
    over, closed = (HelpCallFactory(group=group, until=today() - timedelta(days=n)) for n in (1, -9))
    token = f"/groepen/handen/{closed.id}"
    assert lead.send(token, {}, to=f"{token}/sluiten").status_code == 303
    for call in (over, closed):
        answer = helper.send(f"/groepen/handen/{call.id}/helpen", {})
        assert answer.status_code == 409 and "Dit is voorbij." in answer.text
        assert "Dit is voorbij" in helper.get(f"/groepen/handen/{call.id}").text
    assert db.session.query(HelpOffer).count() == 0


def test_a_long_list_is_walked_page_by_page(client, group):
    for _ in range(23):
        HelpCallFactory(group=group)
    first = client.get("/groepen/handen").text
    further = re.search(r'href="(/groepen/handen\?na=[^"]+)" rel="next"', first)[1]
    both = [set(re.findall(r"/handen/[0-9a-f-]{36}", page)) for page in (first, client.get(further).text)]
    assert [len(one) for one in both] == [20, 3] and not both[0] & both[1]
