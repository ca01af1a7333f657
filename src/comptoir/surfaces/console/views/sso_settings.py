"""How a shop's people sign in: its own company's sign-in, set up by its administrators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.domain.accounts.actions import (
    ProviderWanted,
    add_provider,
    change_provider,
    remove_provider,
    reset_second_factor,
)
from comptoir.domain.accounts.errors import ProviderMistaken, ProviderNotUsable
from comptoir.domain.accounts.queries import (
    Provider,
    address_of_return,
    provider_of_key,
    providers_for,
    records_of_shops,
    roles_that_need_second,
    second_factors_of,
)
from comptoir.domain.accounts.rules import BY
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import shop_of_id
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotFound, TooMany
from comptoir.foundation.pages import number_in
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.gate import to_confirm
from comptoir.surfaces.console.incoming import words_of
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.security_words import done_words, told_at
from comptoir.surfaces.console.showing import moment, role_names

FIELDS: dict[str, Promise] = {
    "key": _("Key in addresses"),
    "label": _("Name on the button"),
    "issuer": _("Address of the provider (issuer)"),
    "client_id": _("Client ID"),
    "secret": _("Client secret"),
    "domains": _("Mail domains"),
    "role": _("Newcomers become"),
    "is_required": _("Required: sign in with it yourself first, then switch this on"),
}
SAVES_A_MINUTE = 10
COLLEAGUES_AT_MOST = 500


@for_agents("GET", right="manage_security")
def signing_in(request: HttpRequest, agent: Agent) -> HttpResponse:
    """What each shop asks of its people when they sign in, and by which companies' sign-ins they may."""
    shops = [it.shop_id for it in agent.viewers]
    configurable = agent.shops_where("manage_single_sign_on")
    roles = role_names()
    places = [
        {
            "shop": shop_of_id(shop_id),
            "roles": [roles[it] for it in roles_that_need_second(shop_id, now())],
            "providers": [it for it in providers_for([shop_id]) if it.shop_id == shop_id],
            "may_change": shop_id in configurable,
            "colleagues": _colleagues(agent, agent.in_shop(shop_id)),
        }
        for shop_id in shops
    ]
    records = [_record(it) for it in records_of_shops(shops)]
    whole = [it for it in providers_for(shops) if it.shop_id is None]
    return desk_page(request, agent, "accounts/signing_in.html", places=places, whole=whole, records=records)


@for_agents("GET", "POST", right="manage_single_sign_on")
def new_provider(request: HttpRequest, agent: Agent) -> HttpResponse:
    """Set one up."""
    if (way := to_confirm(request, reverse("console:signing_in"))) is not None:
        return way
    shop_id = number_in(request.POST.get("shop") or request.GET.get("shop")) or agent.viewers[0].shop_id
    viewer = agent.in_shop(shop_id)
    if request.method == "GET":
        return _form(request, agent, viewer, None, _empty())
    keep_pace(("provider", agent.user_id), SAVES_A_MINUTE)
    wanted, key = _wanted(request), words_of(request, "key", 60).lower()
    try:
        kept = add_provider(key=key, shop_id=shop_id, wanted=wanted, actor=viewer, now=now())
    except (ProviderMistaken, ProviderNotUsable, TooMany) as refusal:
        return _form(request, agent, viewer, None, _typed(wanted, key), refusal=refusal)
    return HttpResponseRedirect(reverse("console:provider", args=[kept.key]))


@for_agents("GET", "POST", right="manage_single_sign_on")
def provider(request: HttpRequest, agent: Agent, provider_key: str) -> HttpResponse:
    """Change one."""
    kept, viewer = _of_agent(agent, provider_key)
    if (way := to_confirm(request, reverse("console:provider", args=[provider_key]))) is not None:
        return way
    if request.method == "GET":
        return _form(request, agent, viewer, kept, _shown(kept))
    keep_pace(("provider", agent.user_id), SAVES_A_MINUTE)
    wanted = _wanted(request)
    try:
        by = str(request.session.get(BY, ""))
        change_provider(key=kept.key, wanted=wanted, actor=viewer, session_by=by, now=now())
    except (ProviderMistaken, ProviderNotUsable) as refusal:
        return _form(request, agent, viewer, kept, _typed(wanted, kept.key), refusal=refusal)
    return HttpResponseRedirect(reverse("console:signing_in"))


@for_agents("POST", right="manage_single_sign_on")
def drop_provider(request: HttpRequest, agent: Agent, provider_key: str) -> HttpResponse:
    """Remove one."""
    kept, viewer = _of_agent(agent, provider_key)
    if (way := to_confirm(request, reverse("console:signing_in"))) is not None:
        return way
    remove_provider(key=kept.key, actor=viewer, now=now())
    return HttpResponseRedirect(reverse("console:signing_in"))


@for_agents("POST", right="manage_security")
def give_back(request: HttpRequest, agent: Agent, membership_id: int) -> HttpResponse:
    """Reset the second factor of a colleague who has lost it."""
    members = (it for viewer in agent.viewers for it in members_of(viewer.shop_id))
    member = next((it for it in members if it.pk == membership_id), None)
    if member is None:
        raise NotFound
    viewer = agent.in_shop(member.shop_id)
    if (way := to_confirm(request, reverse("console:signing_in"))) is not None:
        return way
    reset_second_factor(user_id=member.user_id, actor=agent.everywhere, shop_id=viewer.shop_id, now=now())
    return HttpResponseRedirect(reverse("console:signing_in"))


def _colleagues(agent: Agent, viewer: Viewer) -> list[Any]:
    """Those who have a second factor, of the roles that the agent looks after; whether they work elsewhere too is asked then."""
    members = [it for it in members_of(viewer.shop_id) if it.user_id != agent.user_id][:COLLEAGUES_AT_MOST]
    having = second_factors_of(it.user_id for it in members)
    those = (it for it in members if it.user_id in having)
    return [it for it in those if it.role != "administrator" or viewer.role == "administrator"]


def _of_agent(agent: Agent, key: str) -> tuple[Provider, Viewer]:
    """One that the agent may change; of another shop's nobody learns that it is there."""
    kept = provider_of_key(key)
    viewer = next((it for it in agent.viewers if it.shop_id == kept.shop_id), None)
    if viewer is None:
        raise NotFound
    return kept, viewer


def _wanted(request: HttpRequest) -> ProviderWanted:
    domains = words_of(request, "domains", 2000).lower().replace(",", " ").split()
    return ProviderWanted(
        label=words_of(request, "label", 100),
        issuer=words_of(request, "issuer", 400),
        client_id=words_of(request, "client_id", 300),
        secret=words_of(request, "secret", 600),
        domains=tuple(dict.fromkeys(domains)),
        role=words_of(request, "role", 20),
        **{name: request.POST.get(name) == "1" for name in ("is_required", "owns_domains", "vouches", "is_on")},
    )


def _form(
    request: HttpRequest,
    agent: Agent,
    viewer: Viewer,
    kept: Provider | None,
    typed: dict[str, Any],
    *,
    refusal: ProviderMistaken | ProviderNotUsable | TooMany | None = None,
) -> HttpResponse:
    field = str(refusal.facts.get("field", "")) if isinstance(refusal, ProviderMistaken) else ""
    told = str(refusal.message) % {"field": FIELDS[field]} if field and refusal else refusal.text() if refusal else ""
    back = address_of_return(reverse("console:sso_back", args=["KEY"]))
    page = desk_page(
        request,
        agent,
        "accounts/provider.html",
        shop=shop_of_id(viewer.shop_id),
        kept=kept,
        typed=typed,
        told=told,
        wrong=field or ("issuer" if isinstance(refusal, ProviderNotUsable) else ""),
        fields=FIELDS,
        back=back.replace("KEY", kept.key) if kept else back,
        newcomers=[(role, role_names()[role]) for role in ("ambassador", "advisor")],
    )
    page.status_code = refusal.status if refusal else 200
    return page


def _empty() -> dict[str, Any]:
    return {"key": "", "label": "", "issuer": "", "client_id": "", "domains": "", "role": "", "is_on": True}


def _shown(kept: Provider) -> dict[str, Any]:
    names = ("key", "label", "issuer", "client_id", "role", "is_required", "owns_domains", "vouches", "is_on")
    return {**{name: getattr(kept, name) for name in names}, "domains": ", ".join(kept.domains)}


def _typed(wanted: ProviderWanted, key: str) -> dict[str, Any]:
    names = ("label", "issuer", "client_id", "role", "is_required", "owns_domains", "vouches", "is_on")
    return {**{name: getattr(wanted, name) for name in names}, "domains": ", ".join(wanted.domains), "key": key}


def _record(record: Any) -> dict[str, str]:
    whom = f"{record.user}" if record.user_id else ""
    actor = str(record.actor) if record.actor else ""
    detail = ", ".join(it for it in (whom, record.detail) if it)
    at = {"at": moment(record.at), "told_at": told_at(record.at)}
    return {"words": done_words(record.act), "detail": detail, "actor": actor, **at}
