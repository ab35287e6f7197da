"""The line of a walk: what is refused, how long it is, and how it runs."""

import json

import pytest
from shapely import LineString

from app.core.errors import InvalidError
from app.spatial.crs import wgs84_of
from app.spatial.walk_lines import line_of, line_of_geojson, metres_of, runs_how, times_go_back

pytestmark = pytest.mark.once("spatialite")
X, Y = 233_000, 557_000  # near Assen, in RD New


def at(*spots: tuple[float, float]) -> list[tuple[float, float]]:
    """Return spots in metres from a corner as longitude and latitude."""
    return [wgs84_of(X + x, Y + y) for x, y in spots]


SQUARE = at((0, 0), (600, 0), (600, 600), (0, 600), (0, 5))
EIGHT = at((0, 0), (500, 400), (500, 0), (0, 400), (0, 0))
STALK = at((0, 0), (300, 0), (600, 0), (600, 500), (300, 500), (300, 0), (0, 0))
BACK = at((0, 0), (400, 50), (900, 0), (400, 52), (3, 2))
AWAY = at((0, 0), (400, 0), (900, 300))


@pytest.mark.parametrize(
    ("spots", "how"),
    [(SQUARE, "round"), (EIGHT, "eight"), (STALK, "round"), (BACK, "back"), (AWAY, "one_way")],
)
def test_a_line_says_how_it_runs(spots, how):
    assert runs_how(LineString(spots)) == how


def test_a_line_may_cross_itself_and_is_measured_in_dutch_metres():
    assert metres_of(line_of(SQUARE)) == pytest.approx(2395, abs=1)
    assert line_of(EIGHT).is_simple is False


def test_a_long_track_is_made_simpler_to_within_a_metre():
    straight = at(*[(step / 2, (step % 2) * 0.2) for step in range(4000)])
    line = line_of(straight)
    assert len(line.coords) < 10 and metres_of(line) == pytest.approx(2000, abs=2)


@pytest.mark.parametrize(
    ("spots", "sentence"),
    [
        ([], "minstens twee punten"),
        (at((0, 0), (0, 0)), "minstens twee punten"),
        (at((0, 0), (20, 0)), "korter dan 50 meter"),
        (at((0, 0), (-110_000, 0)), "Een ommetje is hoogstens 100 km"),
        ([[6.5, 53.0]] * 20_001, "Hoogstens 20.000"),
        ([[53.0, 6.5], [53.01, 6.5]], "omgewisseld"),
        ([["a", 53.0], [6.6, 53.0]], "zonder goede getallen"),
    ],
)
def test_what_is_no_walk_is_refused_with_a_sentence(spots, sentence):
    with pytest.raises(InvalidError) as refused:
        line_of(spots)
    assert sentence in str(refused.value) and refused.value.field == "shape"


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", "[1]", '{"type": "Point", "coordinates": [6.5, 53]}', '{"type": "LineString"}',
     json.dumps({"type": "LineString", "coordinates": SQUARE, "crs": {}}), "[" * 5000],
)  # fmt: skip
def test_what_is_no_drawn_line_is_refused(text):
    with pytest.raises(InvalidError):
        line_of_geojson(text)


def test_a_clock_that_steps_back_is_noticed():
    assert times_go_back(b"<time>2026-11-01T10:00:02Z</time><time>2026-11-01T10:00:01Z</time>")
    assert not times_go_back(b"<time>2026-11-01T10:00:01Z</time><time>2026-11-01T10:00:02Z</time>")
    assert not times_go_back(b"<gpx>") and not times_go_back(b"<time>")
