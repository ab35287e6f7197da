"""The key in a mail with which someone without an account confirms or cancels one sign-up, and no more."""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer


def sign_up_key(sign_up_id: uuid.UUID, *, secret: str) -> str:
    """Return what stands in the address in the mail."""
    signed: str | bytes = _signer(secret).dumps(sign_up_id.hex)
    return signed if isinstance(signed, str) else signed.decode()


def sign_up_of(key: str, *, secret: str) -> uuid.UUID | None:
    """Return which sign-up a key is of; None for one that we did not make."""
    try:
        return uuid.UUID(_signer(secret).loads(key))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="sign-up")
