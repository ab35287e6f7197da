"""Nothing in a test may reach further than this machine (W09).

It sees what Python's own sockets connect to, in this process; libraries with sockets of their own
(of the database, of S3) get hosts from the tests only.
"""

import socket
from collections.abc import Iterator

import pytest

HERE = {"127.0.0.1", "::1", "localhost", ""}


class OutsideError(AssertionError):
    """Something wanted to speak to another machine."""


@pytest.fixture(scope="session", autouse=True)
def only_this_machine() -> Iterator[None]:
    """Refuse every connection but those to this machine; sockets in a folder have no host."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guarded(name):
        def connect(self, address):
            if isinstance(address, tuple) and address[0] not in HERE:
                raise OutsideError(f"a connection to {address}")
            return real[name](self, address)

        return connect

    for name in real:
        setattr(socket.socket, name, guarded(name))
    yield
    for name, method in real.items():
        setattr(socket.socket, name, method)
