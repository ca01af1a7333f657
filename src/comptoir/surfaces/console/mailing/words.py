"""Mail in words: where a mail or a letter stands and why, and what a sender's check has shown."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

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
KINDS = {
    "human": lambda: pgettext("mail", "Written by a person"),
    "automatic": lambda: pgettext("mail", "An automatic reply"),
    "bounce": lambda: pgettext("mail", "A report that a letter did not arrive"),
}
WHY = {
    "spam": lambda: _("Marked as spam by the team."),
    "blocked": lambda: _("The sender is blocked."),
    "automatic": lambda: _("An automatic reply that belongs to no conversation."),
    "loop": lambda: _("It came from ourselves, or goes round in circles: answering would never end."),
    "duplicate": lambda: _("The same mail is here already."),
    "same_id": lambda: _("Another mail has the same number and other words: both are kept."),
    "unknown_address": lambda: _("It was sent to an address that is none of ours."),
    "no_mailbox": lambda: _("It was sent to an address that is none of ours."),
    "closed_address": lambda: _("Its address of reply is no longer in use."),
    "stranger": lambda: _("It answers a conversation, and comes from somebody who has no part in it."),
    "unproven_sender": lambda: _("Nothing shows that it was sent by whom it names."),
    "forged_sender": lambda: _("The sender’s domain says that it did not send this mail."),
    "virus": lambda: _("A virus was found in it."),
    "infected": lambda: _("A virus was found in it."),
    "unscanned": lambda: _("It could not be searched for viruses."),
    "unreadable": lambda: _("It cannot be read."),
    "too_large": lambda: _("It is larger than what is taken here."),
    "too_many_parts": lambda: _("It is made of more parts than any mail has."),
    "too_deep": lambda: _("It is made of more parts than any mail has."),
    "headers_too_large": lambda: _("Its head is longer than that of any mail."),
    "too_slow": lambda: _("Reading it took too long, or too much memory."),
    "timeout": lambda: _("Reading it took too long, or too much memory."),
    "killed": lambda: _("Reading it took too long, or too much memory."),
    "too_often": lambda: _("It was tried many times, and could not be read."),
    "no_sender": lambda: _("It names no sender."),
    "empty": lambda: _("There is nothing in it."),
    "seller_starts": lambda: _("A seller cannot begin a contact: they were told the way to sales support."),
    "let_in": lambda: _("Let in by the team."),
    "answered": lambda: _("Taken as an answer."),
    "bounce": lambda: _("A report that a letter did not arrive."),
}
WHY_NOT_SENT = {
    "suppressed": lambda: _("No letter goes to this address."),
    "bounced": lambda: _("Letters to this address came back: it does not exist, or takes no mail."),
    "blocked": lambda: _("The team has stopped letters to this address."),
    "complained": lambda: _("The recipient has reported our letters as spam."),
    "looping": lambda: _("Its automatic replies would never end."),
    "own_address": lambda: _("It is an address of our own."),
    "too_many": lambda: _("Too many letters in a short time."),
    "loop": lambda: _("Two automatic replies in a row: it was stopped."),
    "no_way_out": lambda: _("The mailbox has no way out. A manager can set one in the settings."),
    "refused": lambda: _("The recipient’s server has refused it."),
    "no_such_address": lambda: _("The address does not exist."),
    "mailbox_full": lambda: _("The recipient’s mailbox is full."),
    "too_late": lambda: _("The recipient’s server could not be reached for three days."),
    "unreachable": lambda: _("The recipient’s server cannot be reached; it is tried again."),
    "sign_in_refused": lambda: _("Our mail server has refused the password of the mailbox."),
    "cannot_be_built": lambda: _("No mail can be made of it."),
}
REFUSED_FILES = {
    "too_large": lambda: _("larger than what is kept"),
    "too_many": lambda: _("more files than what is kept"),
    "type": lambda: _("a type that is not kept"),
    "not_allowed": lambda: _("a type that is not kept"),
    "virus": lambda: _("a virus was found in it"),
    "infected": lambda: _("a virus was found in it"),
    "unreadable": lambda: _("it cannot be read"),
    "broken": lambda: _("it cannot be read"),
    "external": lambda: _("it is not in the mail but elsewhere"),
    "encrypted": lambda: _("it is locked by a password"),
    "empty": lambda: _("there is nothing in it"),
}


def state_words(state: str) -> str:
    """Where a mail that came in stands."""
    return STATES[state]() if state in STATES else state


def delivery_words(state: str) -> str:
    """Where a letter of ours stands."""
    return DELIVERIES[state]() if state in DELIVERIES else state


def check_words(check: str) -> tuple[str, str]:
    """What the check of a sender has shown: a mark, and a sentence."""
    return CHECKS[check]() if check in CHECKS else ("", "")


def kind_words(taken_as: str) -> str:
    """What a mail was taken for."""
    return KINDS[taken_as]() if taken_as in KINDS else ""


def why_words(why: str) -> str:
    """Why a mail stands where it stands; the code itself where there are no words for it."""
    return WHY[why]() if why in WHY else why.replace("_", " ")


def not_sent_words(why: str) -> str:
    """Why a letter is not sent, or did not arrive."""
    return WHY_NOT_SENT[why]() if why in WHY_NOT_SENT else why.replace("_", " ")


def refused_words(why: str) -> str:
    """Why a file was not kept."""
    return REFUSED_FILES[why]() if why in REFUSED_FILES else why.replace("_", " ")
