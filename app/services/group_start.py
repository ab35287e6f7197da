"""What the desk's yes means for a group: whoever asked for it is its first organiser."""

from app.extensions import db
from app.models import Group, Membership, Part
from app.services.publication import Changes


def begin_group(group: Group) -> Changes:
    """Let the person who asked for it organise it."""
    if db.session.get(Membership, (group.id, group.author_id)) is None:
        db.session.add(Membership(group_id=group.id, person_id=group.author_id, part=Part.ORGANISER))
    return {}


def unbegin_group(group: Group) -> None:
    """Take that back, as the coordinator does the yes."""
    first = db.session.get(Membership, (group.id, group.author_id))
    if first is not None:
        db.session.delete(first)
