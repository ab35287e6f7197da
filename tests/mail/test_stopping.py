"""The button of mail programs that stops mail (RFC 8058), as a real server takes the mail."""

import pytest

from app.mail import smtp as line
from app.mail.message import build

URL = (
    "https://haarvaten.example/mail-uit/"
    "IjI5ODc4NTE5Njg5NTQ1ZGNiMTU4ODdmYjNkMWJjOTBlIg.wrGmhebWc0k7Zzic4iZY66L9nCM"
)


def built(off_url: str):
    return build(
        sender="Haarvaten <haarvaten@example.nl>",
        to="anna@example.nl",
        subject="Goedgekeurd: " + "een lange titel " * 8,
        text="Hallo",
        html="<p>Hallo</p>",
        ident="<een@haarvaten.example>",
        language="nl",
        off_url=off_url,
    )


@pytest.mark.once
def test_the_address_arrives_whole_on_one_line(smtp):
    smtp.start()
    line.send(built(URL), to="anna@example.nl", server=smtp.url)
    head = smtp.taken[0].raw.partition(b"\r\n\r\n")[0].decode()
    assert f"\r\nList-Unsubscribe: <{URL}>\r\n" in head
    assert "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in head
    assert smtp.taken[0].mail["List-Unsubscribe"] == f"<{URL}>"


@pytest.mark.once
def test_a_mail_that_cannot_be_stopped_has_no_button(smtp):
    smtp.start()
    line.send(built(""), to="anna@example.nl", server=smtp.url)
    assert "List-Unsubscribe" not in smtp.taken[0].mail
