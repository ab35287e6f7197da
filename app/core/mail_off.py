"""The key in a mail that stops the mail: for one person and this one purpose, without an end (ADR 20)."""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer


def key_for(person_id: uuid.UUID, *, secret: str) -> str:
    """Return what stands in the address at the foot of a mail."""
    signed: str | bytes = _signer(secret).dumps(person_id.hex)
    return signed if isinstance(signed, str) else signed.decode()


def person_of(key: str, *, secret: str) -> uuid.UUID | None:
    """Return whose mail a key stops; None for one that we did not make."""
    try:
        return uuid.UUID(_signer(secret).loads(key))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="mail-off")
