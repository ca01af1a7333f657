"""How promises appear on the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple

from babel.dates import format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.people.rules import Viewer
from comptoir.domain.promises.queries import promises_of
from comptoir.domain.promises.rules import BY_WHAT_HAPPENS, MERGED_INTO, SPLIT_INTO, may_release, may_settle
from comptoir.domain.shops.queries import shop_of_id, zone_of
from comptoir.foundation.clock import now
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, moment, name_of, reading

KINDS = {
    "first_answer": lambda: _("First answer"),
    "next_answer": lambda: _("Next answer"),
    "follow_up": lambda: _("Follow-up"),
    "resolution": lambda: _("Resolution"),
    "refund": lambda: _("Refund"),
    "rights": lambda: _("Privacy request"),
    "spoken": lambda: _("Given in words"),
}
STATES = {
    "running": lambda: _("Running"),
    "paused": lambda: _("Paused"),
    "at_risk": lambda: _("At risk"),
    "kept": lambda: _("Kept"),
    "broken": lambda: _("Broken"),
    "released": lambda: _("Released"),
}
VIEWS = {
    "open": lambda: pgettext("ledger", "Open"),
    "mine": lambda: _("My own"),
    "at_risk": lambda: _("At risk"),
    "paused": lambda: _("Paused"),
    "broken": lambda: _("Broken"),
    "kept": lambda: _("Kept"),
    "released": lambda: _("Released"),
}
BECAUSE = {
    "became_request": lambda: _("The chat became a request."),
    "closed": lambda: _("The conversation was closed."),
    "category": lambda: _("The category of the request has changed."),
    "nobody_waits": lambda: _("Nobody waits for it any more."),
    "return_closed": lambda: _("The return was closed without a refund."),
    "resumed": lambda: _("The clock had stood still while it was the customer’s turn."),
    "after_seller": lambda: _("The clock had stood still while it was the seller’s turn."),
    "rights_withdrawn": lambda: _("The customer has withdrawn their privacy request."),
    "extended": lambda: _("The term was extended by two months, and the customer was told why."),
    "charter": lambda: _("A new version of the charter came into force."),
}


class Shown(NamedTuple):
    """A promise as a row shows it: `due` in the shop's own time, `began`, `warns` and `ends` for the clock on the page."""

    id: int
    kind: str
    state: str
    state_name: str
    words: str
    clause: str
    conversation: int | None
    customer: str
    owner: str
    shop: str
    began: str
    warns: str
    ends: str
    due: str
    is_running: bool
    why: str
    released_by: str


def shown(viewers: Iterable[Viewer], promises: Iterable[Any]) -> list[Shown]:
    """Promises as rows. A customer is named as far as the charter grants it."""
    granted = {viewer.shop_id: granted_fields(viewer, charter_of_shop(viewer.shop_id)) for viewer in viewers}
    return [_shown(promise, granted.get(promise.shop_id, frozenset())) for promise in promises]


def promises_here(viewer: Viewer, conversation_id: int) -> list[Shown]:
    """What somebody still waits for in a conversation."""
    return shown([viewer], (each for each in promises_of(conversation_id) if each.is_undone))


def reason(why: str) -> str:
    """Why something followed, in words; what a person wrote stays as they wrote it."""
    if why.startswith(MERGED_INTO):
        return _("The conversation was merged into %(reference)s.") % {"reference": why.removeprefix(MERGED_INTO)}
    if why.startswith(SPLIT_INTO):
        return _("What was asked became the request %(reference)s.") % {"reference": why.removeprefix(SPLIT_INTO)}
    return BECAUSE[why]() if why in BECAUSE else why


def extended_words() -> str:
    """What stands behind the steps to a date whose term was extended."""
    return str(_("Extended by two months, to the same day and hour, as the law provides."))


def time_there(at: dt.datetime, shop_id: int) -> str:
    """A moment in the shop's own time, with its day of the week; the year where it is not this one."""
    zone = zone_of(shop_id)
    there = at.astimezone(zone)
    is_this_year = there.year == now().astimezone(zone).year
    return format_datetime(
        there, "EEE d MMM, HH:mm" if is_this_year else "EEE d MMM y, HH:mm", locale=locale_of(reading())
    )


def can_be_released(viewer: Viewer, promise: Any) -> bool:
    """Whether the viewer is offered to release it."""
    return promise.is_undone and may_release(viewer, promise.shop_id, promise.kind, promise.owner_id)


def can_be_marked(viewer: Viewer, promise: Any) -> bool:
    """Whether the viewer is offered to mark it kept."""
    by_hand = promise.kind not in BY_WHAT_HAPPENS and not promise.subject
    return promise.is_undone and by_hand and may_settle(viewer, promise.shop_id, promise.owner_id)


def _shown(promise: Any, granted: frozenset[str]) -> Shown:
    talk = promise.conversation
    return Shown(
        id=promise.pk,
        kind=KINDS[promise.kind](),
        state=promise.state,
        state_name=STATES[promise.state](),
        words=promise.words,
        clause=promise.clause,
        conversation=promise.conversation_id,
        customer=name_of(talk, granted) if talk else promise.subject,
        owner=promise.owner.display_name if promise.owner else "",
        shop=shop_of_id(promise.shop_id).name,
        began=moment(promise.made_at),
        warns=warns_from(promise),
        ends=moment(promise.due_at),
        due=time_there(promise.due_at, promise.shop_id),
        is_running=not promise.is_settled and promise.paused_since is None,
        why=reason(promise.why),
        released_by=promise.released_by.display_name if promise.released_by else "",
    )


def warns_from(promise: Any) -> str:
    """From when on the clock is amber: since its beginning where a warning was told, else from the next one on."""
    if promise.warned:
        return moment(promise.made_at)
    return moment(promise.next_at) if promise.next_at and promise.next_at < promise.due_at else ""


def promise_texts() -> dict[str, str]:
    """The words with which scripts warn of a promise, and take somebody's word."""
    kinds = {f"promise_of_{kind}": name() for kind, name in KINDS.items()}
    return kinds | {
        "promise_at_risk": _("{shop}: a promise is at risk ({kind}, due {at})."),
        "test_warning": _("A warning for trial is on its way through the desk…"),
        "test_warning_came": _("A warning came through the desk in {span}."),
        "test_warning_lost": _(
            "No warning came through the desk within {span}: ask whoever runs it whether the worker runs."
        ),
        "word_give": _("Give my word"),
        "word_given": _("Your word, by {day}"),
        "word_by": _("By which day?"),
        "word_take_back": _("Take it back"),
        "word_taken_back": _("Nothing is promised by this."),
        "word_kept": _("In the ledger: “{words}”, by {day}."),
        "key_give_word": _("Give your word for what is promised"),
        "promise_broken": _("{shop}: a promise was broken ({kind}, due {at})."),
    }
