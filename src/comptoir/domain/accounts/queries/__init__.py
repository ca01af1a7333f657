"""What we can tell of how people sign in."""

from comptoir.domain.accounts.queries.factors import (
    Factors,
    factors_of,
    is_let_in,
    is_second_asked_anywhere,
    must_have_second,
    roles_that_need_second,
    second_factors_of,
)
from comptoir.domain.accounts.queries.providers import (
    Provider,
    address_of_return,
    provider_of_key,
    provider_required_for,
    providers,
    providers_for,
    ties_of,
)
from comptoir.domain.accounts.queries.sign_ins import records_of, records_of_shops, sign_ins_of

__all__ = [
    "Factors",
    "Provider",
    "address_of_return",
    "factors_of",
    "is_let_in",
    "is_second_asked_anywhere",
    "must_have_second",
    "provider_of_key",
    "provider_required_for",
    "providers",
    "providers_for",
    "records_of",
    "records_of_shops",
    "roles_that_need_second",
    "second_factors_of",
    "sign_ins_of",
    "ties_of",
]
