"""Who may answer at all."""

from __future__ import annotations

from collections.abc import Mapping

from comptoir.domain.charter.reading.kinds import key_name, list_of, mapping_of, whole_number
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration


@clause
class Training:
    """`[training]`: the modules an audience passes before answering, how long a pass holds, and the supervised start."""

    before_answering: Mapping[str, tuple[str, ...]] = holds(mapping_of(list_of(key_name)))
    valid_for: Duration | None = holds(duration("d"), default=None)
    shadow_conversations: int = holds(whole_number(0, 100), default=0)
