"""Where a request comes from, as far as it can be trusted."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

PREFIX = {4: 24, 6: 48}


def client_address(peer: str, forwarded_for: str, proxies: int) -> str:
    """The client's address: the peer's, or with `proxies` trusted ones in front, the entry that the outermost of
    them wrote."""
    hops = [hop.strip() for hop in forwarded_for.split(",") if hop.strip()]
    return hops[-min(proxies, len(hops))] if proxies and hops else peer


@lru_cache(50_000)
def network_of(address: str) -> str:
    """The address shortened to /24 or /48: enough to recognise a place and to limit it, too little to find a home."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped  # on a socket for both; else every IPv4 client would share one network
    return str(ip_network((parsed, PREFIX[parsed.version]), strict=False))
