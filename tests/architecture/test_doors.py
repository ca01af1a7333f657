"""Other apps, and surfaces, come into an app of the domain by its doors only."""

from __future__ import annotations

from tests.architecture.tree import PRODUCT, imports_of, module_of, python_files

DOORS = {"actions", "queries", "events", "errors", "rules"}
ALSO = {
    "comptoir.domain.channels.because": "what the library of letters says in codes is said in words on every surface",
    "comptoir.domain.channels.connecting": "how a mailbox's servers are reached is asked for by who tries one, and by who fetches and sends",
    "comptoir.domain.shops.identity": "signing, and proving who a customer is, is what the shop's servers do too",
    "comptoir.domain.people.models.Visitor": "named as a type: queries hand visitors out",
    "comptoir.domain.conversations.actions.filing": "a picture drawn anew, and where a file lies, are asked for by surfaces",
    "comptoir.domain.routing.actions.hand_overs": "how long a summary may be",
    "comptoir.domain.wording.because": "why something was found is said in words wherever it is shown",
}
"""What is open besides, and why. Shorter is better."""

COMERS = [*python_files(PRODUCT / "domain"), *python_files(PRODUCT / "surfaces")]


def test_an_app_is_entered_by_its_doors() -> None:
    behind = [
        f"{module_of(path)} imports {name}"
        for path in COMERS
        for name in imports_of(path)
        if name.split(".")[:3] != module_of(path).split(".")[:3] and not _is_open(name)
    ]
    assert behind == []


def test_no_exception_outlives_its_reason() -> None:
    used = {name for path in COMERS for name in imports_of(path)}
    for exception in ALSO:
        assert any(name.startswith(exception) for name in used), f"{exception} is used by nobody any more"


def _is_open(name: str) -> bool:
    parts = name.split(".")
    if parts[:2] != ["comptoir", "domain"] or len(parts) < 4:
        return True
    if any(name.startswith(open_too) for open_too in ALSO):
        return True
    # A door is entered by its own name: what stands behind it may be moved around.
    return parts[3] in DOORS and len(parts) <= 5
