"""How far someone is trusted, what then appears at once, and who may give trust."""

import uuid
from typing import Final

from app.core.sensitivity import EXACT_KM, RESTING
from app.models import (
    Element,
    MaintenanceLog,
    PresenceCheck,
    Seen,
    Sighting,
    Species,
    Submission,
    Tier,
    User,
)
from app.policies.moderation import can_moderate

KINDS: Final = ("element", "maintenance", "presence_check", "sighting")
ENOUGH: Final = 5  # good ones, after which someone is known
ONE_IN: Final = 10  # of what could appear at once goes to the desk all the same
LOWER: Final = {Tier.TRUSTED: Tier.KNOWN, Tier.KNOWN: Tier.NEW, Tier.NEW: Tier.NEW}
NOT_THREATENED: Final = frozenset({"TNB", "NVT"})  # on the Red List as not threatened, or on none
HANDED_IN: Final = frozenset({"submit", "edit"})  # steps after which nobody has looked yet


def can_give_trust(actor: User | None, person: User) -> bool:
    """Tell whether someone may say how far another is trusted; never themselves (M06)."""
    return actor is not None and can_moderate(actor) and actor.id != person.id


def rule_for(item: Submission, tier: Tier) -> str | None:
    """Return the rule by which an item of someone of this tier may appear at once; None: it waits."""
    if isinstance(item, MaintenanceLog):
        enough = tier in {Tier.KNOWN, Tier.TRUSTED}
    elif isinstance(item, Sighting):
        enough = tier in {Tier.KNOWN, Tier.TRUSTED} and is_ordinary(item)
    elif isinstance(item, PresenceCheck):
        enough = tier == Tier.TRUSTED and item.seen == Seen.SAME
    else:
        enough = tier == Tier.TRUSTED and isinstance(item, Element)
    return f"trust.{tier}" if enough else None


def is_ordinary(sighting: Sighting) -> bool:
    """Tell whether nothing of a sighting asks for an expert: common, not vulnerable, really seen.

    Its name must be one of the list: what was typed and is in no list has no ``claimed`` species.
    """
    claimed = sighting.claimed
    if claimed is None or sighting.species_key not in {None, claimed.key}:
        return False
    shown_exactly = claimed.blur_km == EXACT_KM and sighting.blur_km == EXACT_KM
    seen = not sighting.absent and sighting.behaviour not in RESTING
    return shown_exactly and seen and is_common(claimed)


def is_common(species: Species) -> bool:
    """Tell whether it is surely neither threatened nor invasive: a category in doubt counts as neither."""
    sure = species.red_list_certainty != "check"
    return sure and species.red_list in NOT_THREATENED and not species.is_invasive


def is_sample(item_id: uuid.UUID) -> bool:
    """Tell whether an item is the one in ten; its random id decides, so that trying again changes nothing."""
    return item_id.int % ONE_IN == 0


def nobody_looked(item: Submission) -> bool:
    """Tell whether no person took the item in hand: then a rule may decide, otherwise only people do."""
    return item.assignee_id is None and all(one.step in HANDED_IN for one in item.decisions)


def by_rule(item: Submission) -> bool:
    """Tell whether a rule approved an item and nothing happened to it since."""
    last = item.decisions[-1] if item.decisions else None
    return last is not None and last.step == "publish" and last.rule is not None
