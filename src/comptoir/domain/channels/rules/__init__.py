"""What we decide about mail: plain values, no clock, no database."""

from comptoir.domain.channels.rules.addresses import address_in, pattern_in, patterns_of
from comptoir.domain.channels.rules.mailboxes import (
    LANGUAGES,
    PROVIDERS,
    SECURITIES,
    WAYS_IN,
    WAYS_OUT,
    WEBHOOK_PROVIDERS,
    MailboxWanted,
    mistaken_field,
)

__all__ = [
    "LANGUAGES",
    "PROVIDERS",
    "SECURITIES",
    "WAYS_IN",
    "WAYS_OUT",
    "WEBHOOK_PROVIDERS",
    "MailboxWanted",
    "address_in",
    "mistaken_field",
    "pattern_in",
    "patterns_of",
]
