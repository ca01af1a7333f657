"""A shop with one of the ready charters, and drafts that are judged there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.shops.queries import KnownShop, forget_shops, shop_of_key
from comptoir.domain.wording.queries import Draft, Verdict, verdict_on
from tests.people import NOON

CHARTERS = Path(__file__).parents[5] / "charters"
KEYS = {
    "jeweller": "maison-perle",
    "agency": "gradina-verde",
    "office-supplies": "lagune-toner",
    "marketplace": "feira-do-largo",
}


def shop_with(charter: str, replaced: tuple[str, str] = ("", "")) -> KnownShop:
    """The shop of a ready charter, in which one thing may be replaced by another."""
    text = (CHARTERS / f"{charter}.toml").read_text(encoding="utf-8")
    apply_charter(text=text.replace(*replaced) if replaced[0] else text, now=NOON)
    forget_shops()
    return shop_of_key(KEYS[charter])


def a_draft(shop: KnownShop, body: str, audience: str = "advisor", **of: Any) -> Draft:
    """What somebody of this audience is about to send, in the shop's own language."""
    version, charter = charter_in_force(shop.id, NOON)
    plain = Draft(shop.id, version, audience, "chat", body, charter.language, "", False, "", "", "", NOON)
    return plain._replace(**of)


def levels(verdict: Verdict) -> dict[str, str]:
    """The level of each clause that was found."""
    return {each.clause: each.level for each in verdict.findings}


def judge(shop: KnownShop, body: str, audience: str = "advisor", **of: Any) -> Verdict:
    """The verdict on it."""
    return verdict_on(a_draft(shop, body, audience, **of))
