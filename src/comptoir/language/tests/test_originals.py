"""A text reads the same however a keyboard wrote it, and findings point into what was given."""

from __future__ import annotations

import time
from unicodedata import normalize

import pytest

from comptoir.language.findings import Finding
from comptoir.language.originals import Original, as_letters, as_read


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("plain", "plain"),
        ("déjà", "déjà"),
        (normalize("NFD", "déjà reçu"), "déjà reçu"),
        (normalize("NFD", "însoțește"), "însoțește"),
        ("Bucureşti, Braşov, ţară, ŞCOALĂ ŢARĂ", "București, Brașov, țară, ȘCOALĂ ȚARĂ"),
        ("com\u00admande", "commande"),
        ("\u200bkintsugi\u2060\ufeff", "kintsugi"),
        ("", ""),
    ],
)
def test_the_same_words_read_the_same(given: str, read: str) -> None:
    """C1"""
    assert Original(given).body == read


def test_old_romanian_letters_of_two_signs_become_letters_of_one() -> None:
    """C1: an s with a cedilla apart is the letter with a comma."""
    assert Original(normalize("NFD", "oraşul")).body == "orașul"


def test_each_place_of_what_is_read_is_found_in_what_was_given() -> None:
    """C1"""
    given = normalize("NFD", "Déjà reçu, ") + "com\u00admande à cô\u200bté."
    original = Original(given)
    for word in ("Déjà", "reçu", "commande", "à", "côté"):
        start = original.body.index(word)
        words = given[original.place(start) : original.place(start + len(word))]
        assert Original(words).body == word


def test_findings_are_placed_in_what_was_given_and_stay_whole() -> None:
    """C1"""
    given = normalize("NFD", "Déjà comande.")
    original = Original(given)
    start = original.body.index("comande")
    (placed,) = original.placed([Finding("spelling", start, start + 7, "unknown_word")])
    assert given[placed.start : placed.end] == "comande"
    assert (placed.clause, placed.why) == ("spelling", "unknown_word")


def test_a_text_without_anything_odd_keeps_its_findings_as_they_are() -> None:
    finding = Finding("spelling", 0, 7, "unknown_word")
    assert Original("comande à part").placed([finding]) == [finding]


def test_more_marks_than_any_letter_has_are_left_as_they_are() -> None:
    given = "e" + "\u0301" * 40
    assert len(Original(given).body) >= 34


def test_letters_keep_their_number() -> None:
    assert len(as_letters("şţŞŢ şcoală")) == len("şţŞŢ şcoală")


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("aujourd’hui", "aujourd'hui"),
        (normalize("NFD", "Héloïse"), "Héloïse"),
        ("Braşov", "Brașov"),
        ("kin\u00adtsugi", "kintsugi"),
    ],
)
def test_a_word_of_the_dictionary_is_kept_as_rules_read_it(word: str, read: str) -> None:
    """C1"""
    assert as_read(word) == read


def test_a_hostile_text_of_marks_is_read_in_linear_time() -> None:
    """Ten times as much takes about ten times as long, and a great deal is read at once."""
    for hostile in ("e\u0301" * 50_000, "\u200b" * 100_000, "e" + "\u0301" * 100_000):
        began = time.process_time()
        Original(hostile)
        assert time.process_time() - began < 0.5
