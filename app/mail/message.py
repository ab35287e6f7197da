"""Put a mail together so that nothing in it can become a header or another reader (J06)."""

from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from app.core.clock import now
from app.core.text import one_line


def build(  # noqa: PLR0913 (a mail has that many parts)
    *, sender: str, to: str, subject: str, text: str, html: str, ident: str, language: str
) -> EmailMessage:
    """Return a mail with one reader, in text and HTML; raises ValueError for an address that is none."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender)
    mail["To"] = _address(to)
    mail["Subject"] = header_text(subject)
    mail["Message-ID"] = ident
    mail["Date"] = format_datetime(now().astimezone(UTC))
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = language
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    return mail


def header_text(text: str) -> str:
    """Return text for a header: one line, and no ``=?``, which readers would decode into anything."""
    return one_line(text).replace("=?", "= ?")


def _address(text: str) -> Address:
    name, spec = parseaddr(text)
    if one_line(text) != text or spec.count("@") != 1:
        raise ValueError("not one mail address")
    return Address(display_name=header_text(name), addr_spec=spec)
