"""The mails about decisions, as they lie in the folder."""

import re
from datetime import date

import pytest

from app.config import settings
from app.core.clock import now
from app.extensions import db
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import Consent, Job, MailWhen, Visibility, Wish
from app.services.fixing import Fixes
from app.services.moderation import Verdict, decide, undo
from app.services.problem_steps import FollowUp, follow_up
from tests.factories.corrections import (
    FreeReportFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    ProblemReportFactory,
)
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.personas import sign_in


@pytest.fixture(autouse=True)
def empty_folder(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()


def take(item, step, *, by, **more):
    return decide(Verdict(id=item.id, version=item.version, step=step, **more), actor=by)


def send():
    """Do the jobs that wait and return the mails, oldest first."""
    for job in db.session.query(Job).filter_by(name="mails.decision").order_by(Job.created_at):
        tell_author(**job.payload)
    return list(folder.find(settings().data_dir / "mail"))[::-1]


def links_of(mail):
    return re.findall(r"http://localhost(/\S+)", mail.text)


def test_an_approved_element_is_told_with_a_link_to_its_page(anna, chris):
    poel = ElementFactory(author=anna, title="Poel, Assen")
    take(poel, "publish", by=chris, reason="Mooi <werk>!")
    (mail,) = send()
    assert (mail.to, mail.subject) == ("anna@example.nl", "Goedgekeurd: Poel, Assen")
    for part in (mail.text, mail.html):
        assert "Dag Anna Voorbeeld," in part and "Iedereen kan het zien." in part
        assert f"http://localhost/elementen/{poel.id}" in part
    assert "Mooi <werk>!" in mail.text and "Mooi &lt;werk&gt;!" in mail.html


def test_what_the_desk_set_right_is_told(anna, chris):
    fixes = Fixes(visibility=Visibility.COORDINATORS, consent=Consent.NO)
    take(ElementFactory(author=anna), "publish", by=chris, fixes=fixes)
    (mail,) = send()
    for part in (mail.text, mail.html):
        assert "Een coördinator heeft dit verbeterd: de toestemming." in part
        assert "Dat is nu: Alleen coördinatoren." in part and "niet voor iedereen te zien" in part


def test_approved_work_is_told_as_work(anna, chris):
    take(MaintenanceLogFactory(author=anna), "publish", by=chris)
    (mail,) = send()
    assert mail.subject.startswith("Goedgekeurd: Poel") and "Je werk is goedgekeurd" in mail.text


def test_what_a_rule_approved_is_told_as_trust(anna):
    poel = ElementFactory(author=anna)
    decision = poel.take("publish", rule="trust.trusted")
    db.session.commit()
    tell_author(decision_id=str(decision.id))
    (mail,) = send()
    assert mail.subject == "Goedgekeurd: Poel, Assen" and "Je deed dit al vaker goed." in mail.text


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda who: GroundClaimFactory(author=who, wish=Wish.TALK),
            "Een coördinator neemt contact met je op.",
        ),
        (
            lambda who: GroundClaimFactory(author=who, wish=Wish.HIDE_PHOTOS),
            "zijn weggehaald, zoals je vroeg",
        ),
        (lambda who: GroundClaimFactory(author=who, wish=Wish.KEEP), "voor iedereen te zien"),
        (lambda who: PhotoReportFactory(author=who), "Dank je dat je een foto meldde"),
    ],
    ids=["talk", "hide photos", "keep", "photo report"],
)
def test_each_wish_has_its_own_sentence(anna, chris, make, sentence):
    take(make(anna), "publish", by=chris)
    (mail,) = send()
    for part in (mail.text, mail.html):
        assert sentence in part
        assert ("te zien" in part) == (sentence == "voor iedereen te zien")


def test_a_question_leads_to_the_place_where_it_is_answered_in_one_tap(anna, chris):
    poel = ElementFactory(author=anna)
    take(poel, "return", by=chris, reason="Van wie is de grond?\nWeet je dat?")
    (mail,) = send()
    assert mail.subject == "Een vraag over: Poel, Assen"
    for part in (mail.text, mail.html):
        assert "Van wie is de grond?" in part and f"http://localhost/account/inzendingen/{poel.id}" in part


@pytest.mark.parametrize("step", ["publish", "return", "reject"])
def test_the_links_of_a_mail_open_for_its_reader(step, client, anna, chris):
    for item in (
        ElementFactory(author=anna),
        MaintenanceLogFactory(author=anna),
        GroundClaimFactory(author=anna),
    ):
        take(item, step, by=chris, reason="Waar?")
    sign_in(client, anna)
    opened = [client.get(link).status_code for mail in send() for link in links_of(mail)]
    assert opened == [200] * 6


def test_a_rejection_says_why_and_what_can_be_done(anna, chris):
    take(ElementFactory(author=anna), "reject", by=chris, reason="Dit staat er al.")
    (mail,) = send()
    assert "Dit staat er al." in mail.text and "mail of bel ons" in mail.text
    assert settings().operator_email in mail.text


def test_a_decision_that_was_taken_back_is_not_told_and_the_next_one_once(anna, chris):
    poel = ElementFactory(author=anna)
    take(poel, "publish", by=chris)
    undo(poel.id, actor=chris)
    assert send() == []
    take(poel, "publish", by=chris)
    assert len(send()) == 1


def test_who_reads_english_gets_english_where_it_was_translated(chris):
    emma = UserFactory(name="Emma Voorbeeld", language="en")
    take(ElementFactory(author=emma), "publish", by=chris)
    (mail,) = send()
    assert 'lang="en"' in mail.html


def test_nobody_without_an_address_or_whose_account_was_closed_gets_mail(chris):
    for author in (UserFactory(email=None), UserFactory(suspended_at=chris.created_at)):
        take(ElementFactory(author=author), "publish", by=chris)
    assert send() == []


@pytest.mark.parametrize(
    ("when", "mails"), [(MailWhen.EACH, 1), (MailWhen.DAILY, 0), (MailWhen.NONE, 0)], ids=str
)
def test_each_decision_is_mailed_to_who_wants_that(anna, chris, when, mails):
    anna.mail_when, anna.mailed_at = when, now()
    db.session.commit()
    take(ElementFactory(author=anna), "publish", by=chris)
    assert len(send()) == mails


def test_what_was_decided_before_someone_chose_once_a_day_still_comes_at_once(anna, chris):
    take(ElementFactory(author=anna), "publish", by=chris)
    anna.mail_when, anna.mailed_at = MailWhen.DAILY, now()
    db.session.commit()
    assert len(send()) == 1


@pytest.mark.parametrize(
    ("step", "told", "subject", "said"),
    [
        ("plan", {"planned_on": date(2026, 12, 1), "handled_by": "Gemeente"}, "Ingepland", "1 december 2026"),
        ("solve", {"outcome": "Het puin is weg."}, "Opgelost", "Het puin is weg."),
        ("pass_on", {"handled_by": "Waterschap"}, "Doorgegeven", "Aan: Waterschap."),
        ("decline", {}, "Niet opgepakt", "wordt niet opgepakt"),
    ],
)
def test_each_step_on_a_problem_is_told_with_a_link_to_its_page(anna, chris, step, told, subject, said):
    report = ProblemReportFactory(
        author=anna, published=True, element=ElementFactory(published=True, title="Poel\r\nBcc: x@example.nl")
    )
    facts = FollowUp(id=report.id, version=report.version, step=step, reason="Omdat <het> zo is.", **told)
    follow_up(facts, actor=chris)
    (mail,) = send()
    assert mail.to == "anna@example.nl" and mail.subject.startswith(f"{subject}: Er ligt afval: Poel")
    assert "\n" not in mail.subject
    for part in (mail.text, mail.html):
        assert said in part and f"http://localhost/meldingen/{report.id}" in part
    assert "Omdat <het> zo is." in mail.text and "Omdat &lt;het&gt; zo is." in mail.html


def test_what_is_solved_at_a_free_place_is_told_by_the_village_near_by(anna, chris):
    report = FreeReportFactory(author=anna, published=True)
    done = FollowUp(id=report.id, version=report.version, step="solve", outcome="Het puin is weg.", reason="")
    follow_up(done, actor=chris)
    (mail,) = send()
    assert mail.subject.startswith("Opgelost: Er ligt afval: bij Anloo")
    assert f"http://localhost/meldingen/{report.id}" in mail.text and "Is het niet opgelost?" in mail.text
