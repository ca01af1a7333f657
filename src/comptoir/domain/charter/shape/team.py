"""What the shop asks of its own people: when they sign in, and before they go."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import list_of, one_of
from comptoir.domain.charter.reading.tables import clause, holds

ROLES = ("ambassador", "advisor", "referent", "community_manager", "manager", "administrator")

LEAVES = ("holiday", "training", "other")
"""Kinds of absence for which leave may be needed; nobody asks for leave to be sick."""


@clause
class Team:
    """`[team]`: the roles that come in only with a second factor (an app's code, a passkey, or the company's own sign-in), and
    the kinds of absence that a referent or manager grants; all others are only announced to them.
    """

    second_factor: tuple[str, ...] = holds(list_of(one_of(*ROLES)), default=())
    leave_needed: tuple[str, ...] = holds(list_of(one_of(*LEAVES)), default=())
