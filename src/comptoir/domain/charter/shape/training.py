"""Who may answer at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from comptoir.domain.charter.reading.kinds import key_name, list_of, mapping_of, share, whole_number
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.times import duration
from comptoir.domain.charter.shape.duration import Duration

REMIND_BEFORE = (Duration(30, "d"), Duration(7, "d"), Duration(1, "d"))


@clause
class Training:
    """`[training]`: the modules an audience passes before answering, and before each topic; how a pass is earned and how long
    it holds; the supervised start.

    A newcomer watches `watch_conversations` of colleagues' conversations first, then answers `shadow_conversations` under approval.
    """

    before_answering: Mapping[str, tuple[str, ...]] = holds(mapping_of(list_of(key_name)))
    before_topic: Mapping[str, tuple[str, ...]] = holds(
        mapping_of(list_of(key_name)), factory=lambda: MappingProxyType({})
    )
    pass_mark: float = holds(share, default=80.0)
    tries: int = holds(whole_number(1, 20), default=3)
    pause_after_failing: Duration = holds(duration("min", "h", "d"), default=Duration(1, "h"))
    valid_for: Duration | None = holds(duration("d"), default=None)
    remind_before: tuple[Duration, ...] = holds(list_of(duration("d"), at_most=5), default=REMIND_BEFORE)
    watch_conversations: int = holds(whole_number(0, 100), default=0)
    shadow_conversations: int = holds(whole_number(0, 100), default=0)

    def modules(self) -> tuple[str, ...]:
        """Every module that is asked for, each once, in the order of the file."""
        named: Iterable[tuple[str, ...]] = (*self.before_answering.values(), *self.before_topic.values())
        return tuple(dict.fromkeys(module for modules in named for module in modules))
