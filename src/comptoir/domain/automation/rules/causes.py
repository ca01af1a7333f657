"""No rule runs on what a rule has caused: neither on its own doing nor on another's, however far it went on from there.

So rules cannot chase each other, whatever they say, and nobody has to prove that they do not.
"""

from __future__ import annotations

_PREFIX = "rule:"


def cause_of(rule_id: int) -> str:
    """The cause that all carries which a rule does."""
    return f"{_PREFIX}{rule_id}"


def is_caused_by_rule(cause: str) -> bool:
    """Whether a rule is behind it."""
    return cause.startswith(_PREFIX)
