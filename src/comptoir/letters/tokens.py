"""Addresses and ids of our own that cannot be guessed: each carries a tag that only the holder of a secret can make.

A tag tells ours from guesses without looking anything up. It does not tell who sent a letter: see `sender`.
Secrets are the current one first, then those that were used before and still count.
"""

from __future__ import annotations

import hmac
import re
import secrets as chance
from base64 import b32encode

Secrets = str | tuple[str, ...]

_RANDOM, _TAG = 26, 10
"""Signs of base32: 130 bits (128 of them random) and 50 bits."""
_LONGEST = 320
_TALK = re.compile(rf"c-([a-z2-7]{{{_RANDOM}}})([a-z2-7]{{{_TAG}}})")
_BOUNCE = re.compile(rf"b-([1-9]\d{{0,18}})\.([a-z2-7]{{{_TAG}}})")
_MESSAGE = re.compile(rf"<?o([1-9]\d{{0,18}})\.([a-z2-7]{{{_TAG}}})@[^<>@\s]{{1,253}}>?")
_REWRITTEN = re.compile(r"srs0[=+-][^=]{1,40}=[^=]{1,10}=[^=]{1,253}=(.+)")
_REWRITTEN_TWICE = re.compile(r"srs1[=+-][^=]{1,40}=[^=]{1,253}=[=+-][^=]{1,40}=[^=]{1,10}=[^=]{1,253}=(.+)")
_TAGGED = re.compile(r"prvs=[0-9a-z]{1,20}=(.+)|btv1==[^=]{1,40}==(.+)")


def new_local_part(secrets: Secrets) -> str:
    """A new address (what stands before the @) for one participant of one conversation: "c-", 128 random bits, a tag.

    Lower case, 38 signs, no plus: what mail servers leave as it is.
    """
    body = _base32(chance.token_bytes(16))
    return f"c-{body}{_tag(_all(secrets)[0], 'talk', body)}"


def could_be_ours(local_part: str, secrets: Secrets) -> bool:
    """Whether an address is one that we made (see `new_local_part`); only then is it worth being looked up."""
    found = _TALK.fullmatch(plain_local_part(local_part))
    return found is not None and _is_tagged("talk", found[1], found[2], secrets)


def bounce_local_part(letter_id: int, secrets: Secrets) -> str:
    """Where a letter of ours comes back to when it cannot be delivered: its envelope sender, before the @."""
    return f"b-{letter_id}.{_tag(_all(secrets)[0], 'bounce', str(letter_id))}"


def letter_of_bounce(local_part: str, secrets: Secrets) -> int | None:
    """The letter that came back to this address, when the address is ours."""
    found = _BOUNCE.fullmatch(plain_local_part(local_part))
    return int(found[1]) if found and _is_tagged("bounce", found[1], found[2], secrets) else None


def message_id(letter_id: int, secrets: Secrets, host: str) -> str:
    """The Message-ID of a letter of ours, in its angle brackets."""
    return f"<o{letter_id}.{_tag(_all(secrets)[0], 'message', str(letter_id))}@{host}>"


def letter_of_message_id(value: str, secrets: Secrets) -> int | None:
    """The letter of ours that bears this Message-ID; none when it is not ours, or only pretends to be."""
    found = _MESSAGE.fullmatch(value.strip().lower()) if len(value) <= _LONGEST else None
    return int(found[1]) if found and _is_tagged("message", found[1], found[2], secrets) else None


def plain_local_part(local_part: str) -> str:
    """What stands before the @, as we wrote it, whatever servers on the way made of it.

    Upper case, quotes, a "+tag" behind it, and the rewriting of forwarders (SRS) and of bounces (BATV) are undone.
    """
    plain = local_part.strip().strip('"').lower()
    if len(plain) > _LONGEST:
        return ""
    for rewriting in (_REWRITTEN, _REWRITTEN_TWICE, _TAGGED):
        if found := rewriting.fullmatch(plain):
            plain = next(filter(None, found.groups()))
    return plain.partition("+")[0]


def _is_tagged(purpose: str, body: str, tag: str, secrets: Secrets) -> bool:
    return any(hmac.compare_digest(_tag(secret, purpose, body), tag) for secret in _all(secrets))


def _tag(secret: str, purpose: str, body: str) -> str:
    return _base32(hmac.digest(secret.encode(), f"comptoir {purpose} {body}".encode(), "sha256"))[:_TAG]


def _base32(content: bytes) -> str:
    return b32encode(content).decode().rstrip("=").lower()


def _all(secrets: Secrets) -> tuple[str, ...]:
    every = (secrets,) if isinstance(secrets, str) else secrets
    if not every or not all(every):
        raise ValueError("a secret is needed")
    return every
