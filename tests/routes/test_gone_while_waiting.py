"""What still waits about an element that goes: it can be decided on, and the desk reads why not."""

import pytest

from app.extensions import db
from app.models import State
from tests.factories.corrections import ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.personas import sign_in
from tests.routes.test_moderation import decide

KINDS = (ElementChangeFactory, GroundClaimFactory, PresenceCheckFactory, MaintenanceLogFactory)


@pytest.fixture
def desk(client, chris):
    sign_in(client, chris)
    return client


@pytest.fixture
def gone(desk, anna):
    """Return an element, and a way to make it go once something waits."""
    poel = ElementFactory(published=True, author=anna, name="Oude naam")

    def go():
        desk.send(f"/elementen/{poel.id}", {}, to=f"/elementen/{poel.id}/stand/weg")
        assert poel.state == State.GONE
        return poel

    return poel, go


def test_approving_a_correction_says_why_not_and_it_keeps_waiting(desk, gone):
    poel, go = gone
    wish = ElementChangeFactory(element=poel)
    go()
    answer = decide(desk, wish, "publish", element_version=str(poel.version))
    assert answer.status_code == 409
    assert "Dit element staat niet meer op de kaart. Verbeteren kan niet meer." in answer.text
    db.session.expire_all()
    assert (wish.state, poel.state, poel.name) == (State.PENDING, State.GONE, "Oude naam")


@pytest.mark.parametrize("factory", KINDS, ids=lambda one: one.__name__)
def test_rejecting_works_for_each_kind(factory, desk, gone):
    poel, go = gone
    waiting = factory(element=poel)
    go()
    assert desk.get(f"/controle/{waiting.id}").status_code == 200
    assert decide(desk, waiting, "reject", reason="Het is er niet meer.").status_code == 303
    assert (waiting.state, poel.state) == (State.REJECTED, State.GONE)


@pytest.mark.parametrize("factory", [GroundClaimFactory, MaintenanceLogFactory], ids=lambda one: one.__name__)
def test_what_was_done_or_seen_before_is_approved_and_nothing_comes_back(factory, desk, gone):
    poel, go = gone
    waiting = factory(element=poel)
    go()
    done = decide(desk, waiting, "publish")
    assert done.status_code == 303
    assert (waiting.state, poel.state) == (State.PUBLISHED, State.GONE)
    desk.send(done.location, {}, to=f"/controle/{waiting.id}/herstel")
    assert (waiting.state, poel.state) == (State.PENDING, State.GONE)


def test_its_own_people_still_read_what_waits(app, anna, gone):
    poel, go = gone
    waiting = [factory(element=poel, author=anna) for factory in KINDS]
    go()
    browser = app.test_client()
    sign_in(browser, anna)
    assert browser.get("/account/inzendingen").status_code == 200
    pages = ("/elementen/verbeteringen/", "/elementen/mijn-grond/", "/elementen/gezien/", "/onderhoud/")
    for page, one in zip(pages, waiting, strict=True):
        assert browser.get(f"{page}{one.id}").status_code == 200, page


def test_seen_again_brings_it_back_and_undo_takes_it_away(desk, gone):
    poel, go = gone
    seen = PresenceCheckFactory(element=poel)
    go()
    done = decide(desk, seen, "publish")
    assert (seen.state, poel.state, poel.is_public) == (State.PUBLISHED, State.PUBLISHED, True)
    desk.send(done.location, {}, to=f"/controle/{seen.id}/herstel")
    assert (seen.state, poel.state) == (State.PENDING, State.GONE)
