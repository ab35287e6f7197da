"""What season and cycle ask of the reference data: the row of a type and an activity, as core wants it."""

from app.core.cycles import Row
from app.core.season import Rules
from app.extensions import db
from app.models import Activity, ElementType, TypeActivity


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
    row = db.session.get(TypeActivity, (type_key, activity_key))
    kind, activity = db.session.get_one(ElementType, type_key), db.session.get_one(Activity, activity_key)
    return rules_for(kind, activity, row)


def cycle_of(row: TypeActivity | None) -> Row | None:
    """Return the row as the cycles want it."""
    if row is None:
        return None
    return Row(row.season_start, row.season_end, row.cycle_min_years, row.cycle_max_years)
