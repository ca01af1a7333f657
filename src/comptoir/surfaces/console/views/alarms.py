"""How a watcher wants to be alarmed."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from comptoir.domain.supervision.actions import KINDS, choose_alarms
from comptoir.foundation.errors import BadRequest
from comptoir.surfaces.console.access import Agent, for_agents


@for_agents("POST", right="watch_wall")
def alarms(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep which alarms sound and notify, and one's quiet hours."""
    wanted = [kind for kind in KINDS if request.POST.get(kind) == "on"]
    quiet = [_time(request.POST.get(name, "")) for name in ("quiet_from", "quiet_until")]
    choose_alarms(user_id=agent.user_id, wanted=wanted, quiet_from=quiet[0], quiet_until=quiet[1])
    messages.success(request, _("Saved."))
    return HttpResponseRedirect(reverse("console:settings"))


def _time(text: str) -> dt.time | None:
    try:
        return dt.time.fromisoformat(text[:8]).replace(tzinfo=None) if text else None
    except ValueError:
        raise BadRequest("no such time") from None
