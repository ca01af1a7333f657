"""What we decide between buyers and sellers: pure, the time is passed in."""

from comptoir.domain.charter.rules import own_of
from comptoir.domain.marketplace.rules.buyers import Buyer, is_theirs
from comptoir.domain.marketplace.rules.codes import (
    CODE_DIGITS,
    CODE_HOLDS,
    CODES_A_DAY,
    TRIES_AT_MOST,
    code_hash,
    is_code,
    plain_code,
)
from comptoir.domain.marketplace.rules.contacting import (
    CASES_A_DAY,
    FILE_LARGEST,
    FILES_AT_MOST,
    MAIL_LARGEST,
    MESSAGES_AN_HOUR,
    WORDS_LARGEST,
    Contact,
    contact_for,
    file_stem,
    is_delivered,
)
from comptoir.domain.marketplace.rules.names import SUPPORT_NAME_LARGEST, names_shop, support_name_in
from comptoir.language.masking import Masked, Parties, masked_for_other, plain_name, removed_word

__all__ = [
    "CASES_A_DAY",
    "CODES_A_DAY",
    "CODE_DIGITS",
    "CODE_HOLDS",
    "FILES_AT_MOST",
    "FILE_LARGEST",
    "MAIL_LARGEST",
    "MESSAGES_AN_HOUR",
    "SUPPORT_NAME_LARGEST",
    "TRIES_AT_MOST",
    "WORDS_LARGEST",
    "Buyer",
    "Contact",
    "Masked",
    "Parties",
    "code_hash",
    "contact_for",
    "file_stem",
    "is_code",
    "is_delivered",
    "is_theirs",
    "masked_for_other",
    "names_shop",
    "own_of",
    "plain_code",
    "plain_name",
    "removed_word",
    "support_name_in",
]
