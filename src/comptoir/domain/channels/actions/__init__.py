"""What we do with mail."""

from comptoir.domain.channels.actions.blocking import block, suppress, unblock, unsuppress
from comptoir.domain.channels.actions.mailboxes import add_mailbox, change_mailbox, remove_mailbox
from comptoir.domain.channels.actions.threads import CC_AT_MOST, set_cc

__all__ = [
    "CC_AT_MOST",
    "add_mailbox",
    "block",
    "change_mailbox",
    "remove_mailbox",
    "set_cc",
    "suppress",
    "unblock",
    "unsuppress",
]
