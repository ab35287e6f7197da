"""What is done every night."""

from app.services.cleanup import forget_expired


def forget() -> None:
    """Delete what nobody needs any more."""
    forget_expired()
