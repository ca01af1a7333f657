"""What we do with mail."""

from comptoir.domain.channels.actions.blocking import block, suppress, unblock, unsuppress
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
from comptoir.domain.channels.actions.mailboxes import add_mailbox, change_mailbox, remove_mailbox
from comptoir.domain.channels.actions.threads import CC_AT_MOST, set_cc
from comptoir.domain.channels.actions.trying import Outcome, try_mailbox

__all__ = [
    "CC_AT_MOST",
    "MailboxToFetch",
    "OAuth",
    "Outcome",
    "add_mailbox",
    "begin_at",
    "block",
    "change_mailbox",
    "keep_tokens",
    "lease_mailboxes",
    "let_go_of",
    "mailbox_troubled",
    "mailbox_well",
    "oauth_of",
    "remove_mailbox",
    "set_cc",
    "suppress",
    "try_mailbox",
    "unblock",
    "unsuppress",
]
