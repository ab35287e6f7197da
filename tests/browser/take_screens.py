"""`make screens` runs this by name; the suite does not collect it. The pages show the demo data."""

import subprocess
import sys

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Element, MaintenanceLog, Photo, State, Submission, User
from tests.browser.addresses import WHO, pages
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.pictures import keep
from tests.factories.areas import example_import
from tests.live import environment
from tests.world import World, token_for

pytestmark = [pytest.mark.committed, pytest.mark.browser]
SIZES = {"phone": {**PHONE, "device_scale_factor": 1}, "laptop": LAPTOP}


def example(model, *where):
    """Return an example with photos; the first by id, so that the next run shows the same kind of thing."""
    pictured = select(Photo.submission_id)
    return db.session.scalars(
        select(model).where(model.id.in_(pictured), *where).order_by(model.received_at)
    ).first()


def settle_demo(app) -> World:
    load = [sys.executable, "-m", "flask", "--app", "wsgi", "demo", "load"]
    subprocess.run(load, env=environment(app), check=True)
    author = db.session.scalars(
        select(User)
        .join(Submission, Submission.author_id == User.id)
        .where(Submission.state == State.RETURNED)
    ).first()
    chris = db.session.scalars(select(User).where(User.name.like("Chris%"))).one()
    mine = Element.author_id == author.id
    log = example(MaintenanceLog, MaintenanceLog.state == State.PUBLISHED)
    codes = [area.municipality_code for area in chris.areas]
    north = Element.municipality_code.in_(codes)
    return World(
        tokens={"anna": token_for(author), "chris": token_for(chris)},
        bank=log.element_id,
        pond=example(Element, Element.state == State.PENDING, north).id,
        returned=db.session.scalars(select(Element).where(mine, Element.state == State.RETURNED)).first().id,
        log=log.id,
        waiting_log=example(
            MaintenanceLog, MaintenanceLog.state == State.PENDING, MaintenanceLog.municipality_code.in_(codes)
        ).id,
        areas=example_import().id,
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
