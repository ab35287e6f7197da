"""What a rule approved is taken back by a coordinator."""

import pytest

from app.core.errors import ConflictError, NotAllowedError
from app.extensions import db
from app.models import (
    Condition,
    CoordinatorArea,
    MaintenanceLog,
    Role,
    State,
)
from app.services.elements import register_element
from app.services.maintenance import log_maintenance
from app.services.moderation import Verdict, decide
from app.services.settling import recall
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.people import UserFactory
from tests.handing_in import element_facts, ident, log_facts, work_off


@pytest.fixture
def appeared(known, poel):
    log = log_maintenance(ident(), log_facts(poel, known, condition_after=Condition.GOOD), actor=known)
    work_off()
    return db.session.get(MaintenanceLog, log.id, populate_existing=True)


def test_a_coordinator_takes_back_what_a_rule_approved_and_it_waits_for_people(appeared, chris):
    decision = recall(appeared.id, version=appeared.version, actor=chris)
    assert (appeared.state, appeared.waits) == (State.PENDING, True)
    assert (decision.step, decision.actor_id) == ("recall", chris.id)
    assert decision.changes == {"element.condition": ["good", None]}
    assert appeared.element.condition is None
    work_off()
    db.session.refresh(appeared)
    assert appeared.state == State.PENDING
    decide(Verdict(id=appeared.id, version=appeared.version, step="publish"), actor=chris)
    with pytest.raises(ConflictError, match="niet vanzelf"):
        recall(appeared.id, version=appeared.version, actor=chris)


def test_an_element_leaves_the_map_again_unless_work_on_it_was_approved(trusted, chris):
    element = register_element(ident(), element_facts(trusted), actor=trusted)
    work_off()
    db.session.refresh(element)
    log = MaintenanceLogFactory(author=trusted, element=element, published=True)
    with pytest.raises(ConflictError, match="Haal dat eerst terug"):
        recall(element.id, version=element.version, actor=chris)
    log.state = State.WITHDRAWN
    db.session.commit()
    recall(element.id, version=element.version, actor=chris)
    assert (element.state, element.is_public) == (State.PENDING, False)


@pytest.mark.M06
def test_who_may_not_decide_may_not_take_back(appeared, known, bram):
    elsewhere = UserFactory(role=Role.COORDINATOR, areas=[CoordinatorArea(municipality_code="GM0114")])
    UserFactory(role=Role.COORDINATOR, areas=[CoordinatorArea(municipality_code="GM0106")])
    known.role = Role.ADMIN
    db.session.commit()
    for actor in (known, bram, elsewhere):
        with pytest.raises(NotAllowedError):
            recall(appeared.id, version=appeared.version, actor=actor)


def test_taking_back_what_one_did_not_see_is_a_conflict(appeared, chris):
    with pytest.raises(ConflictError):
        recall(appeared.id, version=appeared.version - 1, actor=chris)
    assert appeared.state == State.PUBLISHED
