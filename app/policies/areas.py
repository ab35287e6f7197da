"""Who may say which maps of areas count."""

from app.models import Role, User


def can_manage(person: User | None) -> bool:
    """Coordinators and admins: the maps decide in whose municipality a thing waits."""
    return person is not None and person.role in {Role.COORDINATOR, Role.ADMIN}
