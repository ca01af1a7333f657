"""How privacy requests appear on the screen: beside their conversation, in their list, and what may be done with each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.privacy.queries import rights_of
from comptoir.domain.privacy.rules import may_follow
from comptoir.surfaces.console.promising import Shown as ShownPromise
from comptoir.surfaces.console.promising import promises_here, time_there
from comptoir.surfaces.console.promising import shown as shown_promises
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment, name_of

RIGHTS = {
    "access": lambda: pgettext("right", "Access"),
    "rectification": lambda: pgettext("right", "Rectification"),
    "erasure": lambda: pgettext("right", "Erasure"),
    "restriction": lambda: pgettext("right", "Restriction"),
    "portability": lambda: pgettext("right", "Portability"),
    "objection": lambda: pgettext("right", "Objection"),
}
MEANS = {
    "access": lambda: _("They want to know what is kept about them, and have a copy."),
    "rectification": lambda: _("Something that is kept about them is wrong or missing."),
    "erasure": lambda: _("They want their data to be erased."),
    "restriction": lambda: _("Their data shall be kept, and not used for the time being."),
    "portability": lambda: _("They want their data in a form that another service can read."),
    "objection": lambda: _("They do not want their data to be used for something, advertising for instance."),
}
STATES = {
    "asked": lambda: pgettext("privacy", "Received"),
    "confirmed": lambda: pgettext("privacy", "Identity confirmed"),
    "answered": lambda: pgettext("privacy", "Answered"),
    "refused": lambda: pgettext("privacy", "Refused"),
    "withdrawn": lambda: pgettext("privacy", "Withdrawn"),
}
STEPS = {**STATES, "extended": lambda: pgettext("privacy", "Extended by two months")}
VIEWS = {"open": lambda: pgettext("privacy", "Open"), **STATES, "all": lambda: pgettext("privacy", "All")}
LEADS_TO = {
    "confirm": "confirmed",
    "answer": "answered",
    "extend": "extended",
    "refuse": "refused",
    "withdraw": "withdrawn",
}
"""What may be done, by its word in addresses, and where it leads; the first that may follow is the one that is usual."""

ACTS = {
    "confirm": lambda: pgettext("privacy", "Confirm who asks"),
    "answer": lambda: pgettext("privacy", "It is answered"),
    "extend": lambda: pgettext("privacy", "Extend"),
    "refuse": lambda: pgettext("privacy", "Refuse"),
    "withdraw": lambda: pgettext("privacy", "It is withdrawn"),
}
REASONS = {
    "signed_in": lambda: _("Signed in at the shop"),
    "known_address": lambda: _("Answered from the address on file"),
    "questions": lambda: _("Answered questions that only they can answer"),
    "document": lambda: _("Showed a document, of which nothing is kept"),
    "identity": lambda: _("It could not be established who asks"),
    "unfounded": lambda: _("The request is manifestly unfounded"),
    "excessive": lambda: _("The request is excessive"),
    "duty_to_keep": lambda: _("The law obliges you to keep the data"),
    "complex": lambda: _("The request is complex"),
    "many": lambda: _("There are many requests of this person"),
}


class ShownStep(NamedTuple):
    """A step as it is told: which, when in the shop's time, by whom, why, and the entry that shows it."""

    name: str
    at: str
    by: str
    why: str
    evidence: int | None


class ShownRequest(NamedTuple):
    """A privacy request as a row shows it; `acts` are what the viewer may do, the usual one first."""

    id: int
    number: str
    right: str
    state: str
    state_name: str
    is_extended: bool
    conversation: int
    customer: str
    shop: int
    asked: str
    moved: str
    moved_there: str
    promise: ShownPromise | None
    acts: list[tuple[str, str]]
    steps: list[ShownStep]


def requests_here(conversation: Any, viewer: Viewer) -> list[ShownRequest]:
    """What was asked in a conversation, and in those that were merged with it; nothing for volunteers."""
    return shown([viewer], rights_of(conversation.pk)) if may(viewer.role, "move_privacy") else []


def promises_besides(viewer: Viewer, conversation_id: int, requests: Iterable[ShownRequest]) -> list[ShownPromise]:
    """What else somebody still waits for in a conversation: the answers to these requests stand with them."""
    theirs = {it.promise.id for it in requests if it.promise}
    return [it for it in promises_here(viewer, conversation_id) if it.id not in theirs]


def shown(viewers: Iterable[Viewer], rows: Iterable[Any]) -> list[ShownRequest]:
    """Requests as rows. A customer is named as far as the charter grants it."""
    known = {it.shop_id: it for it in viewers}
    granted = {pk: granted_fields(it, charter_of_shop(pk)) for pk, it in known.items()}
    return [_shown(row, known[row.shop_id], granted[row.shop_id]) for row in rows]


def acts_on(request: Any, viewer: Viewer) -> list[str]:
    """What the viewer may do with it now."""
    acts = [act for act, to in LEADS_TO.items() if to == "extended" or may_follow(request.state, to)]
    if not may(viewer.role, "decide_privacy"):
        acts = [act for act in acts if act not in ("extend", "refuse")]
    promise = request.promise
    is_running = promise is not None and not promise.is_settled
    return [act for act in acts if act != "extend" or (is_running and not request.is_extended)]


def _shown(request: Any, viewer: Viewer, granted: frozenset[str]) -> ShownRequest:
    promise = request.promise
    return ShownRequest(
        id=request.pk,
        number=request.number,
        right=RIGHTS[request.right](),
        state=request.state,
        state_name=STATES[request.state](),
        is_extended=request.is_extended,
        conversation=request.conversation_id,
        customer=name_of(request.conversation, granted),
        shop=request.shop_id,
        asked=time_there(request.asked_at, request.shop_id),
        moved=moment(request.moved_at),
        moved_there=time_there(request.moved_at, request.shop_id),
        promise=_promise(request, viewer) if promise is not None and promise.is_undone else None,
        acts=[(act, ACTS[act]()) for act in acts_on(request, viewer)],
        steps=[_step(step, request) for step in request.steps.all()],
    )


def _promise(request: Any, viewer: Viewer) -> ShownPromise:
    """The promised answer, while somebody waits for it."""
    promise = request.promise
    promise.conversation = request.conversation
    return shown_promises([viewer], [promise])[0]


def _step(step: Any, request: Any) -> ShownStep:
    by = step.membership.display_name if step.membership else ""
    reason = REASONS[step.reason]() if step.reason else ""
    why = " – ".join(part for part in (reason, step.note) if part)
    evidence = (step.seq_in or request.conversation_id) if step.seq else None
    return ShownStep(STEPS[step.step](), time_there(step.at, request.shop_id), by, why, evidence)
