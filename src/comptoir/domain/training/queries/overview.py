"""What those see who answer for the team: who has passed what, what ends soon, who is stuck, how newcomers stand. D6"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.queries import approvals_in, held_outcomes
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.training.errors import AttemptNotFound
from comptoir.domain.training.models import Attempt, Newcomer, Pass, Stage, Watching
from comptoir.domain.training.rules import is_ending, is_valid, missing_before, taught_to

STUCK_AFTER = 3
"""Failed attempts at one module, since it was last passed, after which somebody should be helped."""

MEMBERS_AT_MOST = 500
NEWCOMERS_AT_MOST = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """A module as it stands for a member: "passed", "ending", "ended", "stuck", "begun", "failed", "open" or "" (not asked)."""

    state: str
    valid_until: dt.datetime | None = None
    score: float | None = None
    tries: int = 0
    is_recognised: bool = False


@dataclass(frozen=True, slots=True)
class Trained:
    """A member with every module that is asked of somebody here, and whether the gate is open to them."""

    membership_id: int
    name: str
    role: str
    audience: str
    cells: Mapping[str, Cell]
    may_answer: bool
    stage: str

    @property
    def is_stuck(self) -> bool:
        return any(cell.state == "stuck" for cell in self.cells.values())

    @property
    def is_ending(self) -> bool:
        return any(cell.state in ("ending", "ended") for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Start:
    """A newcomer: how far they are, what is left, and what became of the messages that were held."""

    membership_id: int
    name: str
    audience: str
    stage: str
    needed: int
    done: int
    began_at: dt.datetime
    moved_at: dt.datetime
    word: str
    outcomes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Certificate:
    """What is printed: who passed what, when, how well, until when, under which number."""

    number: str
    name: str
    shop_id: int
    key: str
    title: str
    score: float
    edition: str
    given_at: dt.datetime
    valid_until: dt.datetime | None


def overview_of(shop_id: int, now: dt.datetime) -> tuple[tuple[str, ...], list[Trained]]:
    """The modules that the charter asks for, and each member who answers with how they stand. Five queries."""
    charter = charter_in_force(shop_id, now)[1]
    keys = charter.training.modules() if charter.training else ()
    members = [it for it in members_of(shop_id) if taught_to(charter, it.audience)][:MEMBERS_AT_MOST]
    ids = [it.pk for it in members]
    passes: dict[int, dict[str, Pass]] = defaultdict(dict)
    for each in Pass.objects.filter(membership_id__in=ids).select_related("attempt"):
        passes[each.membership_id][each.key] = each
    attempts = _attempts(ids)
    stages = dict(Newcomer.objects.filter(membership_id__in=ids).values_list("membership_id", "stage"))
    return keys, [
        _trained(_Known(it, passes[it.pk], attempts[it.pk], str(stages.get(it.pk, ""))), keys, charter, now)
        for it in members
    ]


def newcomers_in(viewer: Viewer) -> list[Start]:
    """The newcomers of the shop who are not released yet, those to release first. A fixed number of queries."""
    rows = Newcomer.objects.filter(shop_id=viewer.shop_id, membership__is_active=True).exclude(stage=Stage.RELEASED)
    found = list(rows.select_related("membership").order_by("moved_at")[:NEWCOMERS_AT_MOST])
    ids = [it.pk for it in found]
    watched = Watching.objects.filter(membership_id__in=ids).values_list("membership_id")
    seen = dict(watched.annotate(count=Count("pk")).order_by())
    outcomes = held_outcomes(ids) if ids else {}
    left = {it.membership_id: it.remaining for it in approvals_in([viewer]) if it.why == "newcomer"} if ids else {}
    starts = [_start(it, seen.get(it.pk, 0), left.get(it.pk), outcomes.get(it.pk, {})) for it in found]
    order = (Stage.TO_RELEASE, Stage.SUPERVISED, Stage.WATCHING)
    return sorted(starts, key=lambda it: order.index(Stage(it.stage)))


def certificate_of(viewers: tuple[Viewer, ...], number: UUID) -> Certificate:
    """A certificate, for its owner and for who may see how the team is trained. Raises `AttemptNotFound`."""
    given = Pass.objects.select_related("membership", "attempt").filter(number=number).first()
    if given is None or given.attempt is None:
        raise AttemptNotFound
    owner = given.membership
    if not any(
        it.shop_id == owner.shop_id and (it.membership_id == owner.pk or may(it.role, "see_training")) for it in viewers
    ):
        raise AttemptNotFound
    attempt = given.attempt
    return Certificate(
        number=given.number.hex,
        name=owner.display_name,
        shop_id=owner.shop_id,
        key=given.key,
        title=attempt.title,
        score=attempt.score or 0.0,
        edition=attempt.edition,
        given_at=given.given_at,
        valid_until=given.valid_until,
    )


def _attempts(ids: list[int]) -> dict[int, dict[str, list[Attempt]]]:
    """Each member's attempts at each module, the newest first."""
    found: dict[int, dict[str, list[Attempt]]] = defaultdict(lambda: defaultdict(list))
    rows = Attempt.objects.filter(membership_id__in=ids).defer("paper", "answers", "marks").order_by("-began_at")
    for attempt in rows:
        found[attempt.membership_id][attempt.module_key].append(attempt)
    return found


class _Known(NamedTuple):
    member: Any
    passes: Mapping[str, Pass]
    attempts: Mapping[str, list[Attempt]]
    stage: str


def _trained(known: _Known, keys: tuple[str, ...], charter: Charter, now: dt.datetime) -> Trained:
    member, asked = known.member, taught_to(charter, known.member.audience)
    valid = {key for key, it in known.passes.items() if is_valid(it.valid_until, now)}
    cells = {
        key: _cell(known.passes.get(key), known.attempts.get(key, []), charter, now) if key in asked else Cell("")
        for key in keys
    }
    return Trained(
        membership_id=member.pk,
        name=member.display_name,
        role=member.role,
        audience=member.audience,
        cells=cells,
        may_answer=not missing_before(charter, member.audience, "", valid),
        stage=known.stage,
    )


def _cell(passed: Pass | None, attempts: list[Attempt], charter: Charter, now: dt.datetime) -> Cell:
    failed = 0
    for attempt in attempts:
        if attempt.is_passed:
            break
        failed += attempt.finished_at is not None
    score = next((it.score for it in attempts if it.finished_at), None)
    state = _state(passed, attempts, failed, charter, now)
    until = passed.valid_until if passed else None
    return Cell(state, until, score, failed, is_recognised=passed is not None and passed.attempt_id is None)


def _state(passed: Pass | None, attempts: list[Attempt], failed: int, charter: Charter, now: dt.datetime) -> str:
    if passed and is_valid(passed.valid_until, now):
        return "ending" if is_ending(passed.valid_until, charter, now) else "passed"
    if failed >= STUCK_AFTER:
        return "stuck"
    if any(it.finished_at is None for it in attempts):
        return "begun"
    return "ended" if passed else "failed" if failed else "open"


def _start(newcomer: Newcomer, watched: int, left: int | None, outcomes: Mapping[str, int]) -> Start:
    is_watching = newcomer.stage == Stage.WATCHING
    done = watched if is_watching else newcomer.needed - (left or 0)
    return Start(
        membership_id=newcomer.pk,
        name=newcomer.membership.display_name,
        audience=newcomer.membership.audience,
        stage=newcomer.stage,
        needed=newcomer.needed,
        done=min(done, newcomer.needed),
        began_at=newcomer.began_at,
        moved_at=newcomer.moved_at,
        word=newcomer.word,
        outcomes=outcomes,
    )
