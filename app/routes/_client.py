"""Which client asks, for limits: never what the client says of itself (A10)."""

import ipaddress

from flask import request

from app.core.devices import describe
from app.routes._cookies import known_device, pending_token, session_token
from app.services.sign_in import Browser

IPV6_HOME = 64  # one household or phone has as many addresses as it likes within this


def network() -> str:
    """Return the address behind our own proxies; of IPv6 the network, of a port nothing."""
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
