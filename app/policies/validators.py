"""Who says which groups of species someone looks after."""

from app.models import User
from app.policies.admin import can_manage
from app.policies.moderation import can_moderate


def can_choose_groups(actor: User | None, person: User) -> bool:
    """Tell whether someone may choose the groups of a person who has a desk: that person, or an admin."""
    if actor is None or not can_moderate(person):
        return False
    return can_manage(actor) or (can_moderate(actor) and actor.id == person.id)
