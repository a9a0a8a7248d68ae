"""The proxy that the environment names for an address, minding what it excepts (``NO_PROXY``)."""

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

_KINDS = {"wss": "https", "ws": "http"}


def proxy_of(url: str) -> str | None:
    """Its address; None: straight on."""
    parts = urlsplit(url)
    if not parts.hostname or proxy_bypass(parts.hostname):
        return None
    return getproxies().get(_KINDS.get(parts.scheme, parts.scheme))
