"""What letters have in common that go to people of the team, not to customers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from comptoir.domain.channels.actions.writing.letter import LetterToWrite


def letter_inside(
    *,
    shop_id: int,
    template: str,
    recipient: str,
    subject: str,
    text: Sequence[str],
    language: str,
    once: str,
    at: dt.datetime,
    name: str = "",
    is_wanted: bool = False,
) -> LetterToWrite:
    """A letter of these paragraphs: by the desk itself, without a signature and without the line above which customers answer.

    Written again under the same `once` it is written once. `is_wanted` says that its reader asked for it, or waits for it.
    """
    return LetterToWrite(
        shop_id=shop_id,
        template=template,
        party="member",
        recipient=recipient,
        recipient_name=name,
        subject=subject,
        text="\n\n".join(text),
        language=language,
        signature="",
        is_automatic=True,
        is_wanted=is_wanted,
        has_marker=False,
        once=once,
        at=at,
    )
