"""Tokens by which providers let us into mailboxes: renewed in time, by one thread at a time, and kept for the other processes."""

from __future__ import annotations

import threading

from comptoir.domain.channels.actions import OAuth, keep_tokens, oauth_of
from comptoir.domain.channels.connecting.access import Access, Trouble
from comptoir.domain.channels.connecting.oauth import is_fresh, renewed
from comptoir.foundation.clock import now

_one_at_a_time = threading.Lock()


def with_token(access: Access, mailbox_id: int, oauth: OAuth | None) -> Access:
    """The access with a token that is good for some minutes at least; as it is where a password opens. Raises `Trouble`."""
    if oauth is None:
        return access
    with _one_at_a_time:
        at = now()
        kept = oauth_of(mailbox_id)  # another thread, or another process, may have renewed it meanwhile
        if kept is None:
            raise Trouble("token_refused")
        secrets = kept.secrets
        if not is_fresh(secrets, at):
            secrets = renewed(kept.provider, kept.client, secrets, at)
            keep_tokens(mailbox_id=mailbox_id, secrets=secrets)
    return access._replace(secret="", token=str(secrets["access_token"]))
