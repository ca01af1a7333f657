"""The shop, as it presents itself."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import mail_address, origin, page_address
from comptoir.domain.charter.reading.contacts import account, phone_number, postal_address
from comptoir.domain.charter.reading.kinds import list_of, shop_key, string_up_to
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.texts import language
from comptoir.domain.charter.reading.times import time_zone


@clause
class Shop:
    """`[shop]`: its name, its languages (its own first), its clock, its sites, and how it is reached.

    What stands here is the shop's own, and may be given to every customer.
    """

    key: str = holds(shop_key)
    name: str = holds(string_up_to(120))
    languages: tuple[str, ...] = holds(list_of(language, at_least=1))
    time_zone: str = holds(time_zone)
    sites: tuple[str, ...] = holds(list_of(origin), default=())
    contact_page: str = holds(page_address, default="")
    also_called: tuple[str, ...] = holds(list_of(string_up_to(120), at_most=50), default=())
    phones: tuple[str, ...] = holds(list_of(phone_number, at_most=50), default=())
    emails: tuple[str, ...] = holds(list_of(mail_address, at_most=50), default=())
    stores: tuple[str, ...] = holds(list_of(postal_address, at_most=500), default=())
    accounts: tuple[str, ...] = holds(list_of(account, at_most=50), default=())
