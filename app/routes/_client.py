"""Which client asks, for limits: never what the client says of itself (A10)."""

import ipaddress
import logging
from typing import Any

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app.config import settings
from app.core.devices import describe
from app.routes._cookies import known_device, pending_token, session_token
from app.services.sign_in import Browser

log = logging.getLogger(__name__)

IPV6_HOME = 64  # one household or phone has as many addresses as it likes within this


def network() -> str:
    """Return the address behind our own proxies; of IPv6 the network, of a port nothing."""
    passed = sum(1 for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip())
    if (settings().proxy_count or 0) > passed:
        log.warning("HAARVATEN_PROXY_COUNT is higher than the number of proxies that a request passed")
    return network_of(request.remote_addr or "")


def network_of(address: str) -> str:
    """Return what is counted for an address; some proxies write a port behind it."""
    if address.startswith("["):
        address = address[1:].partition("]")[0]
    elif address.count(":") == 1:
        address = address.partition(":")[0]
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, IPV6_HOME), strict=False))


def browser() -> Browser:
    """Return all that is known of the browser that asks."""
    return Browser(
        network=network(),
        known=known_device(),
        pending=pending_token(),
        session=session_token(),
        device=describe(request.user_agent.string),
    )


def check_proxies(app: Flask) -> None:
    """Try at the start whether a client can pretend to be another; raises RuntimeError if so."""
    count = app.config["SETTINGS"].proxy_count or 0
    pretended, client = "192.0.2.66", "203.0.113.7"
    passed = [client, *(f"10.0.0.{number}" for number in range(1, count + 1))]
    seen: list[str] = []
    fix = app.wsgi_app
    if isinstance(fix, ProxyFix):
        environ = {"REMOTE_ADDR": passed[-1], "HTTP_X_FORWARDED_FOR": ", ".join([pretended, *passed[:-1]])}

        def inner(given: Any, _start: Any) -> list[bytes]:
            seen.append(given["REMOTE_ADDR"])
            return []

        ProxyFix(inner, x_for=fix.x_for)(environ, lambda *_: lambda _: None)
    else:
        seen.append(passed[-1])
    if seen != [client]:
        raise RuntimeError("with these proxies a client can pretend to be another")
