"""The key in a mail by which someone takes over an adoption: signed over the id of what was proposed."""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer


def offer_key(offer_id: uuid.UUID, *, secret: str) -> str:
    """Return what stands in the address in the mail."""
    signed: str | bytes = _signer(secret).dumps(offer_id.hex)
    return signed if isinstance(signed, str) else signed.decode()


def offer_of(key: str, *, secret: str) -> uuid.UUID | None:
    """Return what a key is of; None for one that we did not make."""
    try:
        return uuid.UUID(_signer(secret).loads(key))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="adoption-offer")
