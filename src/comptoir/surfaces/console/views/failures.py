"""What had to follow from something and could not be done, for managers to see and to try again."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.people.rules import may
from comptoir.foundation import outbox
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.happened import happening
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.showing import moment

SHOWN_OTHERWISE = frozenset({"shop_id", "conversation_id"})


@for_agents("GET", right="see_failures")
def failures(request: HttpRequest, agent: Agent) -> HttpResponse:
    """All that failed for good in the agent's shops."""
    return desk_page(request, agent, "failures.html", failures=_failures_of(agent))


@for_agents("POST", right="see_failures")
def retry(_request: HttpRequest, agent: Agent, failure_id: int) -> HttpResponse:
    """Try one of them again."""
    if failure_id not in {failure["id"] for failure in _failures_of(agent)}:
        raise NotFound
    outbox.tell_again(failure_id, now())
    return HttpResponseRedirect(reverse("console:failures"))


def _failures_of(agent: Agent) -> list[dict[str, Any]]:
    """What belongs to a shop is shown to its managers; what names no shop, to administrators alone."""
    if not agent.may("see_failures"):
        raise NotAllowed
    shops = agent.shops_where("see_failures")
    is_administrator = any(may(viewer.role, "see_identity_key") for viewer in agent.viewers)
    shown = []
    for failed in outbox.failures():
        facts = outbox.facts_of(failed)
        shop_id = facts.get("shop_id")
        if shop_id in shops or (shop_id is None and is_administrator):
            shown.append(
                {
                    "id": failed.pk,
                    "name": failed.name,
                    "happened": happening(failed.name),
                    "conversation": facts.get("conversation_id"),
                    "facts": {key: value for key, value in facts.items() if key not in SHOWN_OTHERWISE and value},
                    "error": failed.last_error.splitlines(),
                    "attempts": failed.attempts,
                    "at": moment(failed.failed_at),
                }
            )
    return shown
