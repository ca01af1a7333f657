"""Setting up a company's own sign-in (mission F, A22, A23)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialApp

from comptoir.domain.accounts.actions import (
    ProviderWanted,
    add_provider,
    change_provider,
    remove_provider,
    switch_provider,
)
from comptoir.domain.accounts.errors import ProviderMistaken, ProviderNotUsable
from comptoir.domain.accounts.models import SecurityRecord
from comptoir.domain.accounts.queries import provider_of_key, providers_for
from comptoir.domain.accounts.queries.providers import secret_of
from comptoir.foundation.errors import NotAllowed, NotFound
from tests.oidc import CLIENT, SECRET, Provider, running
from tests.people import NOON, a_viewer

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def there(settings) -> Iterator[Provider]:
    settings.SSO_PRIVATE_HOSTS = True
    with running() as provider:
        yield provider


def wanted(there: Provider, **other: Any) -> ProviderWanted:
    facts: dict[str, Any] = {"label": "Perle ID", "issuer": there.issuer, "client_id": CLIENT, "secret": SECRET}
    return ProviderWanted(**(facts | {"domains": ("maison-perle.example",)} | other))


def added(desk, there: Provider, **other: Any):
    return add_provider(
        key="perle", shop_id=desk.shop.id, wanted=wanted(there, **other), actor=a_viewer(desk.anne), now=NOON
    )


def test_it_is_set_up_and_its_secret_is_sealed(desk, there: Provider) -> None:
    """A17"""
    kept = added(desk, there)

    assert (kept.issuer, kept.shop_id, kept.domains) == (there.issuer, desk.shop.id, ("maison-perle.example",))
    assert secret_of(kept) == SECRET
    row = SocialApp.objects.get()
    assert SECRET not in f"{row.secret} {row.settings}"
    assert SecurityRecord.objects.get(act="provider_added").actor_id == desk.anne.user_id


@pytest.mark.parametrize("who", ["adele", "marc", "stranger"])
def test_nobody_but_the_shops_administrators_sets_it_up(desk, there: Provider, who: str) -> None:
    """A4, A23: a manager who could, would be the administrator in a minute."""
    with pytest.raises(NotAllowed):
        add_provider(
            key="perle", shop_id=desk.shop.id, wanted=wanted(there), actor=a_viewer(getattr(desk, who)), now=NOON
        )


def test_nobody_sets_up_one_for_all_shops_but_whoever_runs_the_house(desk, there: Provider) -> None:
    with pytest.raises(NotAllowed):
        add_provider(key="all", shop_id=None, wanted=wanted(there), actor=a_viewer(desk.anne), now=NOON)

    add_provider(key="all", shop_id=None, wanted=wanted(there), actor=None, now=NOON)
    assert [it.key for it in providers_for([desk.other.id])] == ["all"]


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("domains", {"domains": ()}),
        ("domains", {"domains": ("*.example",)}),
        ("label", {"label": " "}),
        ("label", {"label": "x" * 41}),
        ("client_id", {"client_id": ""}),
        ("role", {"role": "administrator"}),
        ("role", {"role": "manager"}),
        ("is_required", {"is_required": True}),
    ],
)
def test_what_is_mistaken_is_named(desk, there: Provider, field: str, other: dict) -> None:
    """A22: newcomers never become more than those who answer."""
    with pytest.raises(ProviderMistaken) as refusal:
        added(desk, there, **other)
    assert refusal.value.facts["field"] == field


@pytest.mark.parametrize("key", ["", "Perle", "a b", "../x", "a" * 41, "-a"])
def test_a_key_is_small_letters_digits_and_hyphens(desk, there: Provider, key: str) -> None:
    with pytest.raises(ProviderMistaken):
        add_provider(key=key, shop_id=desk.shop.id, wanted=wanted(there), actor=a_viewer(desk.anne), now=NOON)


def test_a_provider_that_does_not_answer_is_not_set_up(desk, there: Provider) -> None:
    with pytest.raises(ProviderNotUsable):
        added(desk, there, issuer=f"{there.issuer}/elsewhere")
    assert not SocialApp.objects.exists()


def test_it_is_required_only_by_who_has_come_in_by_it(desk, there: Provider) -> None:
    """Nobody shuts everybody out by a slip."""
    added(desk, there)
    required = wanted(there, is_required=True, secret="")

    for by in ("password", "sso:another", ""):
        with pytest.raises(ProviderMistaken):
            change_provider(key="perle", wanted=required, actor=a_viewer(desk.anne), session_by=by, now=NOON)
    kept = change_provider(key="perle", wanted=required, actor=a_viewer(desk.anne), session_by="sso:perle", now=NOON)

    assert kept.is_required
    assert secret_of(kept) == SECRET


def test_another_house_under_the_same_name_knows_nobody(desk, there: Provider) -> None:
    """A23: ties made by one issuer hold for no other."""
    added(desk, there)
    SocialAccount.objects.create(provider="perle", uid="u-1", user=desk.adele.user)

    with running() as other:
        change_provider(key="perle", wanted=wanted(other), actor=a_viewer(desk.anne), now=NOON)

    assert not SocialAccount.objects.exists()


def test_nobody_of_another_shop_changes_or_removes_it(desk, there: Provider) -> None:
    """A4"""
    added(desk, there)

    for act in (
        lambda: change_provider(key="perle", wanted=wanted(there), actor=a_viewer(desk.stranger), now=NOON),
        lambda: remove_provider(key="perle", actor=a_viewer(desk.stranger), now=NOON),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_from_the_command_line_it_is_let_go_of_when_the_provider_is_gone(desk, there: Provider) -> None:
    added(desk, there)

    switch_provider(key="perle", is_required=True, now=NOON)
    assert provider_of_key("perle").is_required
    switch_provider(key="perle", is_required=False, is_on=False, now=NOON)
    assert not provider_of_key("perle").is_on
    remove_provider(key="perle", actor=None, now=NOON)
    with pytest.raises(NotFound):
        provider_of_key("perle")
