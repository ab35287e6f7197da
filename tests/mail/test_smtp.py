"""Hand mail to a server: what waits, what is given up, and what never repeats."""

import smtplib

import pytest

from app.core.errors import UnreachableError
from app.mail import smtp as line
from tests.mail.test_header_injection import built
from tests.smtp import only_right

pytestmark = pytest.mark.once  # no database is asked


def test_a_server_that_is_down_is_unreachable(smtp):
    with pytest.raises(UnreachableError):
        line.send(built(), to="anna@example.nl", server=smtp.url)


def test_a_server_that_closes_for_a_while_is_unreachable(smtp):
    smtp.start()
    smtp.answer = "421 Even niet"
    with pytest.raises(UnreachableError):
        line.send(built(), to="anna@example.nl", server=smtp.url)


def test_a_refusal_is_the_mails_own_fault(smtp):
    smtp.start()
    smtp.answer = "554 Dit lijkt op spam"
    with pytest.raises(smtplib.SMTPDataError):
        line.send(built(), to="anna@example.nl", server=smtp.url)


@pytest.mark.parametrize(
    ("answer", "error"),
    [("550 Onbekend", line.NoMailboxError), ("452 Vol", smtplib.SMTPRecipientsRefused)],
)
def test_a_mailbox_that_does_not_exist_is_not_one_that_is_full(smtp, answer, error):
    smtp.start()
    smtp.refused["anna@example.nl"] = answer
    with pytest.raises(error):
        line.send(built(), to="anna@example.nl", server=smtp.url)


@pytest.mark.filterwarnings("ignore:Requiring AUTH")  # the server of the test has no certificate
@pytest.mark.parametrize(("word", "comes_in"), [("juist", True), ("fout", False)])
def test_name_and_secret_come_from_the_setting(smtp, word, comes_in):
    smtp.start(authenticator=only_right, auth_required=True, auth_require_tls=False)
    server = f"smtp://haarvaten%40example.nl:{word}@127.0.0.1:{smtp.port}?tls=none"
    if comes_in:
        line.send(built(), to="anna@example.nl", server=server)
    else:
        with pytest.raises(UnreachableError):  # a setting to repair: the mail waits
            line.send(built(), to="anna@example.nl", server=server)
    assert len(smtp.taken) == comes_in


def test_without_encryption_nothing_is_sent_unless_the_setting_says_so(smtp):
    smtp.start()
    with pytest.raises(UnreachableError):
        line.send(built(), to="anna@example.nl", server=f"smtp://127.0.0.1:{smtp.port}")
    assert smtp.taken == []


@pytest.mark.parametrize("url", ["http://x", "smtp://", "smtp://host?tls=misschien", "mailto:x@y.nl"])
def test_a_setting_that_cannot_be_read_is_named(url):
    with pytest.raises(ValueError, match="HAARVATEN_MAIL_URL"):
        line.Server.parse(url)


def test_the_secret_stands_in_no_log():
    assert "geheim" not in repr(line.Server.parse("smtp://naam:geheim@host?tls=none"))
