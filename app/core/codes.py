"""The digits of a sign-in code. They follow from the secret key and the code's id, so nobody stores them."""

import hashlib
import hmac
import uuid

DIGITS = 6


def digits_of(ident: uuid.UUID, *, secret: str) -> str:
    """Return the six digits that belong to a code."""
    seal = hmac.new(secret.encode(), b"sign-in code " + ident.bytes, hashlib.sha256).digest()
    return f"{int.from_bytes(seal, 'big') % 10**DIGITS:0{DIGITS}}"


def grouped(digits: str) -> str:
    """Return the digits as people read them: 123 456."""
    return f"{digits[:3]} {digits[3:]}"


def typed_digits(text: str) -> str:
    """Return only the digits of what was typed: people copy spaces, dots and dashes along."""
    return "".join(char for char in text if char in "0123456789")


def is_right(typed: str, *, ident: uuid.UUID, secret: str) -> bool:
    """Compare in a time that tells nothing."""
    return hmac.compare_digest(typed.encode(), digits_of(ident, secret=secret).encode())
