"""Writing down what became of a mail, and what of it is kept to be read."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.channels.actions.applying.evidence import hide_cards
from comptoir.domain.channels.actions.applying.understanding import Understood
from comptoir.domain.channels.events import MailQuarantined
from comptoir.domain.channels.house import digest
from comptoir.domain.channels.models import Received, ReceivedMail, ThreadMessage
from comptoir.domain.channels.taking import Taken
from comptoir.domain.conversations.rules import MAIL_LARGEST
from comptoir.foundation.outbox import announce
from comptoir.language.cards import find_cards, masked
from comptoir.letters.hypertext import safe_html, text_of_html
from comptoir.letters.letter import Address

ADDRESSES_KEPT = 100
FILES_KEPT = 50


def settle(mail: ReceivedMail, read: Understood, taken: Taken, now: dt.datetime) -> None:
    """Keep the mail's state and what colleagues read of it; no card number stays in any of it. D9. Use under its lock."""
    if mail.conversation_id is None and taken.state == Received.APPLIED and _is_double(mail, read, taken):
        taken = Taken(
            state=taken.state, why="same_id", conversation_id=taken.conversation_id, entry_seq=taken.entry_seq
        )
    mail.state, mail.why, mail.detail = taken.state, taken.why[:60], read.virus
    mail.next_at, mail.settled_at = None, now
    mail.conversation_id, mail.entry_seq = taken.conversation_id, taken.entry_seq
    mail.shop_id = mail.shop_id or read.route.shop_id
    mail.mailbox_id = mail.mailbox_id or read.route.mailbox_id
    mail.taken_as = "automatic" if taken.why == "automatic" else read.letter.kind
    mail.came_as = read.route.party
    _keep_head(mail, read)
    _keep_words(mail, read, taken)
    mail.save()
    hide_cards(mail.pk, read.letter)
    if taken.state == Received.QUARANTINED and mail.shop_id:
        place = (taken.conversation_id, read.route.party, taken.why)
        announce(MailQuarantined(mail.pk, mail.shop_id, *place))


def _keep_head(mail: ReceivedMail, read: Understood) -> None:
    letter = read.letter
    sender = letter.sender or Address("", "")
    mail.message_id, mail.said_sha256 = letter.message_id[:998], read.said_sha256
    mail.sender, mail.sender_name = (read.sender or sender.address)[:320], masked(sender.name)[:200]
    mail.sender_check = read.check
    mail.subject = masked(letter.subject)[:300]
    mail.to = [[masked(it.name)[:120], it.address[:320]] for it in letter.to[:ADDRESSES_KEPT]]
    mail.cc = [[masked(it.name)[:120], it.address[:320]] for it in letter.cc[:ADDRESSES_KEPT]]
    refused = read.refused[:FILES_KEPT]
    mail.refused_files = [[masked(name)[:120], kind[:80], why] for name, kind, why in refused]


def _keep_words(mail: ReceivedMail, read: Understood, taken: Taken) -> None:
    """What was cut off; of a mail that is in no conversation all of its text."""
    is_said = taken.state == Received.APPLIED and taken.why not in ("bounced", "delayed", "nothing_failed")
    words = read.quoted if is_said else "\n\n".join(part for part in (read.text, read.quoted) if part)
    mail.quoted = masked(words[:MAIL_LARGEST]).replace("\0", "")
    mail.html = "" if read.virus or not read.letter.html.strip() else _shown(read)


def _shown(read: Understood) -> str:
    shown = masked(safe_html(read.letter.html, read.pictures)).replace("\0", "")
    # A number whose digits stand in several places of the markup is not seen there; then the text alone is shown.
    return "" if find_cards(text_of_html(shown), 1) else shown


def _is_double(mail: ReceivedMail, read: Understood, taken: Taken) -> bool:
    """Whether another mail of the shop bears the same Message-ID and says something else. Threat 28."""
    if not read.letter.message_id or taken.conversation_id is None:
        return False
    known = ThreadMessage.objects.filter(shop_id=read.route.shop_id or 0, digest=digest(read.letter.message_id))
    talks = list(known.values_list("conversation_id", flat=True)[:5])
    rows = ReceivedMail.objects.filter(conversation_id__in=talks, message_id=read.letter.message_id[:998])
    return rows.exclude(pk=mail.pk).exists()
