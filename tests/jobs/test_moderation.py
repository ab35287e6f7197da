"""The mails about decisions, as they lie in the folder."""

import re

import pytest

from app.config import settings
from app.extensions import db
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import Job, Visibility
from app.services.moderation import Verdict, decide, undo
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


def test_an_approved_element_is_told_with_a_link_to_its_page(anna, chris):
    poel = ElementFactory(author=anna, title="Poel, Assen")
    take(poel, "publish", by=chris, reason="Mooi <werk>!")
    (mail,) = send()
    assert (mail.to, mail.subject) == ("anna@example.nl", "Goedgekeurd: Poel, Assen")
    for part in (mail.text, mail.html):
        assert "Dag Anna Voorbeeld," in part and "Iedereen kan het zien." in part
        assert f"http://localhost/elementen/{poel.id}" in part
    assert "Mooi <werk>!" in mail.text and "Mooi &lt;werk&gt;!" in mail.html


def test_a_corrected_visibility_is_told(anna, chris):
    take(ElementFactory(author=anna), "publish", by=chris, visibility=Visibility.COORDINATORS)
    (mail,) = send()
    assert "Dat is nu: Alleen coördinatoren." in mail.text and "niet voor iedereen te zien" in mail.text


def test_approved_work_is_told_as_work(anna, chris):
    take(MaintenanceLogFactory(author=anna), "publish", by=chris)
    (mail,) = send()
    assert mail.subject.startswith("Goedgekeurd: Poel") and "Je werk is goedgekeurd" in mail.text


def test_a_question_leads_to_the_place_where_it_is_answered(anna, chris):
    poel = ElementFactory(author=anna)
    take(poel, "return", by=chris, reason="Van wie is de grond?\nWeet je dat?")
    (mail,) = send()
    assert mail.subject == "Een vraag over: Poel, Assen"
    for part in (mail.text, mail.html):
        assert "Van wie is de grond?" in part and f"http://localhost/elementen/{poel.id}/verbeteren" in part


@pytest.mark.parametrize("step", ["publish", "return"])
def test_the_links_of_a_mail_open_for_its_reader(step, client, anna, chris):
    for item in (ElementFactory(author=anna), MaintenanceLogFactory(author=anna)):
        take(item, step, by=chris, reason="Waar?")
    sign_in(client, anna)
    links = [link for mail in send() for link in re.findall(r"http://localhost(/\S+)", mail.text)]
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_a_rejection_says_why_and_what_can_be_done(anna, chris):
    take(ElementFactory(author=anna), "reject", by=chris, reason="Dit staat er al.")
    (mail,) = send()
    assert "Dit staat er al." in mail.text and "Mail of bel ons" in mail.text
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


@pytest.mark.J07
@pytest.mark.parametrize("step", ["publish", "return", "reject"])
@pytest.mark.parametrize("kind", ["element", "maintenance"])
def test_a_mail_holds_no_place_no_other_person_and_no_token(step, kind, anna, bram, chris):
    canary = {"lon": 6.512345, "lat": 52.987654, "story": "kanarie-verhaal", "square": "kanarie-hok"}
    poel = ElementFactory(author=anna if kind == "element" else bram, published=kind != "element", **canary)
    item = poel
    if kind == "maintenance":
        item = MaintenanceLogFactory(author=anna, element=poel, notes="kanarie-opmerking")
    take(item, step, by=chris, reason="Dank je wel.")
    (mail,) = send()
    whole = mail.subject + mail.text + mail.html
    for secret in ("kanarie", "6.512", "52.98", "Bram", "Chris", "bram@", "chris@", "token"):
        assert secret not in whole, secret
    area = "elementen" if kind == "element" else "onderhoud"
    own = {f"elementen/{poel.id}", f"{area}/{item.id}/verbeteren", "account/inzendingen"}
    links = set(re.findall(r"https?://[^\s\"<]+", whole))
    assert links <= {f"http://localhost/{path}" for path in own}
