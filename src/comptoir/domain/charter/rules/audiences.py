"""Who answers what, what they may see, and where they turn in doubt."""

from __future__ import annotations

from comptoir.domain.charter.shape.audience import EVERYTHING, FIELDS
from comptoir.domain.charter.shape.charter import Charter


def audiences_for(charter: Charter, topic: str | None) -> tuple[str, ...]:
    """Who may answer a topic, those asked first standing first; without a topic (or with one unknown) every audience."""
    known = charter.topics.get(topic) if topic else None
    return known.audiences if known else tuple(charter.audiences)


def may_answer(charter: Charter, audience: str, topic: str | None) -> bool:
    """Whether the audience may answer the topic."""
    return audience in audiences_for(charter, topic)


def stand_ins(charter: Charter, audience: str, topic: str | None) -> tuple[str, ...]:
    """Who is asked in the audience's place while nobody of it is free, by the fallback of chats: those who may answer the topic.

    In the charter's order; nobody, where the charter's fallback asks no other audience. `audience` "" leaves nobody out.
    """
    if "other_audience" not in charter.chat.fallback:
        return ()
    return tuple(name for name in charter.audiences if name != audience and may_answer(charter, name, topic))


def may_see(charter: Charter, audience: str, field: str) -> bool:
    """Whether the audience may see that field of a customer; an unknown audience sees nothing. A3, A11.

    Raises `ValueError` for a field that is not one of `FIELDS`.
    """
    if field not in FIELDS:
        raise ValueError(f"{field} is no field of a customer that a charter speaks of")
    known = charter.audiences.get(audience)
    return known is not None and (EVERYTHING in known.may_see or field in known.may_see)


def fields_granted(charter: Charter, *, audience: str, sees_all: bool) -> frozenset[str]:
    """The fields of a customer that a member may see. A11.

    Who answers sees what their audience may see; those who watch over the shop without answering (`sees_all`) see all.
    """
    if audience:
        return frozenset(field for field in FIELDS if may_see(charter, audience, field))
    return frozenset(FIELDS) if sees_all else frozenset()


def ladder(charter: Charter, audience: str) -> tuple[str, ...]:
    """Where the audience turns in doubt, first that is possible: other audiences, `contact_card`, and always `message` at last."""
    known = charter.audiences.get(audience)
    steps = known.when_in_doubt if known else ()
    return steps if "message" in steps else (*steps, "message")
