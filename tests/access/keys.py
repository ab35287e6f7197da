"""What people prove with who they are: sessions, a code in their mail, and the key of a link in it."""

import uuid

from app.config import settings
from app.core.clock import now
from app.core.ids import digest, secret_token
from app.core.mail_off import key_for
from app.extensions import db
from app.models import Session, SignInCode, User
from app.services.sign_in import LIVES

CODE_ID = uuid.UUID("0b9f6f0e-52b4-4e6e-9a65-4c8f2a7d1e30")  # fixed, so that its digits are known


def session(person: User) -> str:
    token = secret_token()
    db.session.add(Session(person_id=person.id, token_sha256=digest(token)))
    db.session.commit()
    return token


def mail_key(person: User) -> str:
    return key_for(person.id, secret=settings().secret_key)


def code() -> str:
    token, moment = secret_token(), now()
    row = SignInCode(
        id=CODE_ID,
        email="nieuw@example.nl",
        browser_sha256=digest(token),
        expires_at=moment + LIVES,
        proven_at=moment,
    )
    db.session.add(row)
    return token


def session_of(person: User) -> uuid.UUID:
    found = db.session.query(Session).filter_by(person_id=person.id).first()
    return found.id if found else uuid.uuid4()
