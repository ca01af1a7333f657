"""How the agent stands: how many conversations are theirs, how many wait."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.conversations.queries import counts, unseen_mentions
from comptoir.surfaces.console.access import Agent


def standing_of(agent: Agent) -> dict[str, Any]:
    """The counts of the views as badges, and what the agent holds in a sentence."""
    found = counts(agent.viewers) | {"mentions": len(unseen_mentions(agent.viewers))}
    return {"counts": {view: _capped(count) for view, count in found.items()}, "holding": _holding(found["mine"])}


def _holding(count: int) -> str:
    if not count:
        return _("Your desk is clear.")
    return ngettext("You hold %(n)s conversation.", "You hold %(n)s conversations.", count) % {"n": _capped(count)}


def _capped(count: int) -> str:
    """Nothing for none, and no more than 99."""
    return "" if not count else "99+" if count > 99 else str(count)
