"""A browser in which someone signed in before keeps its own budget when strangers use up the rest."""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Self

from itsdangerous import BadSignature, URLSafeSerializer

from app.core.ids import secret_token

MOST = 5  # people who share one browser


@dataclass(frozen=True)
class KnownDevice:
    """A random id, and keyed digests of the addresses that signed in here."""

    id: str
    addresses: tuple[str, ...] = ()

    @classmethod
    def read(cls, cookie: str, *, secret: str) -> Self | None:
        """Read a cookie that we signed; None for any other."""
        try:
            ident, addresses = _signer(secret).loads(cookie)
        except (BadSignature, ValueError, TypeError):
            return None
        return cls(ident, tuple(addresses))

    @classmethod
    def new(cls) -> Self:
        """Start knowing a browser."""
        return cls(secret_token())

    def write(self, *, secret: str) -> str:
        """Return the signed cookie."""
        signed: str | bytes = _signer(secret).dumps([self.id, list(self.addresses)])
        return signed if isinstance(signed, str) else signed.decode()

    def learn(self, email: str, *, secret: str) -> Self:
        """Remember an address, at most the last five."""
        mine = _mark(email, secret)
        others = tuple(one for one in self.addresses if one != mine)
        return type(self)(self.id, (*others, mine)[-MOST:])

    def knows(self, email: str, *, secret: str) -> bool:
        """Tell whether this address signed in here before."""
        return _mark(email, secret) in self.addresses


def _signer(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="known-device")


def _mark(email: str, secret: str) -> str:
    return hmac.new(secret.encode(), f"known address {email}".encode(), hashlib.sha256).hexdigest()[:24]
