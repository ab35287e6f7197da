"""Coming along over the web: one tap with an account, a link in the mail without."""

import uuid
from datetime import timedelta

import pytest

from app.config import settings
from app.core.clock import now
from app.core.sign_up_key import sign_up_key
from app.extensions import db
from app.jobs import sign_ups as job
from app.mail import folder
from app.models import Event, EventTask, Going, Job, SignUp
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory, join
from tests.factories.groups import GroupFactory
from tests.personas import sign_in
from tests.routes.test_events import sent as event_form

PHONE = "06-00000000"


@pytest.fixture
def group(bram):
    """Bram organises."""
    group = GroupFactory(published=True)
    join(bram, group)
    return group


@pytest.fixture
def event(group):
    return EventFactory(published=True, hosts=[group], maximum=2, phone=PHONE)


@pytest.fixture
def mine(client, anna):
    sign_in(client, anna)
    return client


@pytest.fixture
def brams(app, bram):
    client = app.test_client()
    sign_in(client, bram)
    return client


def come(client, event, **changed):
    form = {"id": str(uuid.uuid4()), "people": "1", "children": "0"} | changed
    return client.send(f"/agenda/{event.id}", form, to=f"/agenda/{event.id}/aanmelden")


def all_of(event) -> list[tuple[str, str]]:
    db.session.expire_all()
    rows = db.session.query(SignUp).filter_by(event_id=event.id).order_by(SignUp.asked_at)
    return [(one.name_shown, str(one.going)) for one in rows]


def mails() -> list:
    """Send what waits, and return all mails, newest first."""
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()
    for one in db.session.query(Job).filter_by(name="mails.sign_up").order_by(Job.created_at):
        job.tell(**one.payload)
    return list(folder.find(settings().data_dir / "mail"))


def test_with_an_account_one_tap_is_enough_and_one_more_gives_it_back(mine, event):
    page = mine.get(f"/agenda/{event.id}").text
    assert "Nog 2 van 2 plekken" in page
    assert PHONE not in page
    assert come(mine, event, people="", children="").status_code == 303
    page = mine.get(f"/agenda/{event.id}").text
    assert "Je doet mee" in page
    assert PHONE in page
    assert "Nog 1 van 2 plekken" in page
    (mail,) = mails()
    assert (mail.to, mail.subject) == ("anna@example.nl", "Je doet mee: Knotten aan de Lage Dijk")
    answer = mine.send(f"/agenda/{event.id}", {}, to=f"/agenda/{event.id}/afmelden")
    assert answer.status_code == 303
    assert "Je bent afgemeld." in mine.get(answer.location).text
    assert all_of(event) == [("Anna Voorbeeld", "cancelled")]


def test_without_an_account_a_link_in_the_mail_confirms_and_looking_does_not(client, event):
    answer = come(client, event, name="Eva", email="Eva@Example.nl", children="1")
    assert answer.location == f"/agenda/{event.id}/aanmelden"
    assert "Kijk in je mail" in client.get(answer.location).text
    (mail,) = mails()
    key = sign_up_key(db.session.query(SignUp).one().id, secret=settings().secret_key)
    assert f"/agenda/aanmelding/{key}" in mail.text
    assert "Wil je meedoen?" in client.get(f"/agenda/aanmelding/{key}").text
    assert all_of(event) == [("Eva", "asked")]
    place = f"/agenda/aanmelding/{key}"
    assert client.send(place, {}, to=f"{place}/bevestigen").status_code == 303
    page = client.get(place).text
    assert "Je doet mee" in page
    assert PHONE in page
    assert client.send(place, {}, to=f"{place}/afmelden").status_code == 303
    assert "Je bent afgemeld" in client.get(place).text
    assert all_of(event) == [("Eva", "cancelled")]


@pytest.mark.parametrize("key", ["weg", "WzFd.abc"])
def test_a_key_that_we_did_not_make_opens_nothing(client, event, key):
    assert client.get(f"/agenda/aanmelding/{key}").status_code == 404


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"name": ""}, "Vul je naam in."),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "geen adres"}, "adres"),
        ({"people": "0"}, "Vul een heel getal in"),
        ({"people": "20", "children": "20"}, "Meld hoogstens 30 mensen samen aan"),
        ({"phone": "0" * 40}, "Maak de tekst korter"),
        ({"id": "niets"}, "Dit formulier klopt niet."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(client, event, changed, words):
    told = {"name": "Eva", "email": "eva@example.nl", "organisation": "De Zorgboerderij"} | changed
    answer = come(client, event, **told)
    assert answer.status_code == 422
    assert words in answer.text
    assert "De Zorgboerderij" in answer.text
    assert all_of(event) == []


def test_a_full_day_offers_the_waiting_list_and_a_place_comes_by_mail(mine, brams, app, event, chris):
    chriss = app.test_client()
    sign_in(chriss, chris)
    for client in (mine, brams):
        come(client, event)
    assert "Zet me op de wachtlijst" in chriss.get(f"/agenda/{event.id}").text
    come(chriss, event)
    assert "Je staat op de wachtlijst" in chriss.get(f"/agenda/{event.id}").text
    mine.send(f"/agenda/{event.id}", {}, to=f"/agenda/{event.id}/afmelden")
    assert dict(all_of(event))["Chris Voorbeeld"] == "going"
    told = {(mail.to, mail.subject.partition(":")[0]) for mail in mails()}
    assert ("chris@example.nl", "Er is plek, je doet mee") in told
    assert "anna@example.nl" not in {to for to, _subject in told}


def test_more_room_lets_the_line_in(mine, brams, group, event):
    come(mine, event, people="2")
    come(brams, event)
    form = event_form(group, id=str(event.id), version="1", maximum="3", begin="")
    assert brams.send(f"/agenda/{event.id}/verbeteren", form).status_code == 303
    assert set(dict(all_of(event)).values()) == {"going"}


def test_only_who_runs_it_sees_who_comes(mine, brams, app, event):
    come(mine, event, people="3", organisation="De Zorgboerderij", phone="06-11111111")
    page = brams.get(f"/agenda/{event.id}/aanmeldingen").text
    for words in ("Anna Voorbeeld", "3 volwassenen", "De Zorgboerderij", "06-11111111"):
        assert words in page
    assert mine.get(f"/agenda/{event.id}/aanmeldingen").status_code == 403
    for page in (app.test_client().get(f"/agenda/{event.id}").text, mine.get("/agenda").text):
        assert "06-11111111" not in page
        assert "Zorgboerderij" not in page


def test_planned_work_that_nobody_may_do_warns_the_organisers(mine, brams, event):
    element = ElementFactory(published=True)
    needs = (
        db.session.query(EventTask.activity.property.mapper.class_).filter_by(needs_certificate=True).first()
    )
    db.session.get(Event, event.id).tasks.append(EventTask(element=element, activity_key=needs.key))
    db.session.commit()
    warning = "Niemand met een certificaat"
    come(mine, event)
    assert warning in brams.get(f"/agenda/{event.id}/aanmeldingen").text
    come(brams, event, certified="y")
    assert warning not in brams.get(f"/agenda/{event.id}/aanmeldingen").text


def test_a_day_that_began_or_was_called_off_takes_nobody(client, mine, group):
    late = EventFactory(published=True, hosts=[group], starts_at=now() - timedelta(minutes=5))
    assert "Doe je mee?" not in mine.get(f"/agenda/{late.id}").text
    form = {"id": str(uuid.uuid4())}
    answer = mine.send("/account", form, to=f"/agenda/{late.id}/aanmelden")
    assert answer.status_code == 409
    assert all_of(late) == []


def test_a_mail_tells_nothing_of_what_was_cancelled_since(mine, event):
    come(mine, event)
    db.session.query(SignUp).one().going = Going.CANCELLED
    db.session.commit()
    assert mails() == []
