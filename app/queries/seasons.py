"""What season and cycle ask of the reference data: the row of a type and an activity, as core wants it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.core.cycles import Row
from app.core.season import Advice, Answer, Rules, Span, advise, spans
from app.extensions import db
from app.models import Activity, ElementType, TypeActivity
from app.queries.kept_reference import reference


def rules_for(kind: ElementType, activity: Activity, row: TypeActivity | None) -> Rules:
    """Return what holds for an activity on a type; the pair's row goes before the activity's own."""
    window = row or activity
    return Rules(
        start=window.season_start,
        end=window.season_end,
        strict=activity.strict_window,
        birds=activity.bird_rule,
        amphibians=activity.amphibian_rule,
        amphibian_sensitive=kind.amphibian_sensitive,
        usual=row is not None,
    )


def get_rules(type_key: str, activity_key: str) -> Rules:
    """Return the rules of a pair of keys that exist."""
    known = reference()
    row = known.usual_on(type_key).get(activity_key)
    return rules_for(known.types[type_key], known.activities[activity_key], row)


def cycle_of(row: TypeActivity | None) -> Row | None:
    """Return the row as the cycles want it."""
    if row is None:
        return None
    return Row(row.season_start, row.season_end, row.cycle_min_years, row.cycle_max_years)


@dataclass(frozen=True)
class Season:
    """What is said of a kind of work on a type of element, on a day."""

    activity: Activity
    rules: Rules
    day: date

    @property
    def answer(self) -> Answer:
        """Return the advice with its reasons."""
        return advise(self.rules, self.day)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return the year of that day as runs of days with one advice."""
        return spans(self.rules, self.day.year)


def season_of(type_key: str, activity_key: str, day: date) -> Season | None:
    """Return what is said, or None for work that nobody knows."""
    activity = reference().activities.get(activity_key)
    return Season(activity, get_rules(type_key, activity_key), day) if activity is not None else None


def find_seasons(kind: ElementType, day: date) -> Mapping[str, Season]:
    """Return what is said of every kind of work on a type of element, by the key of the work."""
    known = reference()
    usual = known.usual_on(kind.key)
    return {
        key: Season(one, rules_for(kind, one, usual.get(key)), day) for key, one in known.activities.items()
    }


@dataclass(frozen=True)
class GoodTime:
    """A day, and the kinds of work that come due of which it is a good time: (type, activity)."""

    day: date
    pairs: tuple[tuple[str, str], ...] = ()

    @property
    def types(self) -> list[str]:
        """Return the types of elements on which some of it can be done."""
        return sorted({type_key for type_key, _activity in self.pairs})


def good_time(day: date) -> GoodTime:
    """Return what is in good time on a day."""
    rows = (
        select(
            TypeActivity.type_key,
            TypeActivity.activity_key,
            TypeActivity.season_start,
            TypeActivity.season_end,
            Activity.strict_window,
            Activity.bird_rule,
            Activity.amphibian_rule,
            ElementType.amphibian_sensitive,
        )
        .join_from(TypeActivity, Activity, Activity.key == TypeActivity.activity_key)
        .join(ElementType, ElementType.key == TypeActivity.type_key)
        .where(TypeActivity.cycle_min_years.is_not(None))
        .order_by(TypeActivity.type_key, TypeActivity.position)
    )
    good = [
        (row[0], row[1]) for row in db.session.execute(rows) if advise(_rules(row), day).advice is Advice.GOOD
    ]
    return GoodTime(day, tuple(good))


def _rules(row: Any) -> Rules:
    return Rules(
        start=row.season_start,
        end=row.season_end,
        strict=row.strict_window,
        birds=row.bird_rule,
        amphibians=row.amphibian_rule,
        amphibian_sensitive=row.amphibian_sensitive,
        usual=True,
    )
