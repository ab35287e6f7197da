"""What can go wrong in the domain, each with a sentence in Dutch for people.

The edge (``app/routes/errors.py``) turns each kind into a status and a page, fragment or JSON.
"""

from typing import Final


def N_(sentence: str) -> str:  # noqa: N802 (gettext's own name: marks a sentence, the edge translates it)
    """Return the sentence as it is; extraction finds it here."""
    return sentence


class DomainError(Exception):
    """A rule says no; the text may be shown. ``values`` fill the named places in the sentence.

    ``code`` tells a script what a status leaves open.
    """

    status: int = 409
    code: str = ""

    def __init__(self, sentence: str = "", **values: object) -> None:
        """Keep the untranslated sentence apart from its values."""
        self.sentence: Final = sentence
        self.values: Final = values
        super().__init__(sentence % values if values else sentence)


class NotAllowedError(DomainError):
    """The person may see it, but may not do this."""

    status = 403


class SignInError(DomainError):
    """Nobody is signed in, and the device has no right to hand in any more."""

    status = 401


class ClosedAccountError(NotAllowedError):
    """The account was closed; what is still on a device can be kept, not sent."""

    code = "closed"


class OtherAccountError(NotAllowedError):
    """A device holds what someone else made, who is not the one that sends it."""

    code = "other_account"


class NotFoundError(DomainError):
    """It does not exist, or is not this person's to know."""

    status = 404


class ConflictError(DomainError):
    """Someone was first, or the same id came with other content."""

    status = 409


class GoneError(DomainError):
    """It was erased or rejected for good."""

    status = 410


class InvalidError(DomainError):
    """What was handed in cannot be right; ``field`` names the form field it belongs to."""

    status = 422

    def __init__(self, sentence: str, *, field: str = "", **values: object) -> None:
        """Tie the sentence to a form field."""
        super().__init__(sentence, **values)
        self.field: Final = field


class TooLargeError(InvalidError):
    """More bytes, pixels or pieces than we take."""

    status = 413


class WrongTypeError(InvalidError):
    """A kind of file that we do not take."""

    status = 415


class TooManyError(DomainError):
    """A limit was reached; ``retry_after_s`` says when to come back, in seconds."""

    status = 429

    def __init__(self, sentence: str, *, retry_after_s: int, **values: object) -> None:
        """Say when it makes sense to try again."""
        super().__init__(sentence, **values)
        self.retry_after_s: Final = retry_after_s


class BusyError(TooManyError):
    """The database is busy or a server cannot be reached; nothing was stored, try again."""

    status = 503


class FullError(TooManyError):
    """The disk is full; nothing was stored."""

    status = 507


class BackupError(Exception):
    """A backup cannot be made or is refused; the text is for whoever runs the command."""


class UnreachableError(Exception):
    """A server that a job needs does not answer; the job waits and counts no try (J03)."""
