"""Put a mail together so that nothing in it can become a header or another reader (J06)."""

from datetime import UTC
from email.headerregistry import Address, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from email.utils import format_datetime, parseaddr
from typing import Any, Final

from app.core.addresses import mailbox
from app.core.clock import now
from app.core.text import one_line


class _Unfolded(UnstructuredHeader):
    """A header with an address of a page: folded by the usual rules, a long one becomes unreadable."""

    def fold(self, *, policy: "Policy[Any]") -> str:
        """Write it on one line."""
        return f"{self.name}: {self}{policy.linesep}"  # type: ignore[attr-defined]  # the base has the name


_HEADERS: Final = HeaderRegistry()
_HEADERS.map_to_type("list-unsubscribe", _Unfolded)  # type: ignore[arg-type]  # it asks for a mix-in
WHOLE: Final = SMTP.clone(header_factory=_HEADERS)


def build(  # noqa: PLR0913 (a mail has that many parts)
    *,
    sender: str,
    to: str,
    subject: str,
    text: str,
    html: str,
    ident: str,
    language: str,
    off_url: str = "",
) -> EmailMessage:
    """Return a mail with one reader, in text and HTML; raises InvalidError when ``to`` is not one address.

    With ``off_url`` mail programs show a button that stops such mail (RFC 8058).
    """
    mail = EmailMessage(policy=WHOLE)
    name, spec = parseaddr(sender)
    mail["From"] = Address(display_name=header_text(name), addr_spec=spec)
    mail["To"] = Address(addr_spec=mailbox(to))
    mail["Subject"] = header_text(subject)
    mail["Message-ID"] = ident
    mail["Date"] = format_datetime(now().astimezone(UTC))
    if off_url:
        mail["List-Unsubscribe"] = f"<{off_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    mail["Content-Language"] = language  # set before, it would move into the first part
    return mail


def header_text(text: str) -> str:
    """Return text for a header: one line, and no ``=?``, which readers would decode into anything."""
    return one_line(text).replace("=?", "= ?")
