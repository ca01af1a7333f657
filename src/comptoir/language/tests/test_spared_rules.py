"""Rules of whole messages are spared where no sentence can hold what they look for: nothing is lost by it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from comptoir.language import bad_news, capitals, emoji_count, links
from comptoir.language.rules import LANGUAGES
from comptoir.language.tests.replies import findings_of
from comptoir.language.text import Text

SETS = [Path(__file__).parents[4] / "tests" / "language" / name for name in ("eighth", "tenth", "twelfth")]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@pytest.mark.parametrize("rule", [bad_news, capitals, emoji_count, links])
def test_whatever_a_rule_finds_a_sentence_was_suspected_of(rule, language: str) -> None:
    for folder in SETS:
        for line in (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
            body = json.loads(line)["text"]
            if findings_of(rule, body, language):
                assert any(rule.may_find(sentence.text, language) for sentence in Text(body).sentences), body
