"""Tokens by which a provider lets us in for somebody (OAuth 2): asked for anew before they end."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import quote

from comptoir.domain.channels.connecting.access import Trouble

EARLY = 300
"""Seconds before its end at which a token is renewed."""

ENDPOINTS = {
    "google": "https://oauth2.googleapis.com/token",
    "microsoft": "https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
}
"""Where a provider's tokens are asked for."""

SCOPES = {
    "microsoft": "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access",
}

Secrets = dict[str, Any]
"""`client_secret`, `refresh_token`, `access_token`, `ends_at` (a Unix time), and `tenant` where the provider has tenants."""


def is_fresh(secrets: Secrets, now: dt.datetime) -> bool:
    """Whether the token may be used for some time yet."""
    return bool(secrets.get("access_token")) and float(secrets.get("ends_at") or 0) > now.timestamp() + EARLY


def renewed(provider: str, client: str, secrets: Secrets, now: dt.datetime) -> Secrets:
    """The secrets with a new access token (and refresh token, where the provider changes it). Raises `Trouble`."""
    if provider not in ENDPOINTS or not secrets.get("refresh_token"):
        raise Trouble("token_refused")
    tenant = quote(str(secrets.get("tenant") or "common"), safe="")
    form = {
        "grant_type": "refresh_token",
        "client_id": client,
        "client_secret": str(secrets.get("client_secret") or ""),
        "refresh_token": str(secrets["refresh_token"]),
    }
    if provider in SCOPES:
        form["scope"] = SCOPES[provider]
    told = _asked(ENDPOINTS[provider].format(tenant=tenant), {name: value for name, value in form.items() if value})
    return {
        **secrets,
        "access_token": str(told["access_token"]),
        "refresh_token": str(told.get("refresh_token") or secrets["refresh_token"]),
        "ends_at": now.timestamp() + float(told.get("expires_in") or 3600),
    }


def _asked(address: str, form: dict[str, str]) -> Secrets:
    import httpx  # only mailboxes of providers wait for it

    try:
        answer = httpx.post(address, data=form, timeout=15, follow_redirects=False)
        told = answer.json()
    except (httpx.HTTPError, ValueError) as error:
        raise Trouble("no_connection") from error
    if answer.status_code in (400, 401, 403):
        raise Trouble("token_refused")
    if answer.status_code != 200 or not isinstance(told, dict) or not told.get("access_token"):
        raise Trouble("server_refused")
    return told
