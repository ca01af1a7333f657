"""When something would be due, before it is promised: who promises it says the date in the same breath."""

from __future__ import annotations

import datetime as dt

from comptoir.domain.promises.actions.clauses import term_for
from comptoir.domain.promises.dates import due_date
from comptoir.domain.promises.models import Promise


def due_if_promised(
    *, shop_id: int, of: str, when: str, clause: str = "", made_at: dt.datetime, audience: str = ""
) -> dt.datetime | None:
    """The date that `make_promise` with the same words would find; nothing where it would promise nothing."""
    term = term_for(shop_id, of, when, made_at, clause=clause)
    if term is None:
        return None
    version, key, within = term.version_id, term.clause.key, str(term.within)
    return due_date(Promise(charter_version_id=version, clause=key, audience=audience, made_at=made_at, within=within))
