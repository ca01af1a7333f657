"""Who may be offered what. It is asked with every conversation, so each process remembers for a moment who has passed what."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Collection, Iterable
from typing import NamedTuple

from comptoir.domain.charter.errors import NoCharter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.queries import people_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.errors import NotTrainedYet
from comptoir.domain.training.models import Pass
from comptoir.domain.training.rules import asked_before, asked_of, is_ending, is_valid, missing_before

REMEMBERED = 2.0
"""Seconds for which a process trusts what it has read of passes; whoever gives one says so at once."""


class Gate(NamedTuple):
    """What stands between a member and their answers: the keys of what is `missing`, in order (nothing when it is open), and
    when the first pass ends, where that is soon.
    """

    viewer: Viewer
    missing: tuple[str, ...]
    ends_at: dt.datetime | None


Passes = tuple[tuple[str, dt.datetime | None], ...]

_known: dict[int, tuple[float, Passes]] = {}


def passed_by(membership_ids: Iterable[int], now: dt.datetime) -> dict[int, frozenset[str]]:
    """What each of them has passed and what still holds. One query at the most, whatever their number."""
    wanted, at = set(membership_ids), time.monotonic()
    known = {pk: it for pk in wanted if (it := _known.get(pk)) and at - it[0] < REMEMBERED}
    missing = sorted(wanted - known.keys())
    found: dict[int, list[tuple[str, dt.datetime | None]]] = {pk: [] for pk in missing}
    rows = Pass.objects.filter(membership_id__in=missing) if missing else Pass.objects.none()
    for membership_id, key, until in rows.values_list("membership_id", "key", "valid_until"):
        found[membership_id].append((key, until))
    for pk, passes in found.items():
        known[pk] = _known[pk] = (at, tuple(passes))
    return {pk: frozenset(key for key, until in passes if is_valid(until, now)) for pk, (_, passes) in known.items()}


def may_answer(
    membership_ids: Iterable[int], topic: str, now: dt.datetime, *, shop_id: int, charter: Charter | None = None
) -> frozenset[int]:
    """Those of a shop's members for whom the gate is open on the topic ("" for none in particular). G5

    `charter` is the one that governs the conversation, else the shop's in force.
    """
    ids = set(membership_ids)
    charter = charter or charter_in_force(shop_id, now)[1]
    if charter.training is None:
        return frozenset(ids)
    people, passed = people_of(ids), passed_by(ids, now)
    return frozenset(pk for pk in ids if not missing_before(charter, _audience(people, pk), topic, passed[pk]))


def refuse_untrained(viewer: Viewer, topic: str, now: dt.datetime, *, charter: Charter | None = None) -> None:
    """Raise `NotTrainedYet` where something stands before the member and the topic, by that charter or the shop's in force."""
    charter = charter or charter_in_force(viewer.shop_id, now)[1]
    if not asked_of(charter, viewer.audience, topic):
        return
    missing = missing_before(
        charter, viewer.audience, topic, passed_by([viewer.membership_id], now)[viewer.membership_id]
    )
    if missing:
        raise NotTrainedYet(modules=missing, clause=f"training.before_answering.{viewer.audience}")


def is_trained_for(viewer: Viewer, topic: str, now: dt.datetime, *, charter: Charter) -> bool:
    """Whether nothing stands before the member and the topic."""
    try:
        refuse_untrained(viewer, topic, now, charter=charter)
    except NotTrainedYet:
        return False
    return True


def gates_of(viewers: Iterable[Viewer], now: dt.datetime) -> list[Gate]:
    """How the gate stands before each of the memberships in which one answers, where the charter has one. One query at the most."""
    asked = []
    for viewer in viewers:
        charter = _charter_of(viewer.shop_id, now)
        if charter and may(viewer.role, "be_offered_conversations") and asked_before(charter, viewer.audience):
            asked.append((viewer, charter))
    passed = passed_by([viewer.membership_id for viewer, _ in asked], now)
    return [
        Gate(
            viewer,
            missing_before(charter, viewer.audience, "", passed[viewer.membership_id]),
            _ending(viewer, charter, now),
        )
        for viewer, charter in asked
    ]


def _ending(viewer: Viewer, charter: Charter, now: dt.datetime) -> dt.datetime | None:
    """When the first of the asked passes ends, once the time of its first reminder has come."""
    asked = asked_before(charter, viewer.audience)
    until = [at for key, at in _known[viewer.membership_id][1] if at and key in asked and is_valid(at, now)]
    return next((at for at in sorted(until) if is_ending(at, charter, now)), None)


def _charter_of(shop_id: int, now: dt.datetime) -> Charter | None:
    try:
        return charter_in_force(shop_id, now)[1]
    except NoCharter:
        return None


def forget_passes(membership_ids: Collection[int] | None = None) -> None:
    """Read again at the next question: of these, or of everybody."""
    if membership_ids is None:
        _known.clear()
    for pk in membership_ids or ():
        _known.pop(pk, None)


def _audience(people: dict[str, dict[str, str]], membership_id: int) -> str:
    known = people.get(str(membership_id))
    return known["audience"] if known else ""
