"""Hand a mail to a server: ``smtp://name:secret@host:port?tls=starttls|ssl|none``."""

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from app.config import settings
from app.core.errors import UnreachableError

TIMEOUT_S: Final = 20
NOW_NOT, NEVER = range(400, 500), range(500, 600)
WAYS: Final = {"starttls": 587, "ssl": 465, "none": 25}


class NoMailboxError(Exception):
    """The server says for good that it does not deliver to this reader."""


@dataclass(frozen=True)
class Server:
    """Where mail is handed in."""

    host: str
    port: int
    tls: str
    user: str = ""
    word: str = field(default="", repr=False)

    @classmethod
    def parse(cls, url: str) -> "Server":
        """Read the setting; raises ValueError for another scheme or an unknown way of encryption."""
        parts = urlsplit(url)
        tls = parse_qs(parts.query).get("tls", ["starttls"])[0]
        if parts.scheme != "smtp" or not parts.hostname or tls not in WAYS:
            raise ValueError("HAARVATEN_MAIL_URL must be smtp://name:secret@host:port?tls=starttls|ssl|none")
        user, word = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname, parts.port or WAYS[tls], tls, user, word)


def send(mail: EmailMessage, *, to: str, server: str) -> None:
    """Hand over to one reader; raises UnreachableError, NoMailboxError or smtplib's own for the rest."""
    given = Server.parse(server)
    _name, sender = parseaddr(mail["From"])
    try:
        with _connect(given) as line:
            line.sendmail(sender, [to], mail.as_bytes())
    except smtplib.SMTPRecipientsRefused as error:
        status = next(iter(error.recipients.values()))[0]
        if status in NEVER:
            raise NoMailboxError from error
        raise
    except (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPServerDisconnected) as error:
        raise UnreachableError(str(error)) from error
    except smtplib.SMTPAuthenticationError as error:  # a setting to repair; the mail waits for it
        raise UnreachableError("the mail server refuses our name and secret") from error
    except smtplib.SMTPResponseException as error:
        if error.smtp_code == 421:  # noqa: PLR2004 (service not available, RFC 5321)
            raise UnreachableError(str(error)) from error
        raise
    except (OSError, smtplib.SMTPNotSupportedError) as error:
        raise UnreachableError(str(error)) from error


class _Line:
    """A connection that ends politely, and whose end never undoes a mail that was taken."""

    def __init__(self, line: smtplib.SMTP) -> None:
        self.line = line

    def __enter__(self) -> smtplib.SMTP:
        return self.line

    def __exit__(self, *_error: object) -> None:
        with suppress(OSError, smtplib.SMTPException):
            self.line.quit()


def _connect(given: Server) -> _Line:
    context = ssl.create_default_context()
    name = urlsplit(settings().base_url).hostname or "localhost"  # else DNS is asked who we are, for seconds
    if given.tls == "ssl":
        line: smtplib.SMTP = smtplib.SMTP_SSL(
            given.host, given.port, name, timeout=TIMEOUT_S, context=context
        )
    else:
        line = smtplib.SMTP(given.host, given.port, name, timeout=TIMEOUT_S)
    try:
        if given.tls == "starttls":
            line.starttls(context=context)
        if given.user:
            line.login(given.user, given.word)
    except BaseException:
        line.close()
        raise
    return _Line(line)
