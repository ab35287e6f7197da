"""A small village in which every page has something to show; all of it *voorbeeld*."""

import io
import uuid
from dataclasses import dataclass
from datetime import timedelta

import shapely

from app.config import settings
from app.core.clock import today
from app.core.ids import digest, secret_token
from app.core.invitations import key_of
from app.core.mail_off import key_for
from app.extensions import db
from app.jobs.worker import Worker
from app.models import (
    Condition,
    Consent,
    EventTask,
    Moment,
    Owner,
    Part,
    Role,
    Session,
    Stage,
    State,
    Submission,
    User,
)
from app.queries.answers import find_answers
from app.services.members import join
from app.services.organisers import invite
from app.services.photos import ChosenPhoto, attach_photos, receive_photo
from app.services.problem_steps import reopen_problem
from app.transaction import load, transactional
from tests.factories.adoptions import AdoptionFactory
from tests.factories.areas import example_import
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
from tests.factories.exports import asked_export
from tests.factories.groups import GroupFactory, HelpCallFactory, add_to
from tests.factories.ideas import IdeaFactory, like
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.factories.sightings import stored_sighting
from tests.factories.species import example_change, example_checklist
from tests.factories.walks import ROUND, WalkFactory, closure, section, stop
from tests.pictures import jpeg

PUBLISHED = {"state": State.PUBLISHED, "waits": False}
BANK = shapely.LineString([(6.5601, 52.9961), (6.5622, 52.9967), (6.5649, 52.9969)])
POND = shapely.Polygon([(6.55, 52.99), (6.5504, 52.99), (6.5504, 52.9903), (6.55, 52.9903)])


@dataclass(frozen=True)
class World:
    """The ids that pages need, and a token for each person's browser."""

    tokens: dict[str, str]
    bank: uuid.UUID  # public, with photos and work
    pond: uuid.UUID  # Anna's, waiting
    returned: uuid.UUID  # Anna's, with a question
    log: uuid.UUID  # published work on the bank
    waiting_log: uuid.UUID
    event: uuid.UUID  # a work day of Chris on the agenda, with work on the bank
    idea: uuid.UUID  # Anna's, on view, with someone who would like it too
    waiting_idea: uuid.UUID  # hers too, at the desk
    problem: uuid.UUID  # Anna reported it on the bank, accepted
    solved: uuid.UUID  # the same, solved
    free: uuid.UUID  # Anna reported it at a free place, waiting
    reopened: uuid.UUID  # at a free place, not solved after all, she says
    change: uuid.UUID  # Anna's correction of the bank, waiting
    report: uuid.UUID  # Anna reported a photo of the bank
    photo: uuid.UUID  # of the bank
    claim: uuid.UUID  # someone says that the bank is on their ground
    seen: uuid.UUID  # the bank was seen again
    sighting: uuid.UUID  # Anna's, vulnerable and published
    waiting_sighting: uuid.UUID
    walk: uuid.UUID  # an open one
    drawn_walk: uuid.UUID  # of which an owner did not answer yet
    checklist: uuid.UUID  # a list of species that was looked at
    areas: uuid.UUID  # a map of areas that was looked at
    group: uuid.UUID  # that Anna organises
    asked_group: uuid.UUID  # waits for the desk
    other_group: uuid.UUID  # of others
    call: uuid.UUID  # for hands, in hers
    adoption: uuid.UUID  # Anna looks after the bank
    group_member: uuid.UUID  # is in hers
    invitation_key: str  # leads into that of others
    mail_key: str  # stops Anna's mail
    person: uuid.UUID  # Anna
    answer: uuid.UUID  # a ready answer


def token_for(person: User) -> str:
    token = secret_token()
    db.session.add(Session(person_id=person.id, token_sha256=digest(token), device="Chrome op Android"))
    db.session.commit()
    return token


def add_photos(item: Submission, *, count: int, moment: Moment = Moment.NONE) -> None:
    """Hand in photos of the author as the form does."""
    person = item.author
    photos = [receive_photo(io.BytesIO(jpeg((1600, 1200))), actor=person).id for _ in range(count)]

    @transactional
    def attach(*, actor: User) -> None:
        chosen = [ChosenPhoto(id=each, alt="Houtwal met eiken", moment=moment) for each in photos]
        attach_photos(load(Submission, item.id), chosen, actor=actor)

    attach(actor=person)


def settle(app, anna: User, chris: User) -> World:
    """Build the village with real photos, steps and jobs; the test must be marked ``committed``."""
    mine = {"author": anna}
    bank = ElementFactory(
        **mine, published=True, geometry=BANK, type_key="wooded_bank", title="Houtwal Westeres (voorbeeld)",
        name="Houtwal Westeres (voorbeeld)", condition=Condition.FAIR, width_m=6, owner_kind=Owner.FARMER,
        consent=Consent.YES, story="Hier liep vroeger het vee naar de es.",
    )  # fmt: skip
    pond = ElementFactory(**mine, geometry=POND, title="Poel Brinkveld (voorbeeld)", condition=Condition.POOR)
    asked = ElementFactory(**mine, title="Poel Hooiveld (voorbeeld)", consent=Consent.ASKED)
    work = {**mine, "element": bank, "activity_key": "coppicing"}
    log = MaintenanceLogFactory(
        **work, published=True, share_num=1, share_den=3, notes="Stobben laag afgezet."
    )
    waiting = MaintenanceLogFactory(**work, share_num=1, share_den=4)
    longer = shapely.to_geojson(shapely.LineString([*BANK.coords, (6.5660, 52.9975)]))
    change = ElementChangeFactory(
        **mine, element=bank, base={"shape": shapely.to_geojson(BANK), "condition": "fair"},
        wanted={"shape": longer, "condition": "good"}, why="In de winter is hij langer geplant.",
    )  # fmt: skip
    claim = GroundClaimFactory(**mine, element=bank, notes="Bel mij liever eerst.")
    seen = PresenceCheckFactory(**mine, element=bank, published=True)
    plain = {"claim_text": "Bruine vogel (voorbeeld)", "notes": "Hij zat op de paal.", "element_id": bank.id}
    owl = stored_sighting(anna, claimed_key="athene-noctua", species_key="athene-noctua", **PUBLISHED)
    unnamed = stored_sighting(anna, blur_km=0, **plain)
    add_photos(unnamed, count=1)
    tasks = [EventTask(element=bank, activity_key="coppicing")]
    told = {"about": "We zetten de wal af.", "bring": "Werkhandschoenen", "risks": ["saws"]}
    day = EventFactory(author=chris, published=True, tasks=tasks, maximum=12, light_work=True, **told)
    wish = IdeaFactory(**mine, published=True, answer_by=today() + timedelta(days=30))
    like(UserFactory(name="Gea Voorbeeld", show_name=True), wish)
    waits = IdeaFactory(**mine, title="Een bankje bij de poel (voorbeeld)")
    problem = ProblemReportFactory(**mine, element=bank, published=True, notes="Bij het hek.")
    solved = ProblemReportFactory(
        **mine, element=bank, published=True, stage=Stage.SOLVED, outcome="Het hek is gemaakt."
    )
    free = FreeReportFactory(**mine, notes="Achter het bankje.")
    again = FreeReportFactory(**mine, published=True, stage=Stage.SOLVED, problem="damage", accuracy_m=707.0)
    reopen_problem(again.id, reason="Het is weer stuk.", actor=anna)
    walk = WalkFactory(
        **mine, shown=True, name="Rondje Brink (voorbeeld)", dogs="leash", dogs_notes="Er lopen koeien.",
        stops=[stop("Houtwal", 100, element_id=bank.id), stop("Linde", 600)],
        closures=[closure((3, 15), (7, 1))],
    )  # fmt: skip
    asked_walk = WalkFactory(
        **mine, drawn=True, name="Rondje Es (voorbeeld)",
        sections=[section(1, ROUND[:3], surface="sand"), section(2, ROUND[2:], consent="asked")],
    )  # fmt: skip
    add_photos(free, count=1)
    add_photos(bank, count=2)
    add_photos(pond, count=1)
    add_photos(waiting, count=1, moment=Moment.AFTER)
    asked_export(anna, "darwin_core")
    Worker(app).run_until_empty()
    photo = db.session.get(Submission, bank.id).photos[0]
    report = PhotoReportFactory(**mine, element=bank, photo=photo, notes="Er staat iemand op.")
    _return(asked, chris)
    example_change("athene-noctua", chris)
    dirk = UserFactory(name="Dirk Voorbeeld", role=Role.ADMIN)
    return World(
        tokens={"anna": token_for(anna), "chris": token_for(chris), "dirk": token_for(dirk)},
        bank=bank.id, pond=pond.id, returned=asked.id, log=log.id, waiting_log=waiting.id,
        idea=wish.id, waiting_idea=waits.id,
        event=day.id, problem=problem.id, solved=solved.id, free=free.id, reopened=again.id,
        change=change.id, claim=claim.id, seen=seen.id, report=report.id, photo=photo.id,
        walk=walk.id, drawn_walk=asked_walk.id, sighting=owl.id, waiting_sighting=unnamed.id,
        areas=example_import().id, checklist=example_checklist().id,
        **settle_groups(anna, chris),
        adoption=AdoptionFactory(element=bank, person_id=anna.id).id,
        person=anna.id, answer=find_answers(step="return")[0].id,
        mail_key=key_for(anna.id, secret=app.secret_key),
    )  # fmt: skip


def settle_groups(anna: User, chris: User) -> dict[str, object]:
    """Let Anna lead one with someone who asked to come in; another waits, and one is led by others."""
    hers = GroupFactory(author=anna, led_by=anna, published=True, name="Groen Westeres (voorbeeld)")
    asker, member = UserFactory(name="Els Voorbeeld"), UserFactory(name="Fokke Voorbeeld", show_name=True)
    join(hers.id, note="Ik heb een zaag.", actor=asker)
    add_to(hers, member, Part.MEMBER)
    other = GroupFactory(author=chris, led_by=chris, published=True, name="De Snoeiers (voorbeeld)")
    key = key_of(invite(other.id, actor=chris).id, secret=settings().secret_key)
    asked = GroupFactory(author=anna, name="School in de singel (voorbeeld)", group_kind="school")
    return {
        "group": hers.id,
        "other_group": other.id,
        "asked_group": asked.id,
        "call": HelpCallFactory(group=hers).id,
        "group_member": member.id,
        "invitation_key": key,
    }


def _return(item: Submission, coordinator: User) -> None:
    item.note("submit", actor=item.author)
    answer = next(one for one in find_answers(step="return") if one.label_nl == "Wie is de eigenaar?")
    item.take("return", actor=coordinator, reason="Van wie is de grond? Weet je dat?", answer=answer)
    db.session.commit()
