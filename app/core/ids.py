"""Random ids and secrets; nothing here can be guessed or ordered."""

import hashlib
import secrets
import uuid

new_id = uuid.uuid4


def secret_token() -> str:
    """Return 256 random bits, safe in a cookie."""
    return secrets.token_urlsafe(32)


def short_code(length: int = 6) -> str:
    """Return a few letters and digits that can be read aloud: no 0, O, 1, I, L or U."""
    return "".join(secrets.choice("23456789ABCDEFGHJKMNPQRSTVWXYZ") for _ in range(length))


def digest(text: str) -> str:
    """Return the SHA-256 of a secret, as it is kept in the database (64 hexadecimal digits)."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_random(ident: uuid.UUID) -> bool:
    """Tell whether an id is a random UUID (version 4); others would tell a time or a machine."""
    return ident.version == uuid.uuid4().version and ident.variant == uuid.RFC_4122
