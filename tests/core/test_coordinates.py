"""Coordinates as people write them; what is swapped or of the other system is named (G02)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.coordinates import (
    OtherSystemError,
    OutsideError,
    Spot,
    SwappedError,
    System,
    UnreadableError,
    read_spot,
    swapped,
)

pytestmark = [pytest.mark.G02, pytest.mark.once]  # no database is asked


@pytest.mark.parametrize(
    "text",
    [
        "52.9413, 6.6085",
        "52.9413 6.6085",
        "52,9413 6,6085",
        "52,9413, 6,6085",
        "52,9413; 6,6085",
        "52.9413,6.6085",
        "(52.9413, 6.6085)",
        "N 52.9413 E 6.6085",
        "52.9413° N, 6.6085° O",
        "6.6085 OL 52.9413 NB",
        "E 6.6085 N 52.9413",
        "52° 56.478' N 6° 36.51' O",
        "52°56'28.68\"N 6°36'30.6\"E",
        "52\u00b056\u203228.68\u2033N 6\u00b036\u203230.6\u2033E",
        "\u00a052.9413\u00a06.6085 ",
    ],
)
def test_degrees_are_read_in_every_common_notation(text):
    spot = read_spot(text, system=System.WGS84)
    assert (spot.x, spot.y) == (pytest.approx(6.6085), pytest.approx(52.9413))


@pytest.mark.parametrize(
    "text",
    [
        "237099 551167",
        "237099, 551167",
        "237099,551167",
        "237099;551167",
        "237.099 551.167",
        "237 099 551 167",
        "237099,0 551167,0",
        "x=237099 y=551167",
        "X: 237099, Y: 551167",
    ],
)
def test_rd_is_read_in_every_common_notation(text):
    assert read_spot(text, system=System.RD) == Spot(System.RD, 237099, 551167)


@pytest.mark.parametrize(
    ("text", "system", "error"),
    [
        ("6,6085 52,9413", System.WGS84, SwappedError),
        ("551167 237099", System.RD, SwappedError),
        ("237099 551167", System.WGS84, OtherSystemError),
        ("551167 237099", System.WGS84, OtherSystemError),
        ("52,9413 6,6085", System.RD, OtherSystemError),
        ("6,6085 52,9413", System.RD, OtherSystemError),
        ("48.85 2.35", System.WGS84, OutsideError),
        ("52.9413 S 6.6085 W", System.WGS84, OutsideError),
        ("0 0", System.WGS84, OutsideError),
        ("1 2", System.RD, OutsideError),
        ("", System.WGS84, UnreadableError),
        ("bij de brug", System.WGS84, UnreadableError),
        ("52.9413", System.WGS84, UnreadableError),
        ("1 2 3", System.WGS84, UnreadableError),
        ("9" * 101, System.RD, UnreadableError),
        ("nan inf", System.WGS84, UnreadableError),
    ],
)
def test_each_mistake_has_its_own_name(text, system, error):
    with pytest.raises(error) as refused:
        read_spot(text, system=system)
    assert type(refused.value) is error
    assert str(refused.value).endswith(".")


LAT, LON = st.floats(52.6, 53.3), st.floats(6.1, 7.1)


@given(LAT, LON, st.sampled_from([" ", ", ", ";"]), st.booleans())
def test_what_is_written_is_read_back(lat, lon, between, comma):
    text = f"{lat:.6f}{between}{lon:.6f}"
    if comma and between != ", ":
        text = text.replace(".", ",")
    spot = read_spot(text, system=System.WGS84)
    assert (spot.x, spot.y) == (pytest.approx(lon, abs=1e-6), pytest.approx(lat, abs=1e-6))


@given(LAT, LON)
def test_a_swap_is_always_seen_and_put_right_by_swapping(lat, lon):
    wrong = f"{lon:.6f} {lat:.6f}"
    with pytest.raises(SwappedError):
        read_spot(wrong, system=System.WGS84)
    assert read_spot(swapped(wrong), system=System.WGS84).x == pytest.approx(lon, abs=1e-6)


@given(st.integers(200_000, 270_000), st.integers(515_000, 585_000))
def test_rd_in_a_field_for_degrees_is_always_seen(x, y):
    with pytest.raises(OtherSystemError) as refused:
        read_spot(f"{x} {y}", system=System.WGS84)
    assert refused.value.system is System.RD


@given(st.text(max_size=120), st.sampled_from(System))
def test_any_text_is_read_or_refused_never_a_fault(text, system):
    try:
        spot = read_spot(text, system=system)
    except (SwappedError, OtherSystemError, OutsideError, UnreadableError):
        return
    assert spot.system is system


def test_swapping_what_cannot_be_read_leaves_it():
    assert swapped("bij de brug") == "bij de brug"
    assert swapped("6,6085 52,9413") == "52,9413 6,6085"
