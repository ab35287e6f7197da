"""The key in a mail with which an owner answers, without an account: for one question and nothing else.

It is signed, not kept: the database holds no secret that opens anything. Whether it still counts stands
with the question.
"""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer


def key_for(question_id: uuid.UUID, *, secret: str) -> str:
    """Return what stands in the address in the mail."""
    signed: str | bytes = _signer(secret).dumps(question_id.hex)
    return signed if isinstance(signed, str) else signed.decode()


def question_of(key: str, *, secret: str) -> uuid.UUID | None:
    """Return which question a key answers; None for one that we did not make."""
    try:
        return uuid.UUID(_signer(secret).loads(key))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="owner-link")
