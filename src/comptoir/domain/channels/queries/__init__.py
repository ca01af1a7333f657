"""What we can tell about mail."""

from comptoir.domain.channels.queries.beside import (
    Thread,
    first_mail_of,
    letters_of,
    mail_of_entries,
    mail_of_entry,
    subjects_of,
    thread_of,
)
from comptoir.domain.channels.queries.catching import (
    Caught,
    CaughtAt,
    catching_mailboxes,
    caught_letter,
    caught_letters,
    caught_recipients,
    wrote_from,
)
from comptoir.domain.channels.queries.doors import Hook, doors_open_to, hook_key, mailbox_of_hook
from comptoir.domain.channels.queries.due import MailHealth, is_letter_due, is_mail_due, is_mail_used, mail_health
from comptoir.domain.channels.queries.lists import blocked, is_blocked, suppressed, suppressions_of
from comptoir.domain.channels.queries.mailboxes import (
    mailbox_for,
    mailboxes,
    mailboxes_to_write_from,
    trouble_of,
    trouble_words,
)
from comptoir.domain.channels.queries.mails import (
    MailFilters,
    letters,
    mail_for,
    mails,
    raw_kept_at,
    raw_of,
    recipient_of,
    unsettled,
)
from comptoir.domain.channels.queries.nobodys import (
    KEPT_OF_NOBODY,
    mails_to_nobody,
    nobodys_addresses,
    nobodys_erasable,
)
from comptoir.domain.channels.queries.preview import WrittenPage, page_of_mail, words_of_mail
from comptoir.domain.channels.queries.tracing import Servers, Traced, letter_traced, mail_since, servers_of

__all__ = [
    "KEPT_OF_NOBODY",
    "Caught",
    "CaughtAt",
    "Hook",
    "MailFilters",
    "MailHealth",
    "Servers",
    "Thread",
    "Traced",
    "WrittenPage",
    "blocked",
    "catching_mailboxes",
    "caught_letter",
    "caught_letters",
    "caught_recipients",
    "doors_open_to",
    "first_mail_of",
    "hook_key",
    "is_blocked",
    "is_letter_due",
    "is_mail_due",
    "is_mail_used",
    "letter_traced",
    "letters",
    "letters_of",
    "mail_for",
    "mail_health",
    "mail_of_entries",
    "mail_of_entry",
    "mail_since",
    "mailbox_for",
    "mailbox_of_hook",
    "mailboxes",
    "mailboxes_to_write_from",
    "mails",
    "mails_to_nobody",
    "nobodys_addresses",
    "nobodys_erasable",
    "page_of_mail",
    "raw_kept_at",
    "raw_of",
    "recipient_of",
    "servers_of",
    "subjects_of",
    "suppressed",
    "suppressions_of",
    "thread_of",
    "trouble_of",
    "trouble_words",
    "unsettled",
    "words_of_mail",
    "wrote_from",
]
