"""The demo's edition of a ready charter: the same service, with doors that never close and pages that stand in the demo."""

from __future__ import annotations

import re
from pathlib import Path

CHARTERS = Path(__file__).resolve().parents[4] / "charters"
EDITION = {
    "fr": "Édition de démonstration",
    "ro": "Ediție demonstrativă",
    "pt": "Edição de demonstração",
    "en": "Demo edition",
}

_HOURS = re.compile(r"^\[hours\.(\w+)\].*\n(?:(?!\[).*\n)*", re.MULTILINE)
_EDITION = re.compile(r'^edition = ".*"$', re.MULTILINE)
_FROM = re.compile(r"^in_force_from = .*$", re.MULTILINE)
_PAGE = re.compile(r'^path = "/', re.MULTILINE)
_KEY = re.compile(r'^key = "([a-z0-9-]+)"$', re.MULTILINE)
_LANGUAGE = re.compile(r'^languages = \["(\w\w)"', re.MULTILINE)
_SITE = re.compile(r'^sites = \["([^"]+)"', re.MULTILINE)


def demo_edition(file: str, public_url: str) -> str:
    """The text of a ready charter for the demo: open at any hour, its pages under `public_url`/demo/<shop>/.

    The ready file keeps its true hours; somebody who visits the demo at night should still meet an open shop.
    """
    text = (CHARTERS / file).read_text(encoding="utf-8")
    key, language, site = (pattern.search(text)[1] for pattern in (_KEY, _LANGUAGE, _SITE))  # type: ignore[index]
    text = _HOURS.sub(r'[hours.\1]\nmon-sun = ["00:00-24:00"]\non_holidays = "as usual"\n\n', text)
    text = _EDITION.sub(f'edition = "{EDITION[language]}"', text)
    text = _FROM.sub("in_force_from = 2026-01-01", text)
    text = _PAGE.sub(f'path = "/demo/{key}/', text)
    return _rehoused(text, site, f"{public_url}/demo/{key}")


def _rehoused(text: str, site: str, demo: str) -> str:
    """Pages to which the charter sends customers are the demo's own, where a charter may name its address."""
    if not demo.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        return text
    for name in ("contact_page", "policy_page"):
        text = re.sub(rf'^({name} = "){re.escape(site)}', rf"\g<1>{demo}", text, flags=re.MULTILINE)
    return re.sub(r'^(seller_guide = ")[^"]*', rf"\g<1>{demo}/vender/guia", text, flags=re.MULTILINE)
