"""What a mail looks like when it leaves."""

import pytest

from app.config import settings
from app.core.errors import N_
from app.extensions import db
from app.mail import deliver, folder, page_url
from app.models import User
from app.transaction import transactional


def send(to, **more) -> bool:
    facts = {"code": "123 456", "expires_at": db.session.query(User).first().created_at, **more}
    return deliver(
        to=to,
        template="mail/people/code",
        subject=N_("Je code voor Haarvaten: %(code)s"),
        message_key="een-sleutel",
        **facts,
    )


def test_a_mail_has_text_and_html_and_a_lasting_id(anna):
    assert send(anna)
    path = max((settings().data_dir / "mail").glob("*.eml"))
    kept = folder.get(path.parent, path.stem)
    assert kept.to == "anna@example.nl" and "123 456" in kept.subject
    assert "123 456" in kept.text and "123 456" in kept.html and '<html lang="nl"' in kept.html
    assert b"Message-ID: <een-sleutel@localhost>" in path.read_bytes()


def test_a_mail_speaks_the_language_of_its_reader(anna):
    anna.language = "en"
    db.session.commit()
    send(anna)
    assert '<html lang="en"' in next(folder.find(settings().data_dir / "mail")).html


def test_what_someone_typed_is_only_text_in_the_html(anna):
    send(anna, code="<img src=x onerror=alert(1)>")
    assert "<img" not in next(folder.find(settings().data_dir / "mail")).html


def test_an_erased_person_gets_no_mail(anna):
    anna.email = None
    db.session.commit()
    assert send(anna) is False


def test_no_mail_leaves_inside_a_use_case(anna):
    with pytest.raises(RuntimeError, match="write transaction"):
        transactional(send)(anna)


def test_addresses_in_a_mail_come_from_the_settings():
    assert page_url("people.sign_in", next="/kaart") == "http://localhost/account/inloggen?next=/kaart"
