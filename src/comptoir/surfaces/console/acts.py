"""What this agent may do with this conversation now: the buttons that are shown, what the views let pass, and its names."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.charter.rules import Charter
from comptoir.domain.conversations.rules import may_answer, may_change
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.routing.queries import who_may_have_it_back
from comptoir.foundation.clock import now
from comptoir.foundation.errors import NotAllowed


def possible_acts(viewer: Viewer, conversation: Any, charter: Charter) -> frozenset[str]:
    """The names of the acts. Who answers does everything; who watches over the shop too; others may take what waits."""
    if conversation.status == "closed":
        return _when_closed(viewer, conversation)
    acts = ({"note"} if may(viewer.role, "write_notes") else set()) | _asks(viewer)
    acts |= _watches(viewer, conversation)
    if may_answer(viewer, conversation):
        acts |= {"answer", "hand-back"}
        acts |= {"wallet"} if charter.offers and may(viewer.role, "give_offers") else set()
    elif conversation.assignee_id is None:
        acts |= {"take"} if may(viewer.role, "answer") or may(viewer.role, "take_over") else set()
    elif may(viewer.role, "take_over"):
        acts |= {"take-over"}
    if may_change(viewer, conversation):
        acts |= {"hand-over", "topic", "close", "labels", "join"}
        acts |= {"request"} if conversation.is_live else {"snooze"}
        acts |= {"escalate"} if _may_escalate(viewer, conversation, charter) else set()
        acts |= {"split"} if conversation.seq > 1 else set()
        acts |= {"wake"} if conversation.snoozed_until else set()
        acts |= {"hand-back"} if conversation.assignee_id else set()
        acts |= {"contact-card"} if charter.shop.contact_page else set()
    elif conversation.assignee_id is None and may(viewer.role, "hand_over"):
        acts |= {"hand-over"}
    return frozenset(acts | _by_mail(viewer, conversation))


def _when_closed(viewer: Viewer, conversation: Any) -> frozenset[str]:
    if conversation.merged_into_id:
        return frozenset({"note"})
    changes = {"reopen", "labels", "join"} if may_change(viewer, conversation) else set[str]()
    changes |= {"review"} if may(viewer.role, "review") and conversation.last_answer_seq else set()
    return frozenset({"note"} | changes | _asks(viewer) | _by_mail(viewer, conversation))


def _watches(viewer: Viewer, conversation: Any) -> set[str]:
    """Who watches over the shop whispers to who answers, and lets go on whom they have relieved."""
    if conversation.assignee_id is None:
        return set()
    if conversation.assignee_id != viewer.membership_id:
        return {"whisper"} if may(viewer.role, "whisper") else set()
    has_relieved = viewer.sees_all and who_may_have_it_back(conversation.pk, viewer, now())
    return {"give-back"} if has_relieved else set()


def _by_mail(viewer: Viewer, conversation: Any) -> set[str]:
    """Who may change it sends it on, and can call it spam; whoever sees it can block its sender."""
    may_go_on = may_change(viewer, conversation) and may(viewer.role, "write_first")
    acts = {"forward"} if may_go_on else set[str]()
    if conversation.channel == "email" and may(viewer.role, "block_senders"):
        acts |= {"block"}
        acts |= {"spam"} if may_go_on and conversation.status != "closed" else set()
    return acts


def _asks(viewer: Viewer) -> set[str]:
    """Whoever sees a conversation writes down what its customer asks about their data, except volunteers."""
    return {"privacy"} if may(viewer.role, "move_privacy") else set()


def _may_escalate(viewer: Viewer, conversation: Any, charter: Charter) -> bool:
    """A chat becomes a request first; and there is no going on where there is but one level."""
    return not conversation.is_live and len(charter.escalation.levels) > 1 and may(viewer.role, "escalate")


def require(act: str, acts: frozenset[str]) -> None:
    """Raise `NotAllowed` unless the act is among those possible."""
    if act not in acts:
        raise NotAllowed


def act_texts() -> dict[str, str]:
    """What the acts are called on the sheet of keys."""
    return {
        "act_take": _("Take, or take over"),
        "act_hand_over": _("Hand over"),
        "act_hand_back": _("Hand back"),
        "act_card": _("Send the contact card"),
        "act_request": _("Turn into a request"),
        "act_topic": _("Topic and category"),
        "act_category": _("Confirm the proposed category"),
        "act_labels": _("Priority and tags"),
        "act_snooze": _("Put aside until a moment"),
        "act_join": _("Link or merge"),
        "act_split": _("Split off a request"),
        "act_ask_return": _("Return something"),
        "act_return_step": _("Next step of the newest return"),
        "act_ask_privacy": _("Privacy request"),
        "act_privacy_step": _("Next step of the newest privacy request"),
        "act_forward": _("Forward by mail"),
        "act_spam": _("Spam"),
        "act_block": _("Block the sender"),
        "act_wallet": _("Give an offer"),
        "act_write": _("New message by mail"),
        "act_close": pgettext("conversation", "Close"),
        "act_reopen": _("Open again"),
    }
