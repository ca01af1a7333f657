"""Where a request goes that needs somebody who knows more."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from comptoir.domain.charter.reading.kinds import key_name, list_of, mapping_of, string_up_to, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.shape.text import Text


@clause
class Escalation:
    """`[escalation]`: the levels of expertise from the first to the last, who answers each, and whether the customer is told.

    `answered_by` names an audience, or a group of the shop; without it a level is answered by whichever bears its name.
    """

    levels: tuple[str, ...] = holds(list_of(key_name), default=())
    names: Mapping[str, Text] = holds(mapping_of(text(60)), factory=lambda: MappingProxyType({}))
    answered_by: Mapping[str, str] = holds(mapping_of(string_up_to(80)), factory=lambda: MappingProxyType({}))
    tell_customer: bool = holds(yes_or_no, default=True)
