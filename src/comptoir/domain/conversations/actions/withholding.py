"""What has become worth nothing since it was written, and does not go out any more, whoever sends it and by which way.

The apps above know of such things (a promotional code that was withdrawn); the wiring names who is asked.
"""

from __future__ import annotations

from collections.abc import Callable

from comptoir.foundation.errors import Refusal

Withholder = Callable[[int, int, str], Refusal | None]
"""Of a shop and a conversation: why these words are not to reach its customer as they stand. Costs nothing where nothing is suspicious."""

WITHHOLDERS: list[Withholder] = []


def check_withheld(*, shop_id: int, conversation_id: int, body: str) -> None:
    """Raises the refusal of the first who keeps an agent's words from going out."""
    for withholds in WITHHOLDERS:
        refusal = withholds(shop_id, conversation_id, body)
        if refusal is not None:
            raise refusal
