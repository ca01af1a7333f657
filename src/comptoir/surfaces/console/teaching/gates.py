"""What is said on every page of the desk to somebody who may not answer yet, or not much longer."""

from __future__ import annotations

import math
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.domain.people.rules import may
from comptoir.domain.shops.queries import shop_of_id
from comptoir.domain.training.queries import Gate, gates_of
from comptoir.domain.training.rules import WATCHED
from comptoir.foundation.clock import now
from comptoir.surfaces.console.access import Agent
from comptoir.surfaces.console.showing import moment

DAY = 24 * 3600


def gates_here(agent: Agent) -> list[dict[str, Any]]:
    """A sentence for each shop in which the gate is closed, or will be soon, with the way to the training."""
    viewers = agent.everywhere or agent.viewers
    found = [it for it in gates_of(viewers, now()) if it.missing or it.ends_at]
    return [_shown(it, names_shop=len(viewers) > 1) for it in found]


def gate_before_all(agent: Agent) -> dict[str, Any] | None:
    """The gate, where it is closed before every answer that the agent could give in these shops: nobody rings until then."""
    answering = [it for it in agent.viewers if may(it.role, "be_offered_conversations")]
    closed = [it for it in gates_of(answering, now()) if it.missing]
    return _shown(closed[0], names_shop=len(closed) > 1) if closed and len(closed) == len(answering) else None


def _shown(gate: Gate, *, names_shop: bool) -> dict[str, Any]:
    shop = shop_of_id(gate.viewer.shop_id)
    return {
        "shop": shop.name if names_shop else "",
        "is_closed": bool(gate.missing),
        "words": closed_words(gate) if gate.missing else _ending_words(gate),
        "until": moment(gate.ends_at),
        "address": f"{reverse('console:training')}?shop={shop.id}",
    }


def closed_words(gate: Gate) -> str:
    """What is still to be done before the first answer."""
    modules = sum(key != WATCHED for key in gate.missing)
    if not modules:
        return _("You can answer as soon as you have watched colleagues’ conversations.")
    return ngettext(
        "You can answer as soon as you have passed %(n)s more module.",
        "You can answer as soon as you have passed %(n)s more modules.",
        modules,
    ) % {"n": modules}


def _ending_words(gate: Gate) -> str:
    assert gate.ends_at is not None
    days = max(1, math.ceil((gate.ends_at - now()).total_seconds() / DAY))
    return ngettext(
        "Your training is valid for %(n)s more day. Pass it again in time to go on answering.",
        "Your training is valid for %(n)s more days. Pass it again in time to go on answering.",
        days,
    ) % {"n": days}
