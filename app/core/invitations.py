"""The key in a link that invites into a group: signed over the id of the invitation."""

import uuid

from itsdangerous import BadSignature, URLSafeSerializer


def key_of(invitation_id: uuid.UUID, *, secret: str) -> str:
    """Return what stands in the address of the invitation."""
    signed: str | bytes = _signer(secret).dumps(invitation_id.hex)
    return signed if isinstance(signed, str) else signed.decode()


def invitation_of(key: str, *, secret: str) -> uuid.UUID | None:
    """Return which invitation a key opens; None for one that we did not make."""
    try:
        return uuid.UUID(_signer(secret).loads(key))
    except (BadSignature, ValueError, TypeError, AttributeError):
        return None


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="group-invitation")
