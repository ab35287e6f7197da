"""Who may do what below /beheer."""

from sqlalchemy import ColumnElement, exists, false, true

from app.models import Role, Submission, User
from app.policies.moderation import can_moderate, on_desk_of


def can_manage(user: User | None) -> bool:
    """Tell whether someone manages people, notices and jobs: admins."""
    return user is not None and user.is_active and user.role == Role.ADMIN


def can_change_rights(user: User | None, person: User) -> bool:
    """Tell whether someone may change the role of a person, or close the account: never one's own."""
    return can_manage(user) and user is not None and user.id != person.id


def can_edit_answers(user: User | None) -> bool:
    """Tell whether someone may change the ready answers of the desk: whoever has one."""
    return can_moderate(user)


def can_see_person(user: User | None, *, sent_here: bool) -> bool:
    """Tell whether someone may open a person; ``sent_here``: the person sent something to this one's desk."""
    return can_manage(user) or (can_moderate(user) and sent_here)


def people_visible_to(user: User | None) -> ColumnElement[bool]:
    """Say in SQL what can_see_person() says in Python; a test keeps the two equal."""
    if can_manage(user):
        return true()
    if not can_moderate(user):
        return false()
    return exists().where(Submission.author_id == User.id, on_desk_of(user)).correlate(User)
