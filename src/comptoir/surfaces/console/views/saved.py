"""Lists that an agent keeps under a name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from comptoir.domain.conversations import actions
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done
from comptoir.surfaces.console.pages import fragment
from comptoir.surfaces.console.saved import saved_places
from comptoir.surfaces.console.sorting import sorting_in

NAME_LONGEST = 30


@for_agents("GET", "POST", right="open_console")
def keep(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Keep the list that the address names. The dialog also shows those that are kept."""
    view, (only, sorting) = request.GET.get("view", "mine"), sorting_in(request)
    shop_id = number_in(request.GET.get("shop"))
    asked = urlencode({"view": view, "shop": shop_id or "", "only": only})
    if request.method == "GET":
        return fragment(request, "dialogs/keep_view.html", asked=asked, saved=saved_places(agent.user_id))
    actions.save_view(
        user_id=agent.user_id,
        name=request.POST.get("name", "")[:NAME_LONGEST],
        view=view,
        viewer=agent.in_shop(shop_id) if shop_id else None,
        sorted_by=sorting,
    )
    return _back(request, asked)


@for_agents("POST", right="open_console")
def drop(request: HttpRequest, agent: Agent, view_id: int) -> HttpResponse:
    """Forget one of them."""
    actions.drop_view(user_id=agent.user_id, view_id=view_id)
    return _back(request, "")


def _back(request: HttpRequest, asked: str) -> HttpResponse:
    """The rail is part of the page: it is shown anew. Without scripts the list follows."""
    if "HX-Request" not in request.headers:
        return HttpResponseRedirect(f"{reverse('console:inbox')}?{asked}")
    response = done()
    response.headers["HX-Refresh"] = "true"
    return response
