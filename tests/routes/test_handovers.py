"""Handing over an element: asked by mail, taken by who says yes; until then nothing changes."""

import re
import uuid
from datetime import timedelta

import pytest
import time_machine

from app.config import settings
from app.core.clock import now
from app.extensions import db
from app.jobs.adoptions import sweep, tell_offer
from app.mail import folder
from app.models import Adoption, AdoptionState, Job, MailWhen, Part
from tests.factories.adoptions import AdoptionFactory
from tests.factories.elements import ElementFactory
from tests.factories.groups import GroupFactory, add_to
from tests.personas import sign_in

LINK = re.compile(r"/elementen/overnemen/\S+")


@pytest.fixture(autouse=True)
def empty_folder(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()


@pytest.fixture
def adoption(anna, chris):
    element = ElementFactory(author=chris, published=True, title="Poel bij de brink")
    return AdoptionFactory(element=element, person_id=anna.id)


@pytest.fixture
def browser(app):
    def of(person):
        client = app.test_client()
        sign_in(client, person)
        return client

    return of


def ask(client, adoption, **told):
    return client.send("/account", told, to=f"/elementen/adoptie/{adoption.id}/overdragen")


def mails():
    for job in db.session.query(Job).filter(Job.name == "mails.adoption_offer"):
        tell_offer(**job.payload)
        db.session.delete(job)
    db.session.commit()
    return list(folder.find(settings().data_dir / "mail"))


def link_in(mail) -> str:
    return LINK.search(mail.text)[0]


def say_yes(client, link):
    return client.send("/account", {"id": str(uuid.uuid4()), "adopter": "me", "years": "3"}, to=link)


def test_an_address_gets_a_link_and_takes_over(browser, adoption, anna, bram):
    assert ask(browser(anna), adoption, email=bram.email).status_code == 303
    (mail,) = mails()
    assert mail.to == bram.email and mail.subject == "Wil jij zorgen voor Poel bij de brink?"
    assert anna.name in mail.text and anna.email not in mail.text + mail.html
    assert bram.email in browser(anna).get(f"/elementen/adoptie/{adoption.id}").text
    assert "Wil jij hiervoor zorgen?" in browser(bram).get(link_in(mail)).text
    answer = say_yes(browser(bram), link_in(mail))
    new = db.session.query(Adoption).filter_by(person_id=bram.id).one()
    assert answer.location.endswith(str(new.id)) and new.years == 3
    assert adoption.state == AdoptionState.HANDED_OVER and adoption.offer_email == ""
    assert say_yes(browser(bram), link_in(mail)).status_code == 410  # once


def test_nobody_is_in_doubt_whom_to_ask(browser, adoption, anna, bram, chris):
    group = GroupFactory(author=anna, led_by=anna, joined_by=bram, published=True)
    mine = browser(anna)
    assert bram.name in mine.get(f"/elementen/adoptie/{adoption.id}/overdragen").text
    assert "of vul een e-mailadres in" in ask(mine, adoption).text
    assert ask(mine, adoption, heir=str(bram.id), email="x@example.nl").status_code == 422
    assert ask(mine, adoption, heir=str(chris.id)).status_code == 422  # in no group with her
    wrong = ask(mine, adoption, email="geen adres")
    assert wrong.status_code == 422 and "geen adres" in wrong.text and not mails()
    of_group = AdoptionFactory(element=adoption.element, group_id=group.id)
    assert ask(mine, of_group, heir=str(bram.id)).status_code == 303


def test_only_who_was_asked_by_name_answers(browser, adoption, anna, bram, chris):
    add_to(GroupFactory(author=anna, led_by=anna, published=True), bram, Part.MEMBER)
    ask(browser(anna), adoption, heir=str(bram.id))
    link = link_in(mails()[0])
    assert browser(chris).get(link).status_code == 403
    assert say_yes(browser(anna), link).status_code == 403
    said_no = browser(bram).send("/account", {}, to=f"{link}/nee")
    assert said_no.status_code == 303 and adoption.state == AdoptionState.ACTIVE
    assert browser(bram).get(link).status_code == 410


def test_a_link_that_we_did_not_make_or_that_is_old_opens_nothing(browser, adoption, anna, bram):
    assert browser(bram).get("/elementen/overnemen/onzin").status_code == 404
    ask(browser(anna), adoption, email=bram.email)
    link = link_in(mails()[0])
    with time_machine.travel(now() + timedelta(days=15), tick=False):
        assert browser(bram).get(link).status_code == 410
        sweep()
        db.session.expire_all()
        assert adoption.offer_email == "" and adoption.is_active


def test_a_new_question_replaces_the_one_before(browser, adoption, anna, bram):
    ask(browser(anna), adoption, email=bram.email)
    first = link_in(mails()[0])
    ask(browser(anna), adoption, email="ander@example.nl")
    assert browser(bram).get(first).status_code == 410


def test_who_asks_too_often_waits_until_tomorrow(browser, adoption, anna, bram):
    answers = [ask(browser(anna), adoption, email=bram.email).status_code for _each in range(4)]
    assert answers == [303, 303, 303, 429]


def test_who_wants_no_mail_gets_none(browser, adoption, anna, bram):
    add_to(GroupFactory(author=anna, led_by=anna, published=True), bram, Part.MEMBER)
    bram.mail_when = MailWhen.NONE
    db.session.commit()
    ask(browser(anna), adoption, heir=str(bram.id))
    assert mails() == []


def test_what_one_may_not_see_one_does_not_take_over(browser, adoption, anna, bram):
    ask(browser(anna), adoption, email=bram.email)
    link = link_in(mails()[0])
    adoption.element.visibility, adoption.element.is_public = "coordinators", False
    db.session.commit()
    refused = say_yes(browser(bram), link)
    assert refused.status_code == 403 and adoption.is_active
    assert "Poel bij de brink" not in browser(bram).get(link).text
