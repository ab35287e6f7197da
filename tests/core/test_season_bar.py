"""The bar fills the year, and today lies in the part that holds its advice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.season import Rules, advise
from app.core.season_bar import WIDTH, bar

pytestmark = pytest.mark.once  # no database is asked

DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))
ENDS = DAYS.map(lambda day: f"{day.month:02}-{day.day:02}")
RULES = st.sampled_from(["none", "ask", "no"])


@given(DAYS, ENDS, ENDS, st.booleans(), RULES, RULES, st.booleans())
def test_the_parts_make_up_the_year(day, start, end, strict, birds, amphibians, sensitive):
    rules = Rules(
        start=start, end=end, strict=strict, birds=birds, amphibians=amphibians,
        amphibian_sensitive=sensitive, usual=True,
    )  # fmt: skip
    drawn = bar(rules, day)
    assert drawn.parts[0].x == 0
    assert drawn.parts[-1].x + drawn.parts[-1].width == pytest.approx(WIDTH, abs=0.15)
    for one, following in zip(drawn.parts, drawn.parts[1:], strict=False):
        assert one.x + one.width == pytest.approx(following.x, abs=0.15)
    here = [part for part in drawn.parts if part.x <= drawn.today + 0.05][-1]
    assert here.advice == advise(rules, day).advice
