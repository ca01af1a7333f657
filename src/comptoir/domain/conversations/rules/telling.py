"""What the team is told of an entry: not everybody who sees a conversation may see the addresses in it. A11."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def told_to_team(team_facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they go to every colleague: of those to whom a message was copied only how many they are."""
    mail = team_facts.get("mail")
    if not isinstance(mail, Mapping) or "cc" not in mail:
        return dict(team_facts)
    kept = {name: value for name, value in mail.items() if name != "cc"}
    return {**team_facts, "mail": kept | ({"copies": len(mail["cc"])} if mail["cc"] else {})}
