"""One function per mail; all names start with ``mails.`` so that they keep their order (J05)."""

import uuid

from app.config import settings
from app.core.codes import digits_of, grouped
from app.core.errors import N_
from app.mail import deliver
from app.services.sign_in import get_code_to_mail


def code(code_id: str, language: str) -> None:
    """Mail a sign-in code, unless it is too old or was replaced while the mail waited."""
    asked = get_code_to_mail(uuid.UUID(code_id))
    if asked is None:
        return
    deliver(
        to=asked.email,
        template="mail/people/code",
        subject=N_("Je code voor Haarvaten: %(code)s"),
        message_key=f"code-{asked.id}",
        language=language,
        code=grouped(digits_of(asked.id, secret=settings().secret_key)),
        expires_at=asked.expires_at,
    )
