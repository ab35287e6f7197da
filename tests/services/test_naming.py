"""What the desk says of a name, and how coarse the place is then."""

import pytest

from app.core.errors import InvalidError
from app.extensions import db
from app.models import Certainty, State
from app.services.moderation import decide, undo
from app.services.naming import Naming
from app.services.verdicts import Verdict
from app.spatial.shapes import unwrap
from tests.factories.sightings import HAZEL_SPOT, sighting

HAZEL, OWL, ADDER = "corylus-avellana", "athene-noctua", "vipera-berus"


def approve(one, chris, **naming):
    verdict = Verdict(id=one.id, version=one.version, step="publish", fixes=Naming(**naming))
    return decide(verdict, actor=chris)


def test_approved_as_it_is_the_claim_becomes_the_name(anna, chris):
    one = sighting(anna)
    approve(one, chris)
    assert (one.state, one.species_key, one.certainty) == (State.PUBLISHED, HAZEL, Certainty.SURE)


@pytest.mark.L09
@pytest.mark.parametrize(
    ("claimed", "named", "km"),
    [
        (HAZEL, OWL, 1),
        (HAZEL, ADDER, 5),
        (OWL, HAZEL, 1),
        (ADDER, OWL, 5),
        (None, HAZEL, 0),
        (None, ADDER, 5),
        (None, None, 1),
    ],
)
def test_claim_and_name_together_decide_how_coarse_it_is(anna, chris, claimed, named, km):
    one = sighting(anna, claimed_key=claimed)
    approve(one, chris, species_key=named)
    assert (one.blur_km, one.claimed_key) == (km, claimed)
    exact = (unwrap(one.shape).x, unwrap(one.shape).y) == pytest.approx(HAZEL_SPOT)
    assert exact == (km == 0)


@pytest.mark.L10
def test_less_is_hidden_only_by_a_coordinator_with_a_reason_that_stays(anna, chris):
    one = sighting(anna, claimed_key=OWL)
    approve(one, chris, species_key=HAZEL, lower="Ja hoor")
    assert one.blur_km == 1
    undo(one.id, actor=chris)
    approve(one, chris, species_key=HAZEL, lower="Op de foto staat een hazelaar")
    assert one.blur_km == 0
    assert one.decisions[-1].changes["blur_km"] == [1, 0]
    assert one.decisions[-1].changes["lower"] == ["", "Op de foto staat een hazelaar"]


def test_undone_within_seconds_everything_is_as_it_was(anna, chris):
    one = sighting(anna)
    approve(one, chris, species_key=ADDER, certainty=Certainty.LIKELY)
    assert (one.blur_km, one.certainty) == (5, Certainty.LIKELY)
    undo(one.id, actor=chris)
    assert (one.blur_km, one.species_key, one.certainty, one.state) == (0, None, None, State.PENDING)
    assert (unwrap(one.shape).x, unwrap(one.shape).y) == pytest.approx(HAZEL_SPOT)


def test_a_species_that_nobody_knows_is_refused_at_its_field(anna, chris):
    one = sighting(anna)
    with pytest.raises(InvalidError) as refused:
        approve(one, chris, species_key="een soort")
    assert refused.value.field == "species"
    db.session.rollback()
