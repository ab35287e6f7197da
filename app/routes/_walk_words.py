"""A walk told in words: how far, in which direction, past which stop, and when it is closed."""

from collections.abc import Sequence
from typing import Final

from app import wording
from app.i18n import _
from app.models import Walk, WalkClosure, WalkSection
from app.spatial.walk_lines import legs_of

NEAR_END_M: Final = 1.0


def route_words(walk: Walk) -> list[tuple[str, float]]:
    """Return sentences, each with the metres from the start at which it counts, in the order of walking."""
    line = walk.line
    if line is None:
        return []
    told = [
        (
            _(
                "Loop %(length)s meter naar het %(where)s. Pad: %(surface)s.",
                length=round(leg.length_m, -1) or round(leg.length_m),
                where=wording.say(wording.COMPASS, leg.towards),
                surface=wording.say(wording.SURFACES_SHOWN, _section_at(walk.sections, leg.along_m).surface),
            ),
            leg.along_m,
        )
        for leg in legs_of(line)
    ]
    told += [
        (_("Stop %(number)s: %(name)s.", number=number, name=stop.name), stop.along_m)
        for number, stop in enumerate(walk.stops, start=1)
    ]
    return sorted(told, key=lambda one: one[1])


def weeks_shut(one: WalkClosure) -> str:
    """Say in which weeks of the year it is closed."""
    return _(
        "Dicht van %(first)s tot %(last)s",
        first=f"{one.first_day} {wording.month(one.first_month)}",
        last=f"{one.last_day} {wording.month(one.last_month)}",
    )


def _section_at(sections: Sequence[WalkSection], along_m: float) -> WalkSection:
    passed = 0.0
    for section in sections:
        passed += section.length_m
        if along_m < passed - NEAR_END_M:
            return section
    return sections[-1]
