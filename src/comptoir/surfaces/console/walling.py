"""The words of the wall, of whispers and corrections."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext


def state_names() -> dict[str, str]:
    """By what the wall is narrowed down."""
    return {
        "": pgettext("wall", "All"),
        "risk": pgettext("wall", "At risk"),
        "held": pgettext("wall", "Held"),
        "waiting": pgettext("wall", "Nobody answers"),
        "upset": pgettext("wall", "Upset"),
        "owed": pgettext("wall", "Customer waits"),
    }


def watching_texts() -> dict[str, str | dict[str, str]]:
    """What the scripts say of watching over."""
    return {
        "need_insult": _("insulted"),
        "need_late": pgettext("wall", "late"),
        "need_at_risk": pgettext("wall", "nearly late"),
        "need_held": pgettext("wall", "to approve"),
        "need_waiting": pgettext("wall", "nobody answers"),
        "need_upset": pgettext("wall", "upset"),
        "need_owed": pgettext("wall", "customer waits"),
        "need_fine": pgettext("wall", "going well"),
        "wall_nobody": _("nobody yet"),
        "wall_visitor": _("Visitor {reference}"),
        "wall_hidden": _("Words that may hurt. Open to read them."),
        "wall_held": {"one": ngettext("{n} held", "{n} held", 1), "other": ngettext("{n} held", "{n} held", 2)},
        "wall_angry": _("angry customer"),
        "wall_upset": _("upset customer"),
        "wall_moved": _("Things have moved. Look at them in their new order."),
        "wall_n": {
            "one": ngettext("{n} live conversation", "{n} live conversations", 1),
            "other": ngettext("{n} live conversation", "{n} live conversations", 2),
        },
        "wall_pages": _("Page {page} of {pages}"),
        "key_wall": _("The wall"),
        "key_wall_move": _("From tile to tile on the wall"),
        "whisper": _("Whisper"),
        "whisper_from": _("whispers to {name}"),
        "whispered": _("{name} whispers: {words}"),
        "correct": _("Correct"),
        "edited": _("edited"),
        "corrects": _("corrects the answer before"),
        "told_corrected": _("{name} corrected an answer. It said: “{words}”"),
        "taken_over": _("{name} has taken over your conversation."),
        "given_back": _("{name} gives the conversation back to you."),
        "approval_on": _("Your messages are read by a referent before they go out."),
        "approval_off": _("Your messages go out directly again."),
        "approvals_none_left": _("Nothing waits for approval."),
    }
