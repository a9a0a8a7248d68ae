"""Connections to mail servers that workspaces name: to addresses of the open internet alone."""

import asyncio
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from config.errors import Rejected

PORTS = frozenset({25, 465, 587, 2525})
_NAT64 = IPv6Network("64:ff9b::/96")


async def reached(host: str, port: int, *, service: str) -> socket.socket:
    """A socket that is connected to an address of the host which has been looked at.

    Raises:
        Rejected: code ``url_not_allowed``; it is none of the open internet, or no port of mail.
        OSError: it cannot be reached.
    """
    if port not in PORTS:
        told = f"A mail server is reached at port {', '.join(map(str, sorted(PORTS)))}."
        raise Rejected(told, service=service, code="url_not_allowed")
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not found or not all(is_public(str(place[0])) for *_, place in found):
        told = "This mail server has no address in the open internet."
        raise Rejected(told, service=service, code="url_not_allowed")
    last: OSError | None = None
    for family, kind, protocol, _, place in found:
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        try:
            await loop.sock_connect(opened, place)
            return opened
        except OSError as away:
            opened.close()
            last = away
        except BaseException:
            opened.close()
            raise
    raise last or OSError("no address")


def is_public(text: str) -> bool:
    """Whether an address is one of the open internet, also where it wraps another."""
    address: IPv4Address | IPv6Address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast
