"""What people do with elements, and what is computed along."""

import uuid
from dataclasses import replace

import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from app.core.workflow import IllegalTransitionError
from app.extensions import db
from app.models import Condition, Consent, Decision, Element, Owner, State, Visibility
from app.services.elements import ElementFacts, edit_element, register_element, withdraw_element
from app.services.publication import show_or_hide
from app.spatial.shapes import unwrap
from tests.factories.elements import ElementFactory, place_named
from tests.factories.maintenance import MaintenanceLogFactory
from tests.together import together

LINE = shapely.LineString([(6.65, 53.03), (6.66, 53.03)])
AREA = shapely.Polygon([(6.65, 53.03), (6.66, 53.03), (6.66, 53.04), (6.65, 53.03)])


def facts(**changed) -> ElementFacts:
    told = {"type_key": "wooded_bank", "place_id": place_named("Anloo").id, "shape": LINE}
    return ElementFacts(**(told | changed))


def test_what_follows_from_the_facts_is_computed_once(anna):
    element = register_element(uuid.uuid4(), facts(width_m=4), actor=anna)
    db.session.refresh(element)
    assert element.title == "Houtwal en houtsingel, Anloo"
    assert element.municipality_code == "GM1680"
    assert element.length_m == pytest.approx(671, abs=1)
    assert (element.area_m2, element.width_m, element.square) == (None, 4, "240-561")
    assert unwrap(element.shape_3857).bounds[0] == pytest.approx(740274.6, abs=0.1)
    assert (element.state, element.waits, element.is_public, element.version) == (
        State.PENDING,
        True,
        False,
        1,
    )
    assert [one.step for one in element.decisions] == ["submit"]


def test_a_name_of_ones_own_is_the_title_and_an_area_has_no_width(anna):
    element = register_element(uuid.uuid4(), facts(name="De Es", shape=AREA, width_m=4), actor=anna)
    assert (element.title, element.width_m, element.length_m) == ("De Es", None, None)
    assert element.area_m2 > 300_000


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"type_key": "castle"}, "type_key"),
        ({"place_id": uuid.uuid4()}, "place_id"),
        ({"shape": shapely.Point(6.65, 53.03)}, "shape"),
        ({"type_key": "ditch", "shape": AREA}, "shape"),
        ({"type_key": "small_wood"}, "shape"),
        ({"type_key": "pollard_tree", "shape": AREA}, "shape"),
        ({"name": "n" * 121}, "name"),
        ({"story": "s" * 4001}, "story"),
    ],
)
def test_what_cannot_be_right_names_its_field_and_stores_nothing(anna, changed, field):
    with pytest.raises(InvalidError) as refused:
        register_element(uuid.uuid4(), facts(**changed), actor=anna)
    assert refused.value.field == field
    assert db.session.query(Element).count() == 0


def test_roughly_any_kind_is_a_point(anna):
    rough = facts(type_key="ditch", shape=shapely.Point(6.65, 53.03), accuracy_m=707)
    assert register_element(uuid.uuid4(), rough, actor=anna).accuracy_m == 707


def test_nobody_chose_who_sees_it_then_the_rule_does(anna):
    farmer = register_element(uuid.uuid4(), facts(owner_kind=Owner.FARMER), actor=anna)
    assert farmer.visibility == Visibility.COORDINATORS
    chosen = facts(owner_kind=Owner.FARMER, visibility=Visibility.EVERYONE)
    assert register_element(uuid.uuid4(), chosen, actor=anna).visibility == Visibility.EVERYONE
    assert register_element(uuid.uuid4(), facts(), actor=anna).visibility == Visibility.EVERYONE


@pytest.mark.S02
@pytest.mark.committed
def test_the_same_form_twenty_times_at_once_is_one_element(app, anna):
    ident, told = uuid.uuid4(), facts()
    answers = together(app, *[lambda: register_element(ident, told, actor=anna).id] * 20)
    assert answers == [ident] * 20
    assert db.session.query(Element).count() == 1
    assert db.session.query(Decision).count() == 1


@pytest.mark.S03
@pytest.mark.committed
def test_the_same_id_with_other_content_at_once_is_one_element_and_one_conflict(app, anna):
    for _ in range(10):
        ident, told = uuid.uuid4(), facts(name="De Es")
        other = replace(told, name="Het Es")
        sent = [lambda told=told, ident=ident: register_element(ident, told, actor=anna).name]
        sent += [lambda told=other, ident=ident: register_element(ident, told, actor=anna).name]
        answers = together(app, *sent)
        kept = [one for one in answers if isinstance(one, str)]
        assert len(kept) == 1
        assert [type(one) for one in answers if not isinstance(one, str)] == [ConflictError]
        assert db.session.get(Element, ident).name == kept[0]
        db.session.rollback()


@pytest.mark.S03
def test_a_later_form_with_other_content_changes_nothing(anna):
    ident = uuid.uuid4()
    register_element(ident, facts(story="Oud"), actor=anna)
    with pytest.raises(ConflictError):
        register_element(ident, facts(story="Oud."), actor=anna)
    element = db.session.get(Element, ident)
    assert (element.story, element.version) == ("Oud", 1)


@pytest.mark.S02
def test_the_form_is_the_same_after_the_author_changed_the_element(anna):
    ident = uuid.uuid4()
    register_element(ident, facts(), actor=anna)
    edit_element(ident, facts(name="De Es"), version=1, actor=anna)
    assert register_element(ident, facts(), actor=anna).name == "De Es"


def test_the_id_of_another_person_or_of_other_work_is_refused(anna, bram):
    log = MaintenanceLogFactory(author=anna)
    with pytest.raises(ConflictError):
        register_element(log.id, facts(), actor=anna)
    with pytest.raises(NotFoundError):
        register_element(log.id, facts(), actor=bram)


def test_a_change_leaves_a_trace_of_plain_facts_and_no_words(anna):
    ident = uuid.uuid4()
    register_element(ident, facts(story="Oud"), actor=anna)
    changed = facts(story="Van mevrouw J.", condition=Condition.POOR, overdue=True, shape=AREA)
    element = edit_element(ident, changed, version=1, actor=anna)
    trace = element.decisions[-1]
    assert (trace.step, element.version, element.state) == ("edit", 2, State.PENDING)
    assert trace.changes == {
        "shape": [None, None],
        "story": [None, None],
        "condition": [None, "poor"],
        "overdue": [False, True],
    }


def test_saying_the_same_again_changes_nothing(anna):
    ident = uuid.uuid4()
    register_element(ident, facts(), actor=anna)
    element = edit_element(ident, facts(), version=1, actor=anna)
    assert (element.version, len(element.decisions)) == (1, 1)


def test_a_change_on_what_was_changed_meanwhile_is_a_conflict(anna):
    ident = uuid.uuid4()
    register_element(ident, facts(), actor=anna)
    edit_element(ident, facts(name="De Es"), version=1, actor=anna)
    with pytest.raises(ConflictError, match="intussen veranderd"):
        edit_element(ident, facts(name="Het Es"), version=1, actor=anna)


def test_an_answer_or_a_change_sends_a_returned_one_back_to_the_desk(anna, chris):
    ident = uuid.uuid4()
    element = register_element(ident, facts(), actor=anna)
    _decide(element, "return", chris)
    with pytest.raises(InvalidError) as refused:
        edit_element(ident, facts(), version=2, actor=anna)
    assert refused.value.field == "answer"
    edit_element(ident, facts(), version=2, answer="Bij de brug.", actor=anna)
    assert (element.state, element.waits, element.version) == (State.PENDING, True, 3)
    _decide(element, "return", chris)
    edit_element(ident, facts(name="De Es"), version=4, actor=anna)
    last = [(one.step, one.reason, one.changes) for one in element.decisions[-3:]]
    assert last == [
        ("resubmit", "Bij de brug.", {}),
        ("return", "Waarom?", {}),
        ("resubmit", "", {"name": [None, None]}),
    ]


@pytest.mark.parametrize("state", [State.PUBLISHED, State.REJECTED, State.WITHDRAWN])
def test_what_the_desk_decided_is_not_changed_here(anna, state):
    element = ElementFactory(author=anna, state=state)
    with pytest.raises(ConflictError):
        edit_element(element.id, facts(), version=1, actor=anna)


def test_only_the_author_changes_or_takes_back(anna, bram, chris):
    element = ElementFactory(author=anna)
    public = ElementFactory(author=anna, published=True)
    for act in (
        lambda who, what: edit_element(what.id, facts(), version=1, actor=who),
        lambda who, what: withdraw_element(what.id, actor=who),
    ):
        with pytest.raises(NotFoundError):
            act(bram, element)
        with pytest.raises(NotAllowedError):
            act(bram, public)
        with pytest.raises(NotAllowedError):
            act(chris, element)


def test_taking_back_takes_waiting_work_along_but_not_what_was_decided(anna):
    element = ElementFactory(author=anna)
    waiting, rejected = (
        MaintenanceLogFactory(element=element, state=state, author=anna)
        for state in (State.PENDING, State.REJECTED)
    )
    for _ in range(2):
        withdraw_element(element.id, actor=anna)
    assert (element.state, waiting.state, rejected.state) == (
        State.WITHDRAWN,
        State.WITHDRAWN,
        State.REJECTED,
    )
    assert [one.step for one in element.decisions] == ["withdraw"]


def test_a_published_element_is_not_taken_back_by_its_author(anna):
    element = ElementFactory(author=anna, published=True)
    with pytest.raises(ConflictError):
        withdraw_element(element.id, actor=anna)


def test_public_repeats_the_rule_for_every_state_visibility_and_consent(anna):
    for state in State:
        for visibility in Visibility:
            for consent in Consent:
                element = ElementFactory.build(
                    author_id=anna.id, state=state, visibility=visibility, consent=consent
                )
                show_or_hide(element)
                wanted = (state, visibility) == (
                    State.PUBLISHED,
                    Visibility.EVERYONE,
                ) and consent != Consent.NO
                assert element.is_public is element.public_by_rule() is wanted


STEPS = st.lists(
    st.sampled_from(["edit", "hide", "refuse", "publish", "return", "reject", "undo", "withdraw"])
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(STEPS)
def test_whatever_happens_public_stays_what_the_rule_says(anna, chris, steps):
    ident = uuid.uuid4()
    element = register_element(ident, facts(), actor=anna)
    for number, step in enumerate(steps):
        told = facts(
            name=f"Naam {number}",
            visibility=Visibility.COORDINATORS if step == "hide" else Visibility.EVERYONE,
            consent=Consent.NO if step == "refuse" else Consent.UNKNOWN,
        )
        try:
            if step in {"edit", "hide", "refuse"}:
                edit_element(ident, told, version=element.version, actor=anna)
            elif step == "withdraw":
                withdraw_element(ident, actor=anna)
            else:
                _decide(element, step, chris)
        except (ConflictError, IllegalTransitionError):
            db.session.rollback()
        db.session.expire_all()
        assert element.is_public is element.public_by_rule()


def _decide(element, step, coordinator):
    element.take(step, actor=coordinator, reason="Waarom?")
    show_or_hide(element)
    db.session.commit()
