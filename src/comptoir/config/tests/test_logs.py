"""What no line of the log may hold."""

from __future__ import annotations

import logging

from comptoir.config.logs import WithoutSecrets


def test_the_secret_of_a_rating_link_is_kept_out_of_the_log() -> None:
    """A17: also where an address is told of a page that failed."""
    link = "/rate/maison-perle/WzEsMSwxNzk2MTI2NDAwXQ.abc-DEF_123"
    record = logging.LogRecord("x", logging.ERROR, "", 0, "Failed: %s (%s)", (link, "why"), None)

    assert WithoutSecrets().filter(record)
    assert record.getMessage() == "Failed: /rate/maison-perle/… (why)"
