"""Mail beside a conversation: what its composer must know, and what stands at each message. Addresses only as the charter grants them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from comptoir.domain.channels.because import refused_words
from comptoir.domain.channels.queries import Thread, letters_of, mail_of_entries, thread_of
from comptoir.domain.charter.rules import Charter
from comptoir.domain.people.rules import Viewer, may
from comptoir.surfaces.console.mailing.words import (
    check_words,
    delivery_words,
    not_sent_words,
)
from comptoir.surfaces.console.showing import granted_fields, moment

PEOPLE_SHOWN = 20


def travels_by_mail(conversation: Any) -> bool:
    """Whether anything of it can have come or gone by mail: a live chat is left alone."""
    return conversation.channel != "chat" or not conversation.is_live


def mail_facts(conversation: Any, viewer: Viewer, charter: Charter, seqs: Sequence[int]) -> dict[str, Any]:
    """What the conversation's scripts need: how it is written by mail, and what stands at these entries."""
    if not travels_by_mail(conversation):
        return {"thread": None, "entries": {}}
    sees = "email" in granted_fields(viewer, charter)
    thread = thread_of(conversation)
    shown = thread_shown(thread, conversation, viewer, sees) if thread else None
    return {"thread": shown, "entries": entries_shown(conversation.pk, viewer, seqs, sees=sees)}


def entries_shown(
    conversation_id: int, viewer: Viewer, seqs: Sequence[int], *, sees: bool
) -> dict[int, dict[str, Any]]:
    """By entry: the mail that it came by, and the letters that carry it. Two queries."""
    if not seqs:
        return {}
    found: dict[int, dict[str, Any]] = {}
    for seq, mail in mail_of_entries(conversation_id, seqs).items():
        found[seq] = {"in": _came(mail, viewer, sees)}
    for seq, letters in letters_of(conversation_id, seqs).items():
        found.setdefault(seq, {})["out"] = [_went(letter, viewer, sees) for letter in letters]
    return found


def thread_shown(thread: Thread, conversation: Any, viewer: Viewer, sees: bool) -> dict[str, Any]:
    """The head of the composer: from, to, Cc, and what stands in the way of a letter."""
    box = thread.mailbox
    signature = box.signature.get(conversation.language) or next(iter(box.signature.values()), "") if box else ""
    return {
        "from": {"name": box.name, "address": box.address} if box else None,
        "can_send": bool(box and box.is_on and box.outgoing != "none"),
        "subject": thread.subject,
        "to": {"name": thread.name if sees else "", "address": thread.address if sees else ""},
        "has_address": bool(thread.address),
        "cc": thread.cc if sees else [],
        "cc_hidden": 0 if sees else len(thread.cc),
        "signature": signature,
        "stopped": _stopped(thread, viewer, sees),
        "sees": sees,
    }


def _stopped(thread: Thread, viewer: Viewer, sees: bool) -> dict[str, dict[str, Any]]:
    """The addresses that no letter goes to, each with why. The customer's own stands under "" for whom it is kept back."""
    found = {}
    for address, row in thread.suppressed.items():
        if not sees and address != thread.address:
            continue
        by = row.by.display_name if row.by else ""
        words = not_sent_words(row.why)
        found[address if sees else ""] = {
            "words": f"{words} ({by})" if by else words,
            "detail": row.detail if may(viewer.role, "see_mail") and sees else "",
            "at": moment(row.at),
            "may_allow": sees and may(viewer.role, "block_senders"),
        }
    return found


def _came(mail: Any, viewer: Viewer, sees: bool) -> dict[str, Any]:
    check, mark, sentence = check_words(mail.sender_check, mail.sender, mail.sender_name)
    return {
        "id": mail.pk,
        "seq": mail.entry_seq,
        "subject": mail.subject,
        "from": {"name": mail.sender_name, "address": mail.sender} if sees else None,
        "check": check,
        "check_mark": mark,
        "check_says": sentence,
        "to": people(mail.to) if sees else [],
        "cc": people(mail.cc) if sees else [],
        "kind": mail.taken_as,
        "has_quoted": bool(mail.has_quoted) and sees,
        "has_html": bool(mail.has_html) and sees,
        "may_raw": may(viewer.role, "see_raw_mail"),
        "may_see": may(viewer.role, "see_mail") and sees,
        "refused": refused_files(mail.refused_files),
    }


def _went(letter: Any, viewer: Viewer, sees: bool) -> dict[str, Any]:
    state = "deferred" if letter.state == "waiting" and letter.attempts else letter.state
    may_know = sees if letter.party in ("customer", "cc") else viewer.sees_all or letter.party == "outsider"
    is_well = state in ("sent", "waiting")
    return {
        "id": letter.pk,
        "party": letter.party,
        "to": letter.recipient if may_know else "",
        "state": state,
        "words": delivery_words(state),
        "why": "" if is_well or not letter.why else not_sent_words(letter.why),
        "detail": letter.detail if may_know and not is_well and may(viewer.role, "see_mail") else "",
        "at": moment(letter.settled_at or letter.sent_at or letter.written_at),
    }


def people(kept: Sequence[Any]) -> list[str]:
    """Those to whom a mail was written, as many as fit: by name and address, or by address."""
    return [one if isinstance(one, str) else _person(one) for one in kept[:PEOPLE_SHOWN]]


def refused_files(kept: Sequence[Any]) -> list[dict[str, str]]:
    """The files of a mail that were not kept, each with why."""
    found = []
    for one in kept[:PEOPLE_SHOWN]:
        name, why = (one.get("name"), one.get("why")) if isinstance(one, dict) else (one[0], one[-1])
        found.append({"name": str(name or _("a file without a name")), "why": refused_words(str(why))})
    return found


def _person(kept: Any) -> str:
    name, address = (kept.get("name"), kept.get("address")) if isinstance(kept, dict) else (kept[0], kept[-1])
    return f"{name} <{address}>" if name and name != address else str(address)
