"""What requests and use cases throw away is collected, whoever does the collecting (ADR 23)."""

import weakref

from app.transaction import transactional

ENOUGH = 1_000  # new things, for the youngest generation to be due


class Node:
    def __init__(self):
        self.itself = self  # only a collection gets rid of it, and of what it holds
        self.rest = [[] for _ in range(ENOUGH)]


def rubbish() -> weakref.ref:
    return weakref.ref(Node())


def test_what_requests_leave_behind_does_not_pile_up(app):
    left = []
    for _ in range(200):
        with app.app_context():
            left.append(rubbish())
    assert sum(ref() is not None for ref in left) < 20


def test_what_use_cases_leave_behind_in_one_long_command_does_not_pile_up():
    @transactional
    def step():
        return rubbish()

    left = [step() for _ in range(200)]
    assert sum(ref() is not None for ref in left) < 20
