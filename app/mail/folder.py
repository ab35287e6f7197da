"""In development mail becomes files, which ``/dev/mail`` shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from app.core.clock import now


@dataclass(frozen=True)
class KeptMail:
    """A mail as it would have been sent."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str
    html: str


def keep(mail: EmailMessage, place: Path) -> None:
    """Write a mail; the newest name sorts last."""
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    (place / f"{now():%Y%m%dT%H%M%S%f}.eml").write_bytes(mail.as_bytes())


def find(place: Path, *, most: int = 50) -> Iterator[KeptMail]:
    """Return the newest mails first."""
    for path in sorted(place.glob("*.eml"), reverse=True)[:most]:
        yield _read(path)


def get(place: Path, name: str) -> KeptMail | None:
    """Return one mail by its name, or None."""
    path = next((one for one in place.glob("*.eml") if one.stem == name), None)
    return _read(path) if path else None


def _read(path: Path) -> KeptMail:
    mail = message_from_bytes(path.read_bytes(), policy=default)
    return KeptMail(
        name=path.stem,
        at=mail["Date"].datetime,
        to=str(mail["To"]),
        subject=str(mail["Subject"]),
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()) if part else ""
