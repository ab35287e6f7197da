"""Who may come where, and what is said to those who may not, for each role, address and object."""

import pytest
import time_machine

from app.core.clock import now
from tests.access.grids import ABSENT, ALLOWED, FORBIDDEN, ROLES
from tests.access.matrix import ADDRESSES
from tests.access.tables import SEEN
from tests.access.walk import Walker, method_of, rules, walk
from tests.access.world import settle, words_hidden_from
from tests.halves import shared_out

SHARED = shared_out(ROLES)
KEPT = {}  # what a walk found: both invariants look at the same one


@pytest.fixture
def came(app, database, role):
    if role not in KEPT:
        with time_machine.travel(now(), tick=False):  # a decision can be undone for seconds only
            KEPT[role] = walk(Walker(app, database, settle(role)), role)
    return KEPT[role]


@pytest.mark.A01
def test_every_route_stands_in_the_table_and_has_one_method(app):
    found = rules(app)
    assert {rule.endpoint for rule in found} == set(ADDRESSES)
    assert [method_of(rule) for rule in found]


@pytest.mark.A01
@pytest.mark.parametrize("role", SHARED)
def test_each_role_may_do_what_the_table_says(came, role):
    wrong = [
        f"{endpoint} {column}: {one.sign} ({one.status}), not {ADDRESSES[endpoint].cells[role][column]}"
        for (endpoint, column), one in came.items()
        if one.sign != ADDRESSES[endpoint].cells[role][column]
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.A02
@pytest.mark.parametrize("role", SHARED)
def test_what_one_may_not_see_is_as_if_it_did_not_exist(came, role):
    wrong = []
    for (endpoint, column), one in came.items():
        if one.sign == ABSENT and column not in {"", "random"}:
            random = came[endpoint, "random"]
            if one.body != random.body:
                wrong.append(f"{endpoint} {column}: another page")
            if one.queries != random.queries:
                wrong.append(f"{endpoint} {column}: {one.queries} questions, not {random.queries}")
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.A02
@pytest.mark.parametrize("endpoint", [name for name, table in ADDRESSES.items() if table.kind in SEEN])
def test_what_one_sees_but_may_not_do_is_forbidden_and_what_one_does_not_see_is_absent(endpoint):
    table = ADDRESSES[endpoint]
    for role, cells in table.cells.items():
        if cells["random"] != ABSENT:  # refused at the door, whatever it is about
            continue
        for column, sign in cells.items():
            seen = SEEN[table.kind].cells[role][column] == ALLOWED
            assert (sign in {ALLOWED, FORBIDDEN}) == seen, f"{role} {column}"


@pytest.mark.A03
@pytest.mark.parametrize("role", SHARED)
def test_no_page_holds_a_word_of_what_this_role_may_not_read(came, role):
    hidden = [word.encode() for word in words_hidden_from(role)]
    wrong = [
        f"{endpoint} {column}: {word.decode()}"
        for (endpoint, column), one in came.items()
        for word in hidden
        if word in one.body
    ]
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.A03
@pytest.mark.parametrize("role", [one for one in SHARED if one.values == ("author",)])
def test_each_of_these_words_is_on_some_page(came, role):
    shown = b"".join(one.body for one in came.values())
    assert [word for word in words_hidden_from("visitor") if word.encode() not in shown] == []
