"""What we do with mail."""

from comptoir.domain.channels.actions.applying import apply_mail, work_mails
from comptoir.domain.channels.actions.beginning import Forwarding, NewLetter, forward, write_new
from comptoir.domain.channels.actions.blocking import block, suppress, unblock, unsuppress
from comptoir.domain.channels.actions.carrying import BY_MAIL, ON_THE_PAGE, can_write, carry, unread_on_page
from comptoir.domain.channels.actions.closing import ask_how_it_was
from comptoir.domain.channels.actions.correspondents import correspondent
from comptoir.domain.channels.actions.deciding import process_again, take_as
from comptoir.domain.channels.actions.erasing import erase_mail, erase_unclaimed
from comptoir.domain.channels.actions.fetching import (
    MailboxToFetch,
    OAuth,
    begin_at,
    keep_tokens,
    lease_mailboxes,
    let_go_of,
    mailbox_troubled,
    mailbox_well,
    oauth_of,
)
from comptoir.domain.channels.actions.forgetting import forget_letters, forget_mails, forget_unclaimed
from comptoir.domain.channels.actions.holding import process_held
from comptoir.domain.channels.actions.keeping import CameIn, keep_fetched, keep_mails
from comptoir.domain.channels.actions.mailboxes import add_mailbox, change_mailbox, remove_mailbox
from comptoir.domain.channels.actions.pacing import put_back_letters
from comptoir.domain.channels.actions.sending import (
    LetterToSend,
    Outgoing,
    lease_letters,
    letter_deferred,
    letter_refused,
    letter_sent,
)
from comptoir.domain.channels.actions.threads import CC_AT_MOST
from comptoir.domain.channels.actions.trying import Outcome, try_mailbox
from comptoir.domain.channels.actions.writing import LetterToWrite, bind_reply_address, letter_inside, write_letter
from comptoir.domain.channels.taking import Arrived, Opens, Taken
from comptoir.domain.channels.waiting import letters_waiting, mail_waiting

__all__ = [
    "BY_MAIL",
    "CC_AT_MOST",
    "ON_THE_PAGE",
    "Arrived",
    "CameIn",
    "Forwarding",
    "LetterToSend",
    "LetterToWrite",
    "MailboxToFetch",
    "NewLetter",
    "OAuth",
    "Opens",
    "Outcome",
    "Outgoing",
    "Taken",
    "add_mailbox",
    "apply_mail",
    "ask_how_it_was",
    "begin_at",
    "bind_reply_address",
    "block",
    "can_write",
    "carry",
    "change_mailbox",
    "correspondent",
    "erase_mail",
    "erase_unclaimed",
    "forget_letters",
    "forget_mails",
    "forget_unclaimed",
    "forward",
    "keep_fetched",
    "keep_mails",
    "keep_tokens",
    "lease_letters",
    "lease_mailboxes",
    "let_go_of",
    "letter_deferred",
    "letter_inside",
    "letter_refused",
    "letter_sent",
    "letters_waiting",
    "mail_waiting",
    "mailbox_troubled",
    "mailbox_well",
    "oauth_of",
    "process_again",
    "process_held",
    "put_back_letters",
    "remove_mailbox",
    "suppress",
    "take_as",
    "try_mailbox",
    "unblock",
    "unread_on_page",
    "unsuppress",
    "work_mails",
    "write_letter",
    "write_new",
]
