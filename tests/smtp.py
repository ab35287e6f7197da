"""A real mail server on a free port, that may be down, refuse, or break off."""

import socket
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


@dataclass(frozen=True)
class Received:
    """One mail with the envelope it came in."""

    sender: str
    readers: list[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        return message_from_bytes(self.raw, policy=policy.default)


class MailServer:
    """Starts and stops on one port; keeps what it took."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.taken: list[Received] = []
        self.answer = ""  # instead of taking a mail
        self.refused: dict[str, str] = {}  # reader → answer
        self.after = lambda: None  # what happens between taking and saying so
        self.controller = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=none"

    def start(self, **options) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
        self.controller = None

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope):
        if self.answer:
            return self.answer
        self.taken.append(Received(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        self.after()
        return "250 OK"


def only_right(server, session, envelope, mechanism, data):
    """Let in whoever knows the word ``juist``."""
    return AuthResult(success=data.password == b"juist", handled=False)


@pytest.fixture
def smtp():
    """Yield a mail server that does not run yet."""
    server = MailServer()
    yield server
    server.stop()
