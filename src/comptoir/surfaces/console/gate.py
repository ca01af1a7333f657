"""The second gate: a shop may let a role in with a second factor only. Who has not shown one is led there, and gets nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from comptoir.domain.accounts.actions import sign_in_is_used
from comptoir.domain.accounts.errors import ProofNeeded, SecondFactorNeeded
from comptoir.domain.accounts.queries import factors_of, is_let_in
from comptoir.domain.accounts.rules import SIGN_IN, has_second, is_fresh
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.clock import now

View = Callable[..., HttpResponse]


def held_back(
    request: HttpRequest, viewers: Collection[Viewer], *, is_page: bool, may_set_up: bool
) -> HttpResponse | None:
    """Where somebody is led who may not come in yet; None for who may. Raises `SecondFactorNeeded` for a script.

    `may_set_up`: the page is one on which a first second factor is set up, for who has none.
    """
    if is_let_in(request.session, viewers, now()):
        if sign_in_id := request.session.get(SIGN_IN):
            sign_in_is_used(sign_in_id=sign_in_id, now=now())
        return None
    if may_set_up and not factors_of(request.user.pk or 0).any:
        return None
    if not is_page:
        raise SecondFactorNeeded
    return HttpResponseRedirect(f"{reverse('console:second_needed')}?{urlencode({'next': request.get_full_path()})}")


def to_confirm(request: HttpRequest, after: str) -> HttpResponse | None:
    """Where somebody confirms that it is them; None for who has done so a moment ago. A23.

    A session in which no second factor was shown is no proof of who has one.
    """
    has_shown = has_second(request.session) or not factors_of(request.user.pk or 0).any
    if has_shown and is_fresh(request.session, now().timestamp()):
        return None
    if "X-Requested-With" in request.headers:
        raise ProofNeeded
    return HttpResponseRedirect(f"{reverse('console:confirm')}?{urlencode({'next': after})}")
