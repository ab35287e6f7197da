"""Addresses that people type or bring along: of a page to return to, and of a mailbox."""

import unicodedata
from typing import Final
from urllib.parse import unquote, urlsplit

from email_validator import EmailNotValidError, validate_email

from app.core.errors import N_, InvalidError

HOME: Final = "/"
LONGEST: Final = 2000
LAYERS: Final = 4  # how often a character may be hidden behind another %25


def safe_path(text: str | None) -> str:
    """Return the address if it is a path on our own site, else the start page (A07).

    Browsers read a backslash as a slash and drop tabs and line ends, so those never pass, hidden
    behind percent signs or not; nor does anything that is not plain ASCII.
    """
    if not text or len(text) > LONGEST or not text.isascii():
        return HOME
    seen = text
    for _ in range(LAYERS):
        if not _is_plain_path(seen):
            return HOME
        opened = unquote(seen)
        if opened == seen:
            return text
        seen = opened
    return HOME


def _is_plain_path(text: str) -> bool:
    if not text.startswith("/") or text.startswith("//") or "\\" in text:
        return False
    if any(unicodedata.category(char) in {"Cc", "Zl", "Zp"} for char in text):
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc


def mailbox(text: str) -> str:
    """Return an e-mail address as it is kept: lower case, ASCII; raises InvalidError with what to do."""
    wrong = N_("Dit is geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl")
    if "=?" in text:  # mail programs would read an encoded word, and so another address
        raise InvalidError(wrong, field="email")
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise InvalidError(wrong, field="email") from error
    if found.ascii_email is None:
        raise InvalidError(wrong, field="email")
    return found.ascii_email.lower()


def domain(text: str) -> str:
    """Return the domain of a mailbox as it is kept: lower case, ASCII, at least two parts.

    Raises InvalidError with what to do.
    """
    return mailbox(f"iemand@{text.strip().removeprefix('@')}").partition("@")[2]


def covering(email: str) -> list[str]:
    """Return what covers an address: itself, its domain and all above that but the last part."""
    parts = email.partition("@")[2].split(".")
    return [email, *(".".join(parts[at:]) for at in range(max(1, len(parts) - 1)))]
