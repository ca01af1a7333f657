"""What was found in a draft, as browsers get it: places in UTF-16 units, and because of what in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from comptoir.domain.wording.because import because
from comptoir.domain.wording.rules import Judged


def findings_as_wire(findings: Iterable[Judged], body: str) -> list[dict[str, Any]]:
    """The findings in `body`, in the active language."""
    return [
        {
            "clause": each.clause,
            "level": each.level,
            "start": _units(body, each.start),
            "end": _units(body, each.end),
            "because": because(each),
            "fixes": [{"text": fix.text, "is_safe": fix.is_safe} for fix in each.fixes],
            "due": each.due.isoformat() if each.due else None,
        }
        for each in findings
    ]


def _units(body: str, place: int) -> int:
    # Browsers count what lies beyond the first 65,536 characters of Unicode, as emoji do, as two.
    return len(body[:place].encode("utf-16-le", "surrogatepass")) // 2
