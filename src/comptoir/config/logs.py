"""What is kept out of every line of the log, whoever writes it."""

from __future__ import annotations

import logging
import re

_RATING_LINK = re.compile(r"(/rate/[^/\s]+/)(?!answer/)[^\s\"']+")
_RESET_LINK = re.compile(r"(/console/sign-in/reset/)[^\s\"']+")


class WithoutSecrets(logging.Filter):
    """A link by which a customer rates, or somebody gets a new password, is a secret, and an address is what is told of a page that failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true: the line is written, without the secret."""
        line = record.getMessage()
        if "/rate/" in line:
            record.msg, record.args = _RATING_LINK.sub(r"\1…", line), ()
        elif "/sign-in/reset/" in line:
            record.msg, record.args = _RESET_LINK.sub(r"\1…", line), ()
        return True
