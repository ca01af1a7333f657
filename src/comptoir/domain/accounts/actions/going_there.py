"""Going to a provider to sign in, and coming back. Imported late: what checks signatures is not needed to serve anything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from comptoir.domain.accounts.queries.providers import Provider

if TYPE_CHECKING:
    from comptoir.domain.accounts.oidc.flow import Asked
    from comptoir.domain.accounts.oidc.tokens import Person


def begin_there(
    session: MutableMapping[str, Any], *, provider: Provider, back: str, purpose: str, after: str, now: dt.datetime
) -> str:
    """Where the browser goes to sign in ("sign-in") or to show again who it is ("confirm"). Raises `ProviderNotUsable`."""
    from comptoir.domain.accounts.oidc.flow import begin

    return begin(session, provider=provider, back=back, purpose=purpose, after=after, now=now)


def come_back_from(
    session: MutableMapping[str, Any], *, provider: Provider, back: str, answer: Mapping[str, str], now: dt.datetime
) -> tuple[Person, Asked]:
    """Whom the provider has sent back, and what for. Raises `NotSignedInThere`, `ProviderNotUsable`."""
    from comptoir.domain.accounts.oidc.flow import come_back

    return come_back(session, provider=provider, back=back, answer=answer, now=now)


def way_out_of(provider: Provider, after: str) -> str:
    """Where one signs out at the provider too; "" where there is no such place. Raises `ProviderNotUsable`."""
    from comptoir.domain.accounts.oidc.flow import way_out

    return way_out(provider, after)
