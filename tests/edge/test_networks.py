"""Where a request comes from."""

from __future__ import annotations

import pytest

from vermilion.edge.networks import client_address, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.0/24"),
        ("::ffff:203.0.113.7", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("not an address", "unknown"),
    ],
)
def test_networks(address: str, network: str) -> None:
    assert network_of(address) == network


def test_only_trusted_proxies_are_believed() -> None:
    assert client_address("10.0.0.1", "198.51.100.1, 203.0.113.7", 0) == "10.0.0.1"
    assert client_address("10.0.0.1", "198.51.100.1, 203.0.113.7", 1) == "203.0.113.7"
    assert client_address("10.0.0.1", "", 1) == "10.0.0.1"
