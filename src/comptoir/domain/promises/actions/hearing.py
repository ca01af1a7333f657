"""Reading conversations into the ledger. What an entry means is a rule; its time is the entry's own, whenever it is heard."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import singledispatch

from django.db import transaction

from comptoir.domain.conversations.queries import Talk, Told, split_told, talks, told_after
from comptoir.domain.promises.actions.books import Books
from comptoir.domain.promises.actions.clauses import Term, answers_are_clocked, term_by, term_in
from comptoir.domain.promises.dates import clause_of, due_date, is_of_escalation
from comptoir.domain.promises.models import Account, Kind, Promise, State
from comptoir.domain.promises.models.promise import UNDONE
from comptoir.domain.promises.rules import (
    ANSWERS,
    BY_WHAT_HAPPENS,
    MEDIATED,
    MERGED_INTO,
    SPLIT_INTO,
    Fulfil,
    HandOn,
    Make,
    Pause,
    Release,
    Resume,
    Step,
    last_merging,
    meaning,
    mediated_meaning,
)
from comptoir.domain.promises.rules.meaning import FILED, MERGED, READ, SPLIT

WITH_RESOLUTION = (Kind.RESOLUTION, Kind.FOLLOW_UP)
GOES_ALONG = [
    "shop_id",
    "charter_version_id",
    "clause",
    "kind",
    "audience",
    "made_at",
    "within",
    "due_at",
    "pauses",
    "warned",
]

Left = defaultdict[int, list[tuple[Promise, bool]]]
"""What goes on in a conversation, by its id: the promise as it was made elsewhere, and whether its clock stood still."""


@transaction.atomic
def hear(conversation_ids: Iterable[int], now: dt.datetime) -> None:
    """Bring the promises of these conversations up to what has happened there; once more changes nothing."""
    books = Books(conversation_ids, now)
    hear_into(books)
    books.save()


def hear_into(books: Books) -> None:
    """Read on in every conversation whose account is open, from where the ledger stopped."""
    behind = books.behind
    told = told_after({pk: account.heard_seq for pk, account in behind.items()}, READ)
    left: Left = defaultdict(list)
    # What goes on in another conversation is the younger one, and is read before it.
    for pk in sorted(behind, key=lambda pk: (books.talks[pk].opened_at, pk), reverse=True):
        talk = books.talks[pk]
        # What was written after the conversation was fetched is read the next time, with how it stands then.
        entries = [it for it in told if it.conversation_id == pk and it.seq <= talk.seq]
        Reading(books, talk, behind[pk], left).read(entries)


def concerned(conversation_ids: Iterable[int], now: dt.datetime) -> list[int]:
    """Those of the conversations in which a message may mean something for a promise; the others are read when need be."""
    ids = set(conversation_ids)
    open_ones = Promise.objects.filter(UNDONE, conversation_id__in=ids).values_list("conversation_id", flat=True)
    waited_for = {pk for pk in open_ones if pk}
    rest = talks(ids - waited_for).values()
    return sorted(waited_for | {talk.id for talk in rest if answers_are_clocked(talk.shop_id, now)})


class Reading:
    """One conversation being read into the books."""

    def __init__(self, books: Books, talk: Talk, account: Account, left: Left) -> None:
        self.books, self.talk, self.account, self.left = books, talk, account, left

    def read(self, entries: list[Told]) -> None:
        """Let each entry have its meaning, then set right what depends on how the conversation stands."""
        if not self.account.is_begun:
            self._begin()
        ending = last_merging(entries) if self.talk.merged_into_id else None
        read_as = mediated_meaning if self.talk.channel == MEDIATED else meaning
        for entry in entries:
            if entry is ending:
                self._leave(entry)
            elif entry.kind == MERGED:
                self._take_up(entry)
            elif entry.kind == SPLIT:
                self._part(entry)
            for step in read_as(self.account, entry):
                take(step, self, entry)
        self.account.heard_seq = self.talk.seq
        self._settle_complexity(max((it.created_at for it in entries if it.kind in FILED), default=self.books.now))
        for promise in self.promises:
            if promise.kind != Kind.SPOKEN:
                self.books.own(promise, self.talk.assignee_id)

    @property
    def promises(self) -> list[Promise]:
        """What somebody waits for in this conversation."""
        return [promise for promise in self.books.promises[self.talk.id] if promise.is_undone]

    def undone(self, *kinds: str) -> list[Promise]:
        """Of these kinds."""
        return [promise for promise in self.promises if promise.kind in kinds]

    def make(self, kind: str, at: dt.datetime, seq: int) -> None:
        """Promise what the charter promises here, if it does; what was written before a request was split off counts from then."""
        at = max(at, self.talk.opened_at)
        term = term_in(self.talk, kind, self.account.is_live, at)
        if term is None or (kind == Kind.FOLLOW_UP and not self._is_unresolved()):
            return
        talk = self.talk
        promise = Promise(
            shop_id=talk.shop_id,
            conversation_id=talk.id,
            charter_version_id=term.version_id,
            clause=term.clause.key,
            kind=kind,
            audience=talk.audience,
            owner_id=talk.assignee_id,
            made_at=at,
            made_seq=seq,
            within=str(term.within),
        )
        if found := due_date(promise):
            promise.due_at = found
            self.books.add(promise)
            if kind == Kind.FOLLOW_UP and any(each.paused_since for each in self.undone(Kind.RESOLUTION)):
                self.books.pause(promise, at)

    def _leave(self, entry: Told) -> None:
        """It goes on in another conversation: what is promised here is released, and to be taken up there."""
        into = self.books.talks[self.talk.merged_into_id or 0]
        for promise in self.undone(*BY_WHAT_HAPPENS):
            was_paused = promise.paused_since is not None
            why = MERGED_INTO + into.reference
            self.books.release(promise, entry.created_at, why, by=entry.membership_id, seq=entry.seq)
            if promise.state == State.RELEASED:
                self.left[into.id].append((promise, was_paused))

    def _take_up(self, entry: Told) -> None:
        """What others were promised that ended here goes on by the same dates, where the same is not promised already."""
        for promise, was_paused in self.left[self.talk.id]:
            alike = ANSWERS if promise.kind in ANSWERS else (promise.kind,)
            if promise.done_at != entry.created_at or self.undone(*alike):
                continue
            taken = same_promise(promise, self.talk, entry.seq)
            self.books.add(taken)
            if was_paused:
                self.books.pause(taken, entry.created_at)

    def _part(self, entry: Told) -> None:
        """What was asked from a message on is answered in a request of its own: no answer to it is awaited here."""
        from_seq, reference = split_told(self.talk.id, entry.seq)
        for promise in self.undone(*ANSWERS):
            if (promise.made_seq or 0) >= from_seq:
                why = SPLIT_INTO + reference
                self.books.release(promise, entry.created_at, why, by=entry.membership_id, seq=entry.seq)

    def _begin(self) -> None:
        self.account.is_begun = True
        self.account.is_live = self.talk.channel == "chat"
        self.make(Kind.FIRST_ANSWER, self.talk.opened_at, 0)

    def _is_unresolved(self) -> bool:
        return any(not promise.is_settled for promise in self.undone(Kind.RESOLUTION))

    def _settle_complexity(self, at: dt.datetime) -> None:
        """A request that turned out to be complex, or simple, is promised what holds for those from then on."""
        for promise in self.undone(*WITH_RESOLUTION):
            if not promise.is_settled and promise.charter_version_id and not is_of_escalation(promise):
                term = term_by(promise.charter_version_id, self.talk, promise.kind, self.account.is_live)
                self._restate(promise, term, at)
        if self._is_unresolved() and not self.undone(Kind.FOLLOW_UP):
            self.make(Kind.FOLLOW_UP, at, self.talk.seq)

    def _restate(self, promise: Promise, term: Term | None, at: dt.datetime) -> None:
        if term is None:
            self.books.release(promise, at, "category")
        elif term.clause.key != promise.clause:
            promise.clause, promise.within = term.clause.key, str(term.within)
            self.books.move(promise, "category", at)


def same_promise(promise: Promise, talk: Talk, seq: int) -> Promise:
    """What was promised in one conversation, in another: the same words, the same time, the same date."""
    kept = {name: getattr(promise, name) for name in GOES_ALONG}
    state = State.AT_RISK if promise.warned else State.RUNNING
    taken = Promise(conversation_id=talk.id, owner_id=talk.assignee_id, made_seq=seq, state=state, **kept)
    taken.due_at = due_date(taken) or promise.due_at
    return taken


@singledispatch
def take(step: Step, reading: Reading, entry: Told) -> None:
    """Do what an entry means."""
    raise TypeError(step)


@take.register
def _(step: Make, reading: Reading, entry: Told) -> None:
    if not reading.undone(step.kind):
        reading.make(step.kind, entry.created_at, entry.seq)


@take.register
def _(step: Fulfil, reading: Reading, entry: Told) -> None:
    for promise in reading.undone(*step.kinds):
        reading.books.fulfil(promise, entry.created_at, entry.seq)


@take.register
def _(step: Release, reading: Reading, entry: Told) -> None:
    by = entry.membership_id if entry.author == "agent" else None
    for promise in reading.undone(*step.kinds):
        reading.books.release(promise, entry.created_at, step.why, by=by, seq=entry.seq)


@take.register
def _(step: HandOn, reading: Reading, entry: Told) -> None:
    for promise in reading.undone(*step.kinds):
        reading.books.release(promise, entry.created_at, step.why, seq=entry.seq)
        reading.make(promise.kind, entry.created_at, entry.seq)


@take.register
def _(step: Pause, reading: Reading, entry: Told) -> None:
    for promise in reading.undone(*WITH_RESOLUTION):
        if _waits_for(step.whose, promise):
            reading.books.pause(promise, entry.created_at)


@take.register
def _(step: Resume, reading: Reading, entry: Told) -> None:
    for promise in reading.undone(*WITH_RESOLUTION):
        if promise.state == State.PAUSED and _waits_for(step.whose, promise):
            reading.books.resume(promise, entry.created_at)


def _waits_for(whose: str, promise: Promise) -> bool:
    """Whether its clock stands still while the customer, or the seller, has the word."""
    clause = clause_of(promise)
    return clause is not None and clause.paused_while == f"waiting_for_{whose}"
