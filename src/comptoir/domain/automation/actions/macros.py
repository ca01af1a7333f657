"""Macros: written by the shop or for oneself, run with the rights of who runs them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from comptoir.domain.automation.actions.performing import Doer, perform, text_for
from comptoir.domain.automation.actions.shaping import acts_kept, name_kept
from comptoir.domain.automation.errors import MacroNotFound, ShortcutTaken, TooManyOfThem
from comptoir.domain.automation.models import Macro
from comptoir.domain.automation.rules import Acts, may_use_macro, may_write_macro, shortcut_of
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed
from comptoir.foundation.shapes import decoded
from comptoir.language.cards import masked

MACROS_AT_MOST = 200
"""Macros of a shop."""
OWN_AT_MOST = 50
"""Macros of a member's own."""


class MacroDone(NamedTuple):
    """A macro that has run. `reply` is for the composer: it is read by the checker and sent by the agent, or not."""

    name: str
    reply: str


@transaction.atomic
def save_macro(
    *, viewer: Viewer, macro_id: int | None, name: str, shortcut: str, acts: Acts, is_own: bool, now: dt.datetime
) -> Macro:
    """Write a macro, the shop's or one's own, or write it anew. Raises `NotAllowed`, `MacroNotFound`, `NotWritten`,
    `ShortcutTaken`, `TooManyOfThem`."""
    macro = _writable(viewer, macro_id) if macro_id else _new(viewer, is_own)
    if not may_write_macro(viewer, macro.shop_id, macro.owner_id):
        raise NotAllowed
    acts = acts_kept(acts, viewer.shop_id, is_rule=False, now=now)
    macro.name, macro.shortcut = name_kept(name), shortcut_of(masked(shortcut))
    macro.acts = msgspec.json.encode(acts).decode()
    macro.changed_by_id, macro.changed_at = viewer.membership_id, now
    try:
        with transaction.atomic():
            macro.save()
    except IntegrityError as error:
        raise ShortcutTaken from error
    return macro


@transaction.atomic
def drop_macro(*, viewer: Viewer, macro_id: int) -> None:
    """Forget a macro. Raises `MacroNotFound`."""
    _writable(viewer, macro_id).delete()


def run_macro(*, viewer: Viewer, conversation_id: int, macro_id: int, once: UUID, now: dt.datetime) -> MacroDone:
    """Do what the macro says, all of it or nothing; the answer it holds is handed back. `once` is the id of its note.

    Raises `ConversationNotFound`, `MacroNotFound`, `IsMerged`, and `NothingWasChanged` with all that stands in the way.
    """
    conversation_for(viewer, conversation_id)
    macro = Macro.objects.filter(pk=macro_id).first()
    if macro is None or not may_use_macro(viewer, macro.shop_id, macro.owner_id):
        raise MacroNotFound
    acts = decoded(macro.acts, Acts)
    case = perform(acts, conversation_id, Doer(viewer, macro.name, once), now)
    return MacroDone(macro.name, text_for(acts.reply, case, viewer, now))


def _new(viewer: Viewer, is_own: bool) -> Macro:
    owner_id = viewer.membership_id if is_own else None
    most = OWN_AT_MOST if is_own else MACROS_AT_MOST
    if Macro.objects.filter(shop_id=viewer.shop_id, owner_id=owner_id).count() >= most:
        raise TooManyOfThem(most=most)
    return Macro(shop_id=viewer.shop_id, owner_id=owner_id)


def _writable(viewer: Viewer, macro_id: int) -> Macro:
    macro = Macro.objects.select_for_update().filter(pk=macro_id).first()
    if macro is None or not may_write_macro(viewer, macro.shop_id, macro.owner_id):
        raise MacroNotFound
    return macro
