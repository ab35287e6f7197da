"""Nothing that people type becomes a header or another reader (J06), proven with a real mail server."""

from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.core.addresses import mailbox
from app.core.errors import InvalidError
from app.mail import smtp as line
from app.mail.message import build, header_text
from tests.smtp import MailServer

pytestmark = pytest.mark.once

HEADERS = {
    "From",
    "To",
    "Subject",
    "Message-ID",
    "Date",
    "Auto-Submitted",
    "Content-Language",
    "MIME-Version",
    "Content-Type",
}
PIECES = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\0", "Bcc: dief@evil.example"]
PIECES += [
    "=?utf-8?q?a=0D=0ABcc:_dief@evil.example?=",
    "=?utf-8?b?YQ0KQmNjOiBkaWVmQGV2aWwuZXhhbXBsZQ==?=",
    "=",
]
PIECES += [
    "?",
    "<",
    ">",
    ",",
    ";",
    '"',
    "@",
    "anna@example.nl",
    "dief@evil.example",
    " ",
    "é",
    "\udce9",
    "😀",
    "x" * 90,
]
NASTY = st.one_of(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), st.text(max_size=60))
pytestmark = pytest.mark.once
SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def running():
    server = MailServer()
    server.start()
    yield server
    server.stop()


def built(to: str = "anna@example.nl", subject: str = "Besluit", text: str = "Hallo") -> EmailMessage:
    return build(
        sender="Haarvaten <haarvaten@example.nl>",
        to=to,
        subject=subject,
        text=text,
        html=f"<p>{text}</p>",
        ident="<een@haarvaten.example>",
        language="nl",
    )


def sent(running, mail: EmailMessage, to: str):
    running.taken.clear()
    line.send(mail, to=to, server=running.url)
    return running.taken[0]


def assert_harmless(received, to: str) -> None:
    assert received.readers == [to] and received.sender == "haarvaten@example.nl"
    assert sorted(received.mail.keys()) == sorted(HEADERS)
    assert [each.addr_spec for each in received.mail["To"].addresses] == [to]
    assert b"\nBcc" not in received.raw.partition(b"\r\n\r\n")[0]


@pytest.mark.J06
@given(NASTY)
@example("=?utf-8?q?a=0D=0ABcc:_dief@evil.example?=")
@example("Eik\r\nBcc: dief@evil.example")
@SLOW
def test_a_name_or_group_in_the_subject_stays_one_line_of_words(running, text):
    subject = f"Besluit over {text}".encode("utf-8", "replace").decode()
    received = sent(running, built(subject=subject), "anna@example.nl")
    assert_harmless(received, "anna@example.nl")
    assert without_spaces(received.mail["Subject"]) == without_spaces(header_text(subject))


def without_spaces(text: str) -> str:
    return "".join(str(text).split())  # folding a long line may add some


@pytest.mark.J06
@given(NASTY)
@SLOW
def test_a_name_in_the_text_stays_in_the_text(running, text):
    plain = text.encode("utf-8", "replace").decode()
    received = sent(running, built(text=f"Hallo {plain}"), "anna@example.nl")
    assert_harmless(received, "anna@example.nl")
    assert received.mail.get_body(("plain",)).get_content().startswith("Hallo")


@pytest.mark.J06
@given(st.one_of(NASTY, NASTY.map(lambda text: f"anna@example.nl{text}"), NASTY.map("{}@example.nl".format)))
@example("anna@example.nl, dief@evil.example")
@example("=??B?00?=@0.A")  # an encoded word: the reader's program would see another address
@example("anna@example.nl\r\nBcc: dief@evil.example")
@SLOW
def test_an_address_is_one_reader_or_is_refused(running, text):
    try:
        address = mailbox(text)
    except InvalidError:
        with pytest.raises(InvalidError):
            built(to=text)
        return
    assert_harmless(sent(running, built(to=address), address), address)
