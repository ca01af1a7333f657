"""The way to a provider and back: what is asked of it is remembered in the browser's own session, and answered once."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import logging
import secrets
from collections.abc import Mapping, MutableMapping
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from comptoir.domain.accounts.errors import NotSignedInThere
from comptoir.domain.accounts.oidc.discovery import Told, keys_of, told_by
from comptoir.domain.accounts.oidc.tokens import Person, TokenNotBelieved, claims_of, person_of
from comptoir.domain.accounts.oidc.wire import asked
from comptoir.domain.accounts.queries.providers import Provider, secret_of
from comptoir.domain.accounts.why import why_not

log = logging.getLogger(__name__)

STATES = "sso"
"""Under which name a session remembers what was asked."""

AT_ONCE = 5
HOLDS = 600
"""Seconds for which an answer is waited for."""

Session = MutableMapping[str, Any]


class Asked(NamedTuple):
    """What was asked of a provider: for what ("sign-in", "confirm"), and where to go then."""

    key: str
    nonce: str
    verifier: str
    purpose: str
    after: str
    at: int


def begin(session: Session, *, provider: Provider, back: str, purpose: str, after: str, now: dt.datetime) -> str:
    """Where the browser goes to sign in; `back` is our address to come back to. Raises `ProviderNotUsable`."""
    told = told_by(provider.issuer)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    one = Asked(provider.key, nonce, verifier, purpose, after, int(now.timestamp()))
    waiting = sorted(_waiting(session).items(), key=lambda it: it[1][-1])[-(AT_ONCE - 1) :]
    session[STATES] = {**dict(waiting), state: list(one)}
    digest = hashlib.sha256(verifier.encode()).digest()
    question = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": "openid email profile",
        "state": state,
        "nonce": nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
        **({"prompt": "login", "max_age": "0"} if purpose == "confirm" else {}),
    }
    return f"{told.sign_in}{'&' if '?' in told.sign_in else '?'}{urlencode(question)}"


def come_back(
    session: Session, *, provider: Provider, back: str, answer: Mapping[str, str], now: dt.datetime
) -> tuple[Person, Asked]:
    """Whom the provider has sent back, and what for. Raises `NotSignedInThere`, `ProviderNotUsable`."""
    one = _taken(session, answer.get("state", ""), provider, now)
    told = told_by(provider.issuer)
    if answer.get("iss", told.issuer) != told.issuer:
        raise _refused("token")
    code = answer.get("code", "")
    if not code or len(code) > 4096:
        raise _refused("cancelled")
    tokens = _exchanged(told, provider, {"code": code, "redirect_uri": back, "code_verifier": one.verifier})
    try:
        person = _person(told, provider, tokens, one.nonce, now)
    except TokenNotBelieved as error:
        log.warning("what the provider %s sent was not believed: %s", provider.key, error)
        raise _refused("token") from error
    if one.purpose == "confirm" and (person.proven_at is None or person.proven_at < one.at - 60):
        raise _refused("token")
    return person, one


def way_out(provider: Provider, after: str) -> str:
    """Where one signs out at the provider too; "" where it has no such place, or does not answer."""
    told = told_by(provider.issuer)
    if not told.leave:
        return ""
    question = {"client_id": provider.client_id, "post_logout_redirect_uri": after}
    return f"{told.leave}{'&' if '?' in told.leave else '?'}{urlencode(question)}"


def _waiting(session: Session) -> dict[str, list[Any]]:
    kept = session.get(STATES)
    return kept if isinstance(kept, dict) else {}


def _taken(session: Session, state: str, provider: Provider, now: dt.datetime) -> Asked:
    """What was asked under that state: only in this browser, of this provider, and once."""
    waiting = dict(_waiting(session))
    found = waiting.pop(state, None) if state else None
    session[STATES] = waiting
    if found is None:
        raise _refused("state")
    one = Asked(*found)
    if one.key != provider.key or not 0 <= now.timestamp() - one.at <= HOLDS:
        raise _refused("state")
    return one


def _exchanged(told: Told, provider: Provider, form: dict[str, str]) -> dict[str, Any]:
    secret = secret_of(provider)
    form = {"grant_type": "authorization_code", **form}
    if told.takes_basic_only and secret:
        pair = f"{quote(provider.client_id, safe='')}:{quote(secret, safe='')}"
        return asked(
            told.tokens, form=form, headers={"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
        )
    form |= {"client_id": provider.client_id, **({"client_secret": secret} if secret else {})}
    return asked(told.tokens, form=form)


def _person(told: Told, provider: Provider, tokens: dict[str, Any], nonce: str, now: dt.datetime) -> Person:
    token = tokens.get("id_token")
    if not isinstance(token, str):
        raise TokenNotBelieved("none")
    keys = keys_of(told, _named_key(token))
    facts = {"issuer": told.issuer, "client_id": provider.client_id, "nonce": nonce, "now": now}
    claims = claims_of(token, keys=keys, **facts)  # type: ignore[arg-type]
    access = tokens.get("access_token")
    if not claims.get("email") and told.person and isinstance(access, str):
        more = asked(told.person, headers={"Authorization": f"Bearer {access}"})
        if more.get("sub") != claims["sub"]:
            raise TokenNotBelieved("userinfo")
        # Whether an address is verified is said by who says the address.
        claims |= {"email": more.get("email"), "email_verified": more.get("email_verified")}
        claims |= {"name": more["name"]} if "name" in more else {}
    return person_of(claims)


def _named_key(token: str) -> str:
    import jwt

    try:
        return str(jwt.get_unverified_header(token).get("kid") or "")
    except jwt.PyJWTError as error:
        raise TokenNotBelieved("header") from error


def _refused(code: str) -> NotSignedInThere:
    return NotSignedInThere(why=why_not(code))
