"""A held message as plain values: what is told of it, and what was found in it."""

from __future__ import annotations

from typing import Any

import msgspec

from comptoir.domain.conversations.models import HeldMessage
from comptoir.domain.wording.rules import Judged

_findings = msgspec.json.Decoder(tuple[Judged, ...])


def findings_of(held: HeldMessage | str) -> tuple[Judged, ...]:
    """Why it is held; also of the text that is kept of it."""
    return _findings.decode(held if isinstance(held, str) else held.findings)


def clauses_of(held: HeldMessage | str) -> tuple[str, ...]:
    """The different clauses for which it is held, in the order of the text."""
    return tuple(dict.fromkeys(finding.clause for finding in findings_of(held)))


def held_as_wire(held: HeldMessage, files: list[dict[str, Any]]) -> dict[str, Any]:
    """The held message as clients know it."""
    return {
        "c": held.conversation_id,
        "shop": held.shop_id,
        "held": held.pk,
        "client_id": held.client_id,
        "agent": held.membership_id,
        "at": held.held_at,
        "body": held.body,
        "files": files,
        "clauses": clauses_of(held),
    }
