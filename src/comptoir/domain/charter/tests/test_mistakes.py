"""Every kind of mistake is found in its place, said in words, and comes with what would be right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from comptoir.domain.charter import messages
from comptoir.domain.charter.rules import CharterMistakes, Mistake, examine, explain, parse, suggest
from comptoir.domain.charter.tests.charters import small
from comptoir.domain.charter.tests.spoilt import MISTAKES, WARNINGS, promise


def places(text: str, needle: str) -> list[tuple[int, int]]:
    return [place(text, needle, found.start()) for found in re.finditer(re.escape(needle), text)]


def place(text: str, needle: str, start: int = 0) -> tuple[int, int]:
    index = text.index(needle, start)
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


@pytest.mark.parametrize("case", MISTAKES, ids=lambda case: case.code)
def test_a_mistake_is_found_in_its_place_with_advice(case):
    """G1"""
    found = examine(case.text)

    matching = [
        it for it in found.mistakes if it.code == case.code and (it.line, it.column) in places(case.text, case.at)
    ]

    assert found.charter is None
    assert matching, [(it.line, it.column, it.code, it.message) for it in found.mistakes]
    assert case.near in matching[0].suggestion


@pytest.mark.parametrize("case", WARNINGS, ids=lambda case: case.code)
def test_what_is_probably_not_meant_is_a_warning_and_passes(case):
    """G1"""
    found = examine(case.text)

    (warning,) = [it for it in found.warnings if it.code == case.code]
    assert (warning.line, warning.column) == place(case.text, case.at)
    assert case.near in warning.suggestion
    assert found.mistakes == ()


def test_every_mistake_stands_at_the_very_sign_and_is_reported_once():
    """G1"""
    exact = {
        '"hnt"': small("[wording]", 'emoji = "hnt"'),
        "ofer_lasts": small("[chat]", 'ofer_lasts = "15 s"'),
        '"ofice"': small(old='hours = "office"', new='hours = "ofice"'),
        '"9h-12h"': small(old='"09:00-12:00"', new='"9h-12h"'),
        '"10 s"]': small(promise('warn_at = ["20 s", "10 s"]')),
    }

    for needle, text in exact.items():
        (mistake,) = examine(text).mistakes
        assert (mistake.line, mistake.column) == place(text, needle)


def test_typographic_spaces_and_joined_emoji_are_good_text():
    text = small(old='name = "Petit"', new='name = "Petit\u202f? Oui\u00a0: 👩\u200d💻"')

    assert examine(text).mistakes == ()


def test_signs_that_turn_the_direction_of_a_text_are_refused():
    assert [it.code for it in examine(small(old='"Petit"', new='"Pe\u202etit"')).mistakes] == ["odd_character"]


def test_all_mistakes_are_reported_at_once_in_the_order_of_the_text():
    """G1"""
    text = small(
        "[wording]", 'emoji = "hnt"', "[chat]", 'ofer_lasts = "15 s"', old="Europe/Paris", new="Mars/Olympus"
    ).replace('country = "FR"', 'country = "QQ"')

    with pytest.raises(CharterMistakes) as caught:
        parse(text)

    assert [it.code for it in caught.value.mistakes] == [
        "unknown_time_zone",
        "unknown_country",
        "unknown_word",
        "unknown_key",
    ]


def test_a_name_that_is_unreadable_elsewhere_is_not_reported_again_where_it_is_used():
    text = small(old='["09:00-12:00", "14:00-18:00"]', new='"never"')

    assert [it.code for it in examine(text).mistakes] == ["not_list"]


def test_paths_are_written_as_people_count():
    text = small("[[pages]]", 'path = "/a"', "[[pages]]", "path = 7")

    (mistake,) = examine(text).mistakes

    assert mistake.path == "pages[2].path"


def test_what_a_message_quotes_is_never_read_as_a_template():
    mistake = Mistake(1, 1, "", "unknown_key", {"key": "{line.__class__}"})

    assert explain(mistake, "en") == "There is no key “{line.__class__}” here."


def test_a_language_without_a_catalogue_is_answered_in_english():
    mistake = Mistake(1, 1, "", "empty_text")

    assert explain(mistake, "tlh") == "The text is empty."
    assert suggest(mistake, "tlh") == ""


def test_every_message_has_a_case_here_and_a_use_in_the_code():
    tried = {case.code for case in (*MISTAKES, *WARNINGS)} | {"unreadable_feed"}  # which needs the file: test_feeds
    source = "\n".join(
        path.read_text() for path in Path(messages.__file__).parent.rglob("*.py") if "tests" not in path.parts
    )

    assert set(messages.MESSAGES) - tried == set(messages.SYNTAX) - {"odd_character"}
    for code in (*messages.MESSAGES, *messages.ADVICE):
        assert source.count(f'"{code}"') >= 2, code


def test_every_code_that_is_used_has_its_sentence():
    source = "\n".join(path.read_text() for path in Path(messages.__file__).parent.rglob("*.py"))

    used = set(re.findall(r'(?:refuse|refuse_key|warn)\(\s*"([a-z_]+)"', source))

    assert used - set(messages.MESSAGES) == set()
    assert set(re.findall(r'Advice\(\s*"([a-z_]+)"', source)) - set(messages.ADVICE) == set()
