"""Charters that tests read: the ready ones, and a small one to spoil."""

from __future__ import annotations

from pathlib import Path

READY = sorted((Path(__file__).parents[5] / "charters").glob("*.toml"))

SMALL = """\
[shop]
key = "petit"
name = "Petit"
languages = ["fr", "en"]
time_zone = "Europe/Paris"
sites = ["https://petit.example"]
contact_page = "https://petit.example/contact"

[charter]
title = { fr = "Charte", en = "Charter" }
in_force_from = 2026-01-01

[holidays]
country = "FR"

[hours.office]
mon-fri = ["09:00-12:00", "14:00-18:00"]
sat = ["10:00-12:00"]

[audiences.advisor]
name = "Conseiller"
hours = "office"

[audiences.ambassador]
name = { fr = "Ambassadeur", en = "Ambassador" }
hours = "office"
when_in_doubt = ["advisor", "contact_card"]
"""


def small(*more: str, **replaced: str) -> str:
    """The small charter with lines added at its end; `old` and `new` say what is replaced before."""
    text = SMALL
    if replaced:
        assert replaced["old"] in text
        text = text.replace(replaced["old"], replaced["new"], 1)
    return "\n".join([text, *more, ""])


def in_shop(line: str) -> str:
    """The small charter with a line more in its section of the shop."""
    return small(old='time_zone = "Europe/Paris"', new=f'time_zone = "Europe/Paris"\n{line}')
