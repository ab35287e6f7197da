"""Who may change a species, or hand in a list of them."""

from app.models import Role, User


def can_manage(user: User | None) -> bool:
    """Coordinators and admins: it decides how precisely places are shown, everywhere."""
    return user is not None and user.is_active and user.role in {Role.COORDINATOR, Role.ADMIN}
