"""One transaction's writing into the ledger: locks, makes, settles, moves, and says what happened.

Every action of this app writes here, so that nothing is told twice and nothing is settled without a word.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q

from comptoir.domain.conversations.queries import Talk, talks_merged
from comptoir.domain.promises.actions.news import News
from comptoir.domain.promises.dates import clause_of, due_date, next_moment, warnings_by
from comptoir.domain.promises.models import Account, Promise, PromiseMove, State
from comptoir.domain.promises.models.promise import UNDONE
from comptoir.domain.promises.rules import told_of_break, told_of_warning
from comptoir.foundation.rows import update_rows

MOVED = [
    "charter_version_id",
    "clause",
    "owner_id",
    "within",
    "extra_months",
    "due_at",
    "paused_since",
    "pauses",
    "state",
    "next_at",
    "warned",
    "settled_at",
    "done_at",
    "evidence_seq",
    "why",
    "released_by_id",
]
ACCOUNT = ["heard_seq", "is_begun", "is_live", "is_answered"]
_FIELDS = [name.removesuffix("_id") for name in MOVED]


class Books:
    """The accounts of one transaction, locked in the order of their conversations. Use inside `transaction.atomic()`.

    Promises without a conversation are locked by `free`. With `skips_locked`, what somebody else holds is left out. With `only`,
    these promises alone are read where nothing has happened that the ledger has not heard.
    """

    def __init__(
        self,
        conversation_ids: Iterable[int],
        now: dt.datetime,
        *,
        free: Iterable[int] = (),
        only: Iterable[int] | None = None,
        skips_locked: bool = False,
    ) -> None:
        self.now = now
        self.talks: dict[int, Talk] = talks_merged(conversation_ids)
        self.accounts = _whole(_locked_accounts(self.talks, skips_locked), self.talks)
        self._as_read = {pk: _values(account) for pk, account in self.accounts.items()}
        self.promises: dict[int, list[Promise]] = defaultdict(list)
        self.free: list[Promise] = []
        self._by_id: dict[int, Promise] = {}
        self._read(list(free), only, skips_locked)
        self._made: list[Promise] = []
        self._moved: dict[int, Promise] = {}
        self._moves: list[PromiseMove] = []
        self._news = News()

    @property
    def behind(self) -> dict[int, Account]:
        """Those of the accounts whose conversations have gone on since they were heard."""
        return {pk: account for pk, account in self.accounts.items() if account.heard_seq < self.talks[pk].seq}

    def of(self, promise_id: int) -> Promise | None:
        """A promise under lock that somebody still waits for."""
        promise = self._by_id.get(promise_id)
        return promise if promise and promise.is_undone else None

    def add(self, promise: Promise) -> None:
        """Write a promise down whose `due_at` is known."""
        promise.next_at = next_moment(promise)
        self._made.append(promise)
        (self.promises[promise.conversation_id] if promise.conversation_id else self.free).append(promise)
        self._news.made(promise)

    def advance(self, promise: Promise, at: dt.datetime) -> None:
        """Tell what is due by `at`: that it is broken, else a warning; several warnings that have passed are told as one."""
        if promise.next_at is None or promise.next_at > at:
            return
        if promise.due_at <= at:
            self._break(promise)
        elif (passed := warnings_by(promise, at)) > promise.warned:
            promise.warned, promise.state = passed, State.AT_RISK
            clause = clause_of(promise)
            self._news.at_risk(promise, told_of_warning(clause.escalate if clause else (), passed))
        promise.next_at = next_moment(promise)
        self._touch(promise)

    def fulfil(self, promise: Promise, at: dt.datetime, seq: int | None = None) -> None:
        """It is done at `at`, with the entry that shows it; too late, it is broken all the same."""
        self.overtake(promise, at)
        promise.done_at, promise.evidence_seq = at, seq
        self._end_pause(promise, at)
        # Heard late, it may have been called broken too early: what counts is when it was done.
        if promise.state != State.BROKEN or at <= promise.due_at:
            promise.state, promise.settled_at, promise.next_at = State.KEPT, at, None
            self._news.kept(promise)
        self._touch(promise)

    def release(
        self, promise: Promise, at: dt.datetime, why: str, *, by: int | None = None, seq: int | None = None
    ) -> None:
        """Nobody waits for it any more; what was broken by then stays broken, however late one hears of it."""
        self.overtake(promise, at)
        promise.done_at, promise.why, promise.released_by_id = at, why, by
        promise.evidence_seq = promise.evidence_seq or seq
        self._end_pause(promise, at)
        if promise.state != State.BROKEN or at <= promise.due_at:
            promise.state, promise.settled_at, promise.next_at = State.RELEASED, at, None
            self._news.released(promise)
        self._touch(promise)

    def pause(self, promise: Promise, at: dt.datetime) -> None:
        """Let its clock stand still from `at` on, if the charter lets it."""
        self.overtake(promise, at)
        clause = clause_of(promise)
        if promise.is_settled or promise.paused_since or clause is None or not clause.paused_while:
            return
        promise.state, promise.paused_since, promise.next_at = State.PAUSED, max(at, promise.made_at), None
        self._touch(promise)

    def resume(self, promise: Promise, at: dt.datetime) -> None:
        """Let its clock run again from `at` on, and count anew when it is due."""
        if promise.paused_since is None:
            return
        self._end_pause(promise, at)
        promise.state = State.AT_RISK if promise.warned else State.RUNNING
        self.move(promise, _resumed(promise), at)

    def move(self, promise: Promise, because: str, at: dt.datetime) -> None:
        """Count its date anew, and keep how it moved."""
        old, new = promise.due_at, due_date(promise)
        if new is not None and new != old:
            promise.due_at = new
            version = promise.charter_version_id
            move = PromiseMove(old_due_at=old, new_due_at=new, because=because, charter_version_id=version, at=at)
            move.promise = promise
            self._moves.append(move)
            self._news.moved(promise, old, because)
            self._forget_warnings(promise, at)
        promise.next_at = next_moment(promise)
        self._touch(promise)

    def own(self, promise: Promise, membership_id: int | None) -> None:
        """Say whose it is to keep."""
        if promise.owner_id != membership_id:
            promise.owner_id = membership_id
            self._touch(promise)

    def overtake(self, promise: Promise, at: dt.datetime) -> None:
        """Break it, if it was due before `at`."""
        if not promise.is_settled and promise.paused_since is None and promise.due_at < at:
            self._break(promise)

    def save(self) -> None:
        """Write everything, announce it, and tell those who look at the conversations."""
        Promise.objects.bulk_create(self._made)
        made = {promise.pk for promise in self._made}
        moved = [promise for pk, promise in sorted(self._moved.items()) if pk not in made]
        update_rows(Promise, _FIELDS, [[getattr(promise, name) for name in MOVED] + [promise.pk] for promise in moved])
        PromiseMove.objects.bulk_create(self._moves)
        self._save_accounts()
        self._news.announce()

    def _forget_warnings(self, promise: Promise, at: dt.datetime) -> None:
        """By its new date some of what was told is still to come: then it is told again."""
        promise.warned = min(promise.warned, warnings_by(promise, at))
        if promise.state == State.AT_RISK and not promise.warned:
            promise.state = State.RUNNING

    def _break(self, promise: Promise) -> None:
        promise.state, promise.settled_at, promise.next_at = State.BROKEN, promise.due_at, None
        clause = clause_of(promise)
        self._news.broken(promise, told_of_break(clause.escalate if clause else ()))
        self._touch(promise)

    def _end_pause(self, promise: Promise, at: dt.datetime) -> None:
        if promise.paused_since is not None:
            promise.add_pause((promise.paused_since, max(at, promise.paused_since)))
            promise.paused_since = None

    def _touch(self, promise: Promise) -> None:
        if promise.pk is not None:
            self._moved[promise.pk] = promise
        self._news.touched(promise)

    def _read(self, free: list[int], only: Iterable[int] | None, skips_locked: bool) -> None:
        whole = self.accounts if only is None else self.behind
        those = Q(conversation_id__in=list(whole)) | Q(conversation_id__in=list(self.accounts), pk__in=list(only or ()))
        for promise in Promise.objects.filter(those, UNDONE).order_by("id") if self.accounts else []:
            self.promises[promise.conversation_id or 0].append(promise)
        if free:
            rows = Promise.objects.select_for_update(skip_locked=skips_locked and _can_skip(), of=("self",))
            self.free = list(rows.filter(UNDONE, pk__in=free, conversation=None).order_by("id"))
        everything = [*self.free, *(promise for those in self.promises.values() for promise in those)]
        self._by_id = {promise.pk: promise for promise in everything}

    def _save_accounts(self) -> None:
        now = {pk: _values(account) for pk, account in self.accounts.items()}
        update_rows(Account, ACCOUNT, [[*values, pk] for pk, values in now.items() if values != self._as_read[pk]])


def _locked_accounts(ids: Iterable[int], skips_locked: bool) -> dict[int, Account]:
    wanted = set(ids)
    known = set(Account.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    Account.objects.bulk_create([Account(pk=pk) for pk in sorted(wanted - known)], ignore_conflicts=True)
    rows = Account.objects.select_for_update(skip_locked=skips_locked and _can_skip())
    return {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")} if wanted else {}


def _whole(accounts: dict[int, Account], known: dict[int, Talk]) -> dict[int, Account]:
    """Without those of which somebody else holds what they were merged with: what the one loses the other takes up."""
    merged = [{talk.id, talk.merged_into_id} for talk in known.values() if talk.merged_into_id]
    while halves := [pair for pair in merged if len(accounts.keys() & pair) == 1]:
        for pk in set[int | None]().union(*halves):
            accounts.pop(pk or 0, None)
    return accounts


def _resumed(promise: Promise) -> str:
    """Why its date moves when its clock runs again: by whose turn it stood still."""
    clause = clause_of(promise)
    return "after_seller" if clause is not None and clause.paused_while == "waiting_for_seller" else "resumed"


def _values(account: Account) -> tuple[int, bool, bool, bool]:
    return account.heard_seq, account.is_begun, account.is_live, account.is_answered


def _can_skip() -> bool:
    return connection.features.has_select_for_update_skip_locked
