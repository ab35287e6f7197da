import enum

import pytest

from app.core.workflow import IllegalTransitionError, Workflow


class Light(enum.StrEnum):
    RED = "red"
    GREEN = "green"


LIGHTS = Workflow({"go": (frozenset({Light.RED}), Light.GREEN)})


def test_a_step_leads_where_the_table_says():
    assert LIGHTS.next_state(Light.RED, "go") == Light.GREEN


@pytest.mark.parametrize(("state", "step"), [(Light.GREEN, "go"), (Light.RED, "fly")])
def test_a_step_that_the_table_does_not_know_is_refused(state, step):
    assert not LIGHTS.allows(state, step)
    with pytest.raises(IllegalTransitionError):
        LIGHTS.next_state(state, step)
