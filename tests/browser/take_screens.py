"""`make screens` runs this by name; the suite does not collect it. The pages show the demo data."""

import subprocess
import sys

import pytest
from sqlalchemy import select

from app.core.mail_off import key_for
from app.extensions import db
from app.models import (
    Element,
    ElementChange,
    Event,
    GroundClaim,
    MaintenanceLog,
    Photo,
    PhotoReport,
    PresenceCheck,
    ProblemReport,
    Sighting,
    Stage,
    State,
    User,
)
from app.queries.answers import find_answers
from app.services.problem_steps import reopen_problem
from app.spatial.shapes import unwrap
from tests.browser.addresses import WHO, pages
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.five_taps import Thumb
from tests.browser.pictures import keep
from tests.factories.adoptions import AdoptionFactory
from tests.factories.areas import example_import
from tests.factories.corrections import FreeReportFactory
from tests.factories.species import example_checklist
from tests.live import environment
from tests.world import World, settle_groups, token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser]
SIZES = {"phone": {**PHONE, "device_scale_factor": 1}, "laptop": LAPTOP}


def example(model, *where):
    """Return an example with photos; the first by id, so that the next run shows the same kind of thing."""
    pictured = select(Photo.submission_id)
    return db.session.scalars(
        select(model).where(model.id.in_(pictured), *where).order_by(model.received_at)
    ).first()


def person(name):
    return db.session.scalars(select(User).where(User.name.like(f"{name}%"))).one()


def first(model, state):
    return db.session.scalars(select(model).where(model.state == state)).first()


def settle_demo(app) -> World:
    load = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "load"]
    subprocess.run(load, env=environment(app), check=True)
    report = first(PhotoReport, State.PENDING)
    author, chris = report.author, person("Chris")
    mine = Element.author_id == author.id
    log = example(MaintenanceLog, MaintenanceLog.state == State.PUBLISHED)
    problem = {one.stage: one for one in db.session.scalars(select(ProblemReport))}
    free = FreeReportFactory(author=author, notes="Achter het bankje. (voorbeeld)")
    again = FreeReportFactory(author=author, published=True, stage=Stage.SOLVED, problem="damage")
    solved = FreeReportFactory(
        author=author, published=True, stage=Stage.SOLVED, outcome="Weer heel. (voorbeeld)"
    )
    reopen_problem(again.id, reason="Het is weer stuk. (voorbeeld)", actor=author)
    codes = [area.municipality_code for area in chris.areas]
    north = Element.municipality_code.in_(codes)
    return World(
        tokens={"anna": token_for(author), "chris": token_for(chris), "dirk": token_for(person("Dirk"))},
        bank=log.element_id,
        pond=example(Element, mine, Element.state == State.PENDING, north).id,
        returned=db.session.scalars(select(Element).where(mine, Element.state == State.RETURNED)).first().id,
        log=log.id,
        waiting_log=example(
            MaintenanceLog,
            MaintenanceLog.state == State.PENDING,
            MaintenanceLog.author_id == author.id,
            MaintenanceLog.municipality_code.in_(codes),
        ).id,
        event=example(Event, Event.is_public).id,
        problem=problem[Stage.PLANNED].id,
        solved=solved.id,
        free=free.id,
        reopened=again.id,
        sighting=example(Sighting, Sighting.state == State.PUBLISHED, Sighting.author_id == author.id).id,
        waiting_sighting=db.session.scalars(
            select(Sighting).where(Sighting.state == State.PENDING, Sighting.author_id == author.id)
        )
        .first()
        .id,
        checklist=example_checklist().id,
        change=first(ElementChange, State.PENDING).id,
        claim=first(GroundClaim, State.PENDING).id,
        seen=first(PresenceCheck, State.PUBLISHED).id,
        report=report.id,
        photo=report.photo_id,
        areas=example_import().id,
        **settle_groups(author, chris),
        adoption=AdoptionFactory(person_id=author.id, element__title="Houtwal (voorbeeld)").id,
        mail_key=key_for(author.id, secret=app.secret_key),
        person=author.id,
        answer=find_answers(step="return")[0].id,
    )


def test_take_a_picture_of_every_page(app, browser):
    world = settle_demo(app)
    for size in SIZES.values():
        for who in WHO:
            page = browser.open(token=world.tokens.get(who), reduced_motion="reduce", **size)
            for name, looker, path in pages(world):
                if looker == who:
                    page.goto(path, wait_until="networkidle")
                    keep(name, size["viewport"]["width"], page.screenshot())


def test_take_a_picture_before_each_of_five_taps(app, browser):
    """Work on something near, from the start page until it is handed in."""
    world = settle_demo(app)
    page = browser.open(token=world.tokens["anna"], reduced_motion="reduce", **SIZES["phone"])
    middle = unwrap(db.session.get(Element, world.bank).shape).centroid
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": middle.x, "latitude": middle.y, "accuracy": 5})
    page.goto("/", wait_until="networkidle")
    thumb = Thumb(page, lambda number: keep(f"vijf-tikken-{number}", 390, page.screenshot()))
    thumb.log_work()
    thumb.near_me()
    thumb.choose(page.locator("#lijst li").first)
    thumb.answer_and_hand_in()
