"""Those who answer: advisors, ambassadors, or whoever else the shop names."""

from __future__ import annotations

from comptoir.domain.charter.reading.kinds import list_of, one_of, reference, whole_number, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds, own_name
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.shape.text import Text

FIELDS = (
    "first_name",
    "last_name",
    "email",
    "phone",
    "address",
    "language",
    "page",
    "device",
    "answers",
    "orders",
    "history",
    "notes",
)
"""What there is to see of a customer; `answers` are those given before the chat, `history` earlier conversations."""

EVERYTHING = "everything"

LAST_RESORTS = ("contact_card", "message")
"""What can always be done in doubt, beside handing over to another audience."""


@clause
class Audience:
    """`[audiences.NAME]`: when it answers, how much at once, what it may see, where it turns in doubt."""

    key: str = own_name()
    name: Text = holds(text(60))
    hours: str = holds(reference)
    answers_beyond_hours: bool = holds(yes_or_no, default=False)
    chats_at_once: int = holds(whole_number(1, 50), default=3)
    may_see: tuple[str, ...] = holds(list_of(one_of(EVERYTHING, *FIELDS)), default=("first_name", "language", "page"))
    when_in_doubt: tuple[str, ...] = holds(list_of(reference), default=())
