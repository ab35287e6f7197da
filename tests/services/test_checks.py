"""What is stored of pre-checks follows what is true."""

from datetime import date

import pytest
import shapely
from sqlalchemy import select

from app.extensions import db
from app.jobs.worker import Worker
from app.models import (
    Job,
    NestCheck,
    Photo,
)
from app.services import settling
from app.services.checks import store_photo_checks
from app.services.desk import decide_many
from app.services.elements import edit_element, register_element, withdraw_element
from app.services.locating import locate_element
from app.services.maintenance import edit_log, log_maintenance
from app.services.moderation import Verdict, decide, undo
from app.services.photo_rendering import render_photo
from app.services.photos import ChosenPhoto
from app.services.settling import settle
from tests.factories.elements import ElementFactory
from tests.factories.maintenance import MaintenanceLogFactory
from tests.factories.photos import sent_photo
from tests.handing_in import BROKEN, element_facts, ident, log_facts, look_codes, stored_is_live, work_off


def test_what_comes_in_needs_a_look_until_its_job_has_looked_and_has_one_version(anna):
    element = register_element(ident(), element_facts(anna, photos=()), actor=anna)
    db.session.refresh(element)
    assert (element.checks, element.needs_look, element.looked_at) == ([], True, False)
    work_off()
    assert stored_is_live(element) and element.version == 1
    assert look_codes(element) == {"photos.none", "author.first"}


def test_an_edit_is_looked_at_again(anna, poel):
    log = log_maintenance(ident(), log_facts(poel, anna, nest_check=NestCheck.NOT_CHECKED), actor=anna)
    work_off()
    assert "nest.not_checked" in look_codes(log)
    kept = tuple(ChosenPhoto(id=photo.id) for photo in log.photos)
    edit_log(log.id, log_facts(poel, anna, photos=kept), version=log.version, actor=anna)
    assert stored_is_live(log) and look_codes(log) == {"author.first"}


def test_a_smaller_place_after_an_edit_moves_the_element_and_its_checks(anna):
    far = shapely.Point(6.6125, 53.1725)
    element = register_element(ident(), element_facts(anna, shape=far), actor=anna)
    work_off()
    assert "place.maybe_outside" in look_codes(element)
    kept = tuple(ChosenPhoto(id=photo.id) for photo in element.photos)
    edit_element(element.id, element_facts(anna, photos=kept), version=element.version, actor=anna)
    assert stored_is_live(element) and "place.maybe_outside" not in look_codes(element)


def test_photos_that_became_ready_or_cannot_be_read_are_told(anna, poel):
    good, broken = sent_photo(anna), sent_photo(anna, BROKEN)
    chosen = (ChosenPhoto(id=good.id),)
    log = log_maintenance(ident(), log_facts(poel, anna, photos=chosen), actor=anna)
    other = log_maintenance(
        ident(),
        log_facts(poel, anna, photos=(ChosenPhoto(id=broken.id),), done_on=date(2026, 9, 30)),
        actor=anna,
    )
    work_off()
    assert "photos.waiting" in look_codes(log) & look_codes(other)
    version = log.version
    render_photo(good.id)
    render_photo(broken.id)
    work_off()
    for one in (log, other):
        assert stored_is_live(one)
    assert "photos.waiting" not in look_codes(log) and log.version == version
    assert "photos.unreadable" in look_codes(other)


def test_a_decision_on_the_element_changes_what_its_waiting_work_says(anna, bram, chris):
    element = register_element(ident(), element_facts(bram), actor=bram)
    log = MaintenanceLogFactory(author=bram, element=element)
    work_off()
    assert stored_is_live(log) and "element.waits" in look_codes(log)
    decide(Verdict(id=element.id, version=element.version, step="publish"), actor=chris)
    work_off()
    assert stored_is_live(log) and "element.waits" not in look_codes(log)
    undo(element.id, actor=chris)
    work_off()
    assert stored_is_live(log) and "element.waits" in look_codes(log)


def test_a_double_that_came_or_went_is_told_of_both(anna, bram):
    first = register_element(ident(), element_facts(anna), actor=anna)
    second = register_element(ident(), element_facts(bram), actor=bram)
    work_off()
    assert stored_is_live(first) and stored_is_live(second)
    assert "double.over" in look_codes(first) & look_codes(second)
    withdraw_element(second.id, actor=bram)
    work_off()
    assert stored_is_live(first) and "double.over" not in look_codes(first)


def test_the_same_work_of_two_people_is_told_of_both(anna, bram, poel):
    first = log_maintenance(ident(), log_facts(poel, anna), actor=anna)
    second = log_maintenance(ident(), log_facts(poel, bram, done_on=date(2026, 9, 14)), actor=bram)
    work_off()
    assert stored_is_live(first) and stored_is_live(second)
    assert "work.same" in look_codes(first) & look_codes(second)


def test_the_first_approval_is_told_of_all_that_the_author_has_waiting(anna, chris, poel):
    first = log_maintenance(ident(), log_facts(poel, anna), actor=anna)
    second = register_element(ident(), element_facts(anna), actor=anna)
    work_off()
    assert "author.first" in look_codes(second)
    decide(Verdict(id=first.id, version=first.version, step="publish"), actor=chris)
    work_off()
    assert stored_is_live(second) and "author.first" not in look_codes(second)
    undo(first.id, actor=chris)
    work_off()
    assert stored_is_live(second) and "author.first" in look_codes(second)


def test_what_was_decided_keeps_what_was_said_then(anna, chris, poel):
    log = log_maintenance(ident(), log_facts(poel, anna), actor=anna)
    work_off()
    decide(Verdict(id=log.id, version=log.version, step="publish"), actor=chris)
    said = log.checks
    log.nest_check = NestCheck.NEST_SEEN
    db.session.commit()
    settle(log.id)
    db.session.refresh(log)
    assert log.checks == said


@pytest.mark.committed
def test_all_that_waits_is_looked_at_some_at_a_time(app, anna, monkeypatch):
    monkeypatch.setattr(settling, "BATCH", 2)
    waiting = [ElementFactory(author=anna, lon=6.4 + step / 100) for step in range(5)]
    decided = ElementFactory(author=anna, published=True)
    assert not any(one.checks for one in waiting)
    db.session.add(Job(name="checks.look_all", payload={}))
    db.session.commit()
    assert Worker(app).run_until_empty() == 3
    assert all(stored_is_live(one) for one in waiting)
    db.session.refresh(decided)
    assert decided.checks == []


def test_a_map_that_comes_is_told(anna):
    element = register_element(ident(), element_facts(anna), actor=anna)
    locate_element(element.id)
    work_off()
    assert stored_is_live(element)


def test_a_photo_of_nothing_asks_nobody_to_look(anna):
    photo = sent_photo(anna)
    render_photo(photo.id)
    assert db.session.get(Photo, photo.id).state == "ready"
    assert not db.session.scalars(select(Job).where(Job.name == "checks.look")).all()


def test_good_photos_let_nothing_pass_for_fine_that_nobody_has_looked_at(anna, chris, poel):
    log = log_maintenance(ident(), log_facts(poel, anna, nest_check=NestCheck.NOT_CHECKED), actor=anna)
    store_photo_checks(log)
    db.session.commit()
    verdict = Verdict(id=log.id, version=log.version, step="publish")
    assert [one.done for one in decide_many([verdict], actor=chris)] == [False]
    work_off()
    assert "nest.not_checked" in look_codes(log)
