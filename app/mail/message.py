"""Put a mail together so that nothing in it can become a header or another reader (J06)."""

from datetime import UTC
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from app.core.addresses import mailbox
from app.core.clock import now
from app.core.text import one_line


def build(  # noqa: PLR0913 (a mail has that many parts)
    *, sender: str, to: str, subject: str, text: str, html: str, ident: str, language: str
) -> EmailMessage:
    """Return a mail with one reader, in text and HTML; raises InvalidError when ``to`` is not one address."""
    mail = EmailMessage(policy=SMTP)
    name, spec = parseaddr(sender)
    mail["From"] = Address(display_name=header_text(name), addr_spec=spec)
    mail["To"] = Address(addr_spec=mailbox(to))
    mail["Subject"] = header_text(subject)
    mail["Message-ID"] = ident
    mail["Date"] = format_datetime(now().astimezone(UTC))
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language  # set before, it would move into the first part
    return mail


def header_text(text: str) -> str:
    """Return text for a header: one line, and no ``=?``, which readers would decode into anything."""
    return one_line(text).replace("=?", "= ?")
