"""What people prove with who they are: sessions, a code in their mail, and the key of a link in it."""

import uuid

from app.config import settings
from app.core import owner_links
from app.core.clock import now
from app.core.ids import digest, new_id, secret_token
from app.core.mail_off import key_for
from app.extensions import db
from app.models import OwnerAnswer, Session, SignInCode, User, WalkConsent, WalkSection
from app.services.sign_in import LIVES

CODE_ID = uuid.UUID("0b9f6f0e-52b4-4e6e-9a65-4c8f2a7d1e30")  # fixed, so that its digits are known


def session(person: User) -> str:
    token = secret_token()
    db.session.add(Session(person_id=person.id, token_sha256=digest(token)))
    db.session.commit()
    return token


def mail_key(person: User) -> str:
    return key_for(person.id, secret=settings().secret_key)


def owner_keys(section: WalkSection, asker: User) -> dict[str, str]:
    """Ask the owner of a section twice, by two links: one was not answered yet, the other with a yes."""
    facts = {"asked_by_id": asker.id, "email": "boer@example.nl", "expires_at": now() + LIVES}
    answered = {"said": OwnerAnswer.AGREE, "answered_at": now()}
    asked = WalkConsent(id=new_id(), section=section, **facts)
    yes = WalkConsent(id=new_id(), section=section, **facts, **answered)
    db.session.add_all([asked, yes])
    db.session.flush()
    secret = settings().secret_key
    return {
        "owner_key": owner_links.key_for(asked.id, secret=secret),
        "yes_key": owner_links.key_for(yes.id, secret=secret),
    }


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
