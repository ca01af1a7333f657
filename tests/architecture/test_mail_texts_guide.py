"""The guide to what is shown of a mail tells the truth: its example, its limits, its lists."""

from __future__ import annotations

import re

from comptoir.letters.marker import marker_line
from comptoir.letters.quotes import Known, new_text, signatures, words
from tests.architecture.tree import ROOT

GUIDE = (ROOT / "docs/guide/mail-texts.md").read_text(encoding="utf-8")


def test_the_example_is_what_is_shown() -> None:
    mail, shown = (re.findall(rf"```{name}\n(.*?)```", GUIDE, re.DOTALL)[0] for name in ("mail", "shown"))
    for known in (Known(), Known(addresses=("c-mfrggz@reply.loja.example",), sender="Ana Lobo")):
        assert new_text(mail, known=known).text == shown.strip()


def test_the_limits_are_those_that_are_kept() -> None:
    assert (signatures._BELOW_DASHES, signatures._SENTENCES, signatures._BELOW_DEVICE, signatures._BELOW_FOOTER) == (
        14,
        2,
        2,
        4,
    )
    assert marker_line("en") in GUIDE


def test_the_word_lists_are_counted() -> None:
    lists = [each for each in (ROOT / "src/comptoir/letters/quotes/words").glob("*.toml") if each.stem != "gear"]
    assert f"| {len(lists)} word lists |" in GUIDE


def test_every_word_list_says_what_the_rules_ask_for() -> None:
    for language in words._languages():
        assert set(language) == {"gear"} or set(words.KEYS) | {
            "verbs",
            "originals",
            "forwards",
            "replies",
            "forwarded",
        } <= set(language)
