"""What must agree between the clauses of a charter: one noun a file, each reporting on the sheet.

Names are compared with what is *written*, not with what could be read: one mistake is never reported as two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from comptoir.domain.charter.checks.audiences import check_audiences
from comptoir.domain.charter.checks.contacts import check_phones
from comptoir.domain.charter.checks.holidays import check_holidays
from comptoir.domain.charter.checks.mediation import check_mediation
from comptoir.domain.charter.checks.pages import check_pages
from comptoir.domain.charter.checks.promises import check_commitments, check_escalation, check_promises
from comptoir.domain.charter.checks.service import (
    check_chat,
    check_returns,
    check_shop,
    check_training,
    check_widget,
    check_wording,
)
from comptoir.domain.charter.checks.topics import check_topics
from comptoir.domain.charter.reading.cells import Sheet

Check = Callable[[Mapping[str, Any], Sheet], None]

CHECKS: tuple[Check, ...] = (
    check_shop,
    check_phones,
    check_holidays,
    check_audiences,
    check_topics,
    check_pages,
    check_chat,
    check_promises,
    check_commitments,
    check_escalation,
    check_wording,
    check_returns,
    check_mediation,
    check_training,
    check_widget,
)
"""Each is given the sections that could be read, by name, and the sheet."""
