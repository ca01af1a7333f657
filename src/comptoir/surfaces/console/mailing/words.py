"""Mail in words: where a mail or a letter stands and why, and what a sender's check has shown."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.domain.channels.because import unreadable_words
from comptoir.domain.channels.queries import trouble_words
from comptoir.letters.lookalikes import odd_signs

STATES = {
    "waiting": lambda: pgettext("mail", "Waiting"),
    "applied": lambda: pgettext("mail", "In a conversation"),
    "quarantined": lambda: pgettext("mail", "Quarantined"),
    "ignored": lambda: pgettext("mail", "Ignored"),
    "failed": lambda: pgettext("mail", "Failed"),
}
DELIVERIES = {
    "waiting": lambda: pgettext("letter", "On its way"),
    "deferred": lambda: pgettext("letter", "Not taken yet, tried again"),
    "sent": lambda: pgettext("letter", "Sent by mail"),
    "bounced": lambda: pgettext("letter", "Came back undelivered"),
    "failed": lambda: pgettext("letter", "Could not be sent"),
    "suppressed": lambda: pgettext("letter", "Not sent"),
}
CHECKS = {
    "proven": lambda: (_("sender proven"), _("The sender’s domain vouches for this mail.")),
    "unproven": lambda: (_("sender not proven"), _("Nothing shows that it was sent by whom it names.")),
    "forged": lambda: (_("sender forged"), _("The sender’s domain says that it did not send this mail.")),
    "temporary": lambda: (_("sender not checked yet"), _("The sender’s domain did not answer.")),
}
ODD = {
    "name_is_address": lambda: _("The name shown is another address than the one it came from."),
    "mixed_scripts": lambda: _("The domain mixes alphabets: it may only look like one that you know."),
}
KINDS = {
    "human": lambda: pgettext("mail", "Written by a person"),
    "automatic": lambda: pgettext("mail", "An automatic reply"),
    "bounce": lambda: pgettext("mail", "A report that a letter did not arrive"),
}
WHY = {
    "spam": lambda: _("Marked as spam by the team."),
    "blocked": lambda: _("The sender is blocked."),
    "automatic": lambda: _("An automatic reply."),
    "loop": lambda: _("It came from ourselves, or goes round in circles: answering would never end."),
    "twice": lambda: _("The same mail is here already."),
    "same_id": lambda: _("Another mail has the same number and other words: both are kept."),
    "unknown_address": lambda: _("It was sent to an address that is none of ours."),
    "no_sender": lambda: _("It names no sender."),
    "stranger": lambda: _("It answers a conversation, and comes from somebody who has no part in it."),
    "unproven_sender": lambda: _("Nothing shows that it was sent by whom it names."),
    "forged_sender": lambda: _("The sender’s domain says that it did not send this mail."),
    "closed_case": lambda: _("The case is closed, and can no longer be opened."),
    "nothing_written": lambda: _("It brings back what was said before, and says nothing else."),
    "virus": lambda: _("A virus was found in it."),
    "bounced": lambda: _("A report that a letter did not arrive."),
    "delayed": lambda: _("A report that a letter is late; the other server tries on."),
    "nothing_failed": lambda: _("A report of a mail server in which nothing failed."),
    "scanner_away": lambda: _("It could not be searched for viruses yet; it is tried again."),
    "names_away": lambda: _("The sender’s domain did not answer; it is tried again."),
    "gone": lambda: _("Its bytes are no longer kept."),
    "tries": lambda: _("It was tried many times, and could not be read."),
    "trouble": lambda: _("Something went wrong here; it is tried again."),
    "no_charter": lambda: _("The shop has no charter yet."),
    "seller_starts": lambda: _("A seller cannot begin a contact: they were told the way to sales support."),
    "not_here": lambda: _("A seller cannot begin a contact: they were told the way to sales support."),
    "erased": lambda: _("What it held was erased by the team."),
    "let_in": lambda: _("Let in by the team."),
}
WHY_NOT_SENT = {
    "suppressed": lambda: _("No letter goes to this address."),
    "bounced": lambda: _("Letters to this address came back: it does not exist, or takes no mail."),
    "blocked": lambda: _("The team has stopped letters to this address."),
    "complained": lambda: _("The recipient has reported our letters as spam."),
    "looping": lambda: _("Two automatic letters in a row: it was stopped."),
    "own_address": lambda: _("It is an address of our own."),
    "bad_address": lambda: _("It is no e-mail address."),
    "too_many": lambda: _("Too many letters in a short time."),
    "once_a_day": lambda: _("Such a letter went there today already."),
    "no_way_out": lambda: _("The mailbox has no way out. A manager can set one in the settings."),
    "refused": lambda: _("The recipient’s server has refused it."),
    "delayed": lambda: _("The other server tries on."),
    "too_long": lambda: _("It is too long for a mail."),
    "expired": lambda: _("The recipient’s server could not be reached for three days."),
}
STATUSES = (
    ("5.1.", lambda: _("The address does not exist.")),
    ("5.2.2", lambda: _("The recipient’s mailbox is full.")),
    ("4.2.2", lambda: _("The recipient’s mailbox is full.")),
    ("5.2.", lambda: _("The recipient’s mailbox takes no mail.")),
    ("5.3.4", lambda: _("It is larger than what the recipient takes.")),
    ("5.7.", lambda: _("The recipient’s server takes no mail from us.")),
)
"""The beginnings of the codes by which mail servers say why (RFC 3463), the longest first among alike."""


def state_words(state: str) -> str:
    """Where a mail that came in stands."""
    return STATES[state]() if state in STATES else state


def delivery_words(state: str) -> str:
    """Where a letter of ours stands."""
    return DELIVERIES[state]() if state in DELIVERIES else state


def check_words(check: str, address: str = "", name: str = "") -> tuple[str, str, str]:
    """What the check of a sender has shown: how it is to look, a mark, and a sentence. Whose name or domain is made to look
    like another's is warned of, also where the domain itself is proven.
    """
    mark, sentence = CHECKS[check]() if check in CHECKS else ("", "")
    odd = " ".join(ODD[sign]() for sign in odd_signs(address, name))
    if not odd:
        return check, mark, sentence
    return "forged" if check == "forged" else "unproven", _("look twice at the sender"), f"{odd} {sentence}".strip()


def kind_words(taken_as: str) -> str:
    """What a mail was taken for."""
    return KINDS[taken_as]() if taken_as in KINDS else ""


def why_words(why: str) -> str:
    """Why a mail stands where it stands: what we decided, or why it could not be read."""
    return WHY[why]() if why in WHY else unreadable_words(why)


def not_sent_words(why: str) -> str:
    """Why a letter is not sent, or did not arrive: by our own word, a mail server's code, or what is in a mailbox's way."""
    if why in WHY_NOT_SENT:
        return WHY_NOT_SENT[why]()
    for beginning, words in STATUSES:
        if why.startswith(beginning):
            return words()
    if why[:1].isdigit():
        return WHY_NOT_SENT["refused"]()
    return trouble_words(why) if why else ""
