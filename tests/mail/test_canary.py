"""No mail of any template holds a place, another person or a key but its own (J07)."""

import re
import uuid
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import template_rendered

from app.config import settings
from app.core.clock import now
from app.core.mail_off import key_for
from app.extensions import db
from app.jobs import daily_mail, first_records, groups, mails, sign_ups
from app.jobs.moderation import tell_author
from app.mail import folder
from app.models import FOLLOW_UP, IDEA_STEPS, Job, MailWhen, Part, SignInCode
from app.services.hands import offer_help
from app.services.idea_steps import IdeaStep, take_idea_step
from app.services.members import join
from app.services.moderation import Verdict, decide
from app.services.organisers import move
from app.services.problem_steps import FollowUp, follow_up
from app.services.sign_in import Browser, request_code
from app.services.sign_ups import SignUpFacts, sign_up
from tests.factories.corrections import (
    ElementChangeFactory,
    FreeReportFactory,
    GroundClaimFactory,
    PhotoReportFactory,
    PresenceCheckFactory,
    ProblemReportFactory,
)
from tests.factories.elements import ElementFactory
from tests.factories.events import EventFactory
from tests.factories.groups import GroupFactory, HelpCallFactory, add_to
from tests.factories.ideas import IdeaFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import stored_sighting
from tests.mail.adoption_mails import send_all

TEMPLATES = Path(__file__).parents[2] / "app/templates/mail"
SECRET = (
    "kanarie",
    "6.512",
    "52.98",
    "6,512",
    "52,98",
    "Bram",
    "bram@",
    "Chris Voorbeeld",
    "chris@",
    "token",
)
PLACE = {"lon": 6.512345, "lat": 52.987654, "story": "kanarie-verhaal", "square": "kanarie-hok"}
pytestmark = pytest.mark.J07


def of_bram(bram):
    return ElementFactory(author=bram, published=True, **PLACE)


KINDS = {
    "element": lambda anna, _bram: ElementFactory(author=anna, **PLACE),
    "work": lambda anna, bram: MaintenanceLogFactory(
        author=anna, element=of_bram(bram), notes="kanarie-opmerking"
    ),
    "change": lambda anna, bram: ElementChangeFactory(
        author=anna, element=of_bram(bram), why="kanarie-reden", wanted={"story": "kanarie-nieuw"}
    ),
    "check": lambda anna, bram: PresenceCheckFactory(
        author=anna, element=of_bram(bram), notes="kanarie-gezien"
    ),
    "claim": lambda anna, bram: GroundClaimFactory(
        author=anna, element=of_bram(bram), contact="kanarie-telefoon", notes="kanarie-bel"
    ),
    "problem": lambda anna, bram: ProblemReportFactory(
        author=anna, element=of_bram(bram), notes="kanarie-melding"
    ),
    "problem_free": lambda anna, _bram: FreeReportFactory(
        author=anna, lon=6.512345, lat=52.987654, notes="kanarie-sloot"
    ),
    "event": lambda anna, _bram: EventFactory(
        author=anna, lon=6.512345, lat=52.987654, about="kanarie-dag", phone="kanarie-bel"
    ),
    "idea": lambda anna, _bram: IdeaFactory(author=anna, lon=6.512345, lat=52.987654, about="kanarie-wens"),
    "group": lambda anna, _bram: GroupFactory(author=anna, about="kanarie-zorg", contact="kanarie-contact"),
    "report": lambda anna, bram: PhotoReportFactory(author=anna, element=of_bram(bram), notes="kanarie-foto"),
    "sighting": lambda anna, _bram, **told: stored_sighting(
        anna, **{"at": (6.512345, 52.987654), "claimed_key": "athene-noctua", "notes": "kanarie-uil"} | told
    ),
}


@pytest.fixture(autouse=True)
def empty_folder(app):
    for file in (settings().data_dir / "mail").glob("*.eml"):
        file.unlink()


@pytest.fixture
def rendered(app):
    """Collect which templates were used."""
    names = set()

    def note(_app, template, **_more):
        names.add(template.name)

    with template_rendered.connected_to(note, app):
        yield names


def judge(item, step, *, by, reason="Dank je wel.") -> None:
    element = getattr(item, "element", None)
    seen = element.version if step == "publish" and element is not None else None
    decide(
        Verdict(id=item.id, version=item.version, step=step, reason=reason, element_version=seen), actor=by
    )


def kept():
    return list(folder.find(settings().data_dir / "mail", most=100))


def assert_clean(mail, reader) -> None:
    """Look for what no mail may hold; the one key in it is that of its reader, with one purpose."""
    whole = mail.subject + mail.text + mail.html
    assert [word for word in SECRET if word in whole and word not in (reader.name, reader.email)] == []
    links = {urlsplit(found).path for found in re.findall(r"https?://[^\s\"<]+", whole)}
    key = f"/mail-uit/{key_for(reader.id, secret=settings().secret_key)}"
    things = r"(agenda|ideeen|elementen|meldingen|waarnemingen|groepen|account/inzendingen)"
    things += r"/[0-9a-f-]{36}(/mensen)?"
    lists = r"groepen|ideeen|controle(/[0-9a-f-]{36})?|groepen/handen/[0-9a-f-]{36}"
    plain = re.compile(rf"/({lists}|{things})")
    assert [path for path in links if path != key and not plain.fullmatch(path)] == []
    assert key in links


def go_on(anna, bram, *, by) -> None:
    """Take every step that comes after a problem was accepted."""
    told = {"planned_on": date(2026, 12, 1), "handled_by": "Gemeente", "outcome": "Weg.", "reason": "Fijn."}
    for step in FOLLOW_UP:
        report = KINDS["problem"](anna, bram)
        judge(report, "publish", by=by)
        follow_up(FollowUp(id=report.id, version=report.version, step=step, **told), actor=by)


def answer_ideas(anna, bram, *, by) -> None:
    """Take every step after an idea is on view."""
    day = EventFactory(published=True)
    for step in IDEA_STEPS:
        idea = KINDS["idea"](anna, bram)
        judge(idea, "publish", by=by)
        told = {"event_id": day.id} if step == "become" else {}
        take_idea_step(
            IdeaStep(id=idea.id, version=idea.version, step=step, reason="Fijn.", **told), actor=by
        )


def in_and_out(anna, *, by) -> None:
    """Let someone ask to join a group, and be let in, refused and made organiser; all mail is Anna's."""
    ours, theirs = (
        GroupFactory(author=anna, led_by=anna, published=True),
        GroupFactory(author=by, published=True),
    )
    someone = UserFactory(name="Iemand Anders", email="iemand@example.nl")
    join(ours.id, actor=someone)
    add_to(theirs, by, Part.ORGANISER)
    for step in ("refuse", "admit", "raise"):
        if step != "raise":
            join(theirs.id, actor=anna)
        move(theirs.id, anna.id, step, actor=by)
        for job in db.session.query(Job).filter_by(name="mails.group_step"):
            groups.tell_person(**job.payload)
            db.session.delete(job)
        db.session.commit()
    for job in db.session.query(Job).filter_by(name="mails.join_asked"):
        groups.tell_organiser(**job.payload)
    offer_help(HelpCallFactory(group=ours).id, note="Ik kan.", with_address=True, actor=someone)
    for job in db.session.query(Job).filter_by(name="mails.hands_offered"):
        groups.tell_of_offer(**job.payload)


@pytest.mark.parametrize("step", ["publish", "return", "reject"])
@pytest.mark.parametrize("kind", KINDS)
def test_of_a_decision(step, kind, anna, bram, chris):
    item = KINDS[kind](anna, bram)
    judge(item, step, by=chris)
    (job,) = db.session.query(Job).filter_by(name="mails.decision")
    tell_author(**job.payload)
    (mail,) = kept()
    assert_clean(mail, anna)


def test_every_template_was_looked_at(rendered, anna, bram, chris):
    for who in ("new", "daily"):
        for kind, make in KINDS.items():
            for step in ("publish", "return", "reject"):
                item = make(anna, bram)
                judge(item, step, by=chris, reason=f"Over {kind}.")
        go_on(anna, bram, by=chris)
        answer_ideas(anna, bram, by=chris)
        if who == "new":
            for job in db.session.query(Job).filter_by(name="mails.decision"):
                tell_author(**job.payload)
            anna.mail_when, anna.mailed_at = MailWhen.DAILY, now()
            db.session.commit()
    for make in KINDS.values():
        make(anna, bram)  # waits
    daily_mail.tell_author(person_id=str(anna.id), until=now().isoformat())
    daily_mail.tell_coordinator(person_id=str(chris.id), day="2026-11-24")
    knotweed = KINDS["sighting"](anna, bram, claimed_key="reynoutria-japonica", blur_km=0)
    first_records.tell_coordinator(person_id=str(chris.id), sighting_id=str(knotweed.id))
    in_and_out(anna, by=chris)
    sent = kept()
    assert len(sent) == 3 * len(KINDS) + len(FOLLOW_UP) + len(IDEA_STEPS) + 3 + 5
    for mail in sent:
        assert_clean(mail, chris if mail.to == chris.email else anna)
    request_code("dirk@example.nl", next_url="/", language="nl", browser=Browser(network="203.0.113.1"))
    mails.code(str(db.session.query(SignInCode).one().id), "nl")
    assert "mail-uit" not in kept()[0].text  # the code is not stopped
    day = EventFactory(published=True)
    place = sign_up(day.id, uuid.uuid4(), SignUpFacts(phone="kanarie-bel"), actor=anna)
    sign_ups.tell(sign_up_id=str(place.id), what="placed")
    assert "kanarie" not in kept()[0].text + kept()[0].html
    send_all(anna, bram)
    assert not [mail for mail in kept()[:3] if bram.name in mail.text + mail.html or bram.email in mail.text]
    ours = {path.relative_to(TEMPLATES.parent).as_posix() for path in TEMPLATES.rglob("[!_]*.*")}
    assert ours == {name for name in rendered if name and name.startswith("mail/")}
