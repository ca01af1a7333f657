"""What the shop asks of its own people when they sign in."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import list_of, one_of
from comptoir.domain.charter.reading.tables import clause, holds

ROLES = ("ambassador", "advisor", "referent", "community_manager", "manager", "administrator")


@clause
class Team:
    """`[team]`: the roles that come in only with a second factor: an app's code, a passkey, or the company's own sign-in."""

    second_factor: tuple[str, ...] = holds(list_of(one_of(*ROLES)), default=())
