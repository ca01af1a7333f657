"""A word that no example held still counts, for what it is about; a denial turns it round."""

from __future__ import annotations

import time

import pytest

from comptoir.language.lexicons import entries
from comptoir.language.rules import LANGUAGES
from comptoir.language.senses import marks


@pytest.mark.parametrize(
    ("language", "sentence", "expected"),
    [
        ("en", "The seamstress was unflappable.", {"@staff", "@kindly", "@staff kindly", "@kindly&staff"}),
        ("fr", "La couturière était d'une gentillesse rare.", {"@staff", "@virtue"}),
        ("ro", "Croitoreasa a fost săritoare.", {"@staff", "@kindly"}),
        ("ro", "Croitoreasa a fost saritoare.", {"@staff", "@kindly"}),
        ("pt", "A costureira foi prestável.", {"@staff", "@kindly"}),
        ("en", "It was soooo disapointed of me.", {"@very", "@hurt"}),
    ],
)
def test_words_are_told_by_what_they_are_about(language, sentence, expected):
    """C7"""
    assert expected <= marks(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "turned", "straight"),
    [
        ("en", "The zip did not break.", "@!broken", "@broken"),
        ("fr", "Elle n'a jamais été impolie.", "@!rudely", "@rudely"),
        ("ro", "Nu a fost nepoliticos.", "@!rudely", "@rudely"),
        ("pt", "Nunca foi antipático.", "@!rudely", "@rudely"),
    ],
)
def test_what_is_denied_is_told_apart(language, sentence, turned, straight):
    """C7"""
    found = marks(sentence, language)
    assert turned in found
    assert straight not in found


def test_a_contrast_ends_a_denial():
    """C7"""
    assert "@broken" in marks("It is not you, but broken.", "en")


def test_every_language_speaks_of_the_same_things():
    """What is learnt of one language's marks holds in the others."""
    senses = [{sense for _, sense in entries(language, "senses")} for language in LANGUAGES]
    assert all(each == senses[0] for each in senses)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_hostile_sentence_is_read_no_further_than_its_beginning(language):
    """G2"""
    marks("warm", language)
    started = time.process_time()
    for number in range(20):
        marks(f"{number} " + "not a in o de la nu a " * 20_000, language)
    assert time.process_time() - started < 0.5
