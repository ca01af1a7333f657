"""By which names the desk is answered."""

from __future__ import annotations

import pytest

from comptoir.config.settings import allowed_hosts

LOCAL = "localhost,127.0.0.1,[::1]"


@pytest.mark.parametrize(
    ("named", "public_url", "answered"),
    [
        (LOCAL, "http://localhost:8000", ["localhost", "127.0.0.1", "[::1]"]),
        (LOCAL, "https://desk.shop.example", ["localhost", "127.0.0.1", "[::1]", "desk.shop.example"]),
        ("inside.example, other.example", "https://Desk.example", ["inside.example", "other.example", "desk.example"]),
        ("", "http://[2001:db8::1]:8000", ["[2001:db8::1]"]),
    ],
)
def test_the_public_address_is_always_answered(named: str, public_url: str, answered: list[str]) -> None:
    """Attack A20: nothing else is, but what was named. Whoever sets the public address need not say its host again."""
    assert allowed_hosts(named, public_url) == answered
