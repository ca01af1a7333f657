"""The shop, as it presents itself."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import origin, page_address
from comptoir.domain.charter.reading.kinds import list_of, shop_key, string_up_to
from comptoir.domain.charter.reading.tables import clause, holds
from comptoir.domain.charter.reading.texts import language
from comptoir.domain.charter.reading.times import time_zone


@clause
class Shop:
    """`[shop]`: its name, its languages (its own first), its clock and its sites."""

    key: str = holds(shop_key)
    name: str = holds(string_up_to(120))
    languages: tuple[str, ...] = holds(list_of(language, at_least=1))
    time_zone: str = holds(time_zone)
    sites: tuple[str, ...] = holds(list_of(origin), default=())
    contact_page: str = holds(page_address, default="")
