"""What privacy requests do when others tell them something."""

from __future__ import annotations

from functools import partial

from comptoir.domain.privacy import actions
from comptoir.domain.promises.events import PromiseMoved
from comptoir.foundation.clock import now
from comptoir.foundation.worker import Writing, in_batches


@in_batches
def tell_counted_anew(events: list[PromiseMoved]) -> Writing | None:
    """A new charter has moved the date by which a privacy request is answered."""
    moved = {event.promise_id: event for event in events if event.kind == "rights" and event.because == "charter"}
    return partial(actions.tell_counted_anew, list(moved.values()), now()) if moved else None
