"""How usual a word is in its language counts, so that rare words find the answer (D3)."""

from __future__ import annotations

from comptoir.domain.knowledge.queries import ready_words
from comptoir.domain.knowledge.rules import usual
from comptoir.domain.knowledge.rules.asking import asked_in
from comptoir.domain.knowledge.rules.meanings import empty_words, expressions
from comptoir.domain.knowledge.rules.usual import LEAST, is_usual, telling

LANGUAGES = ("en", "fr", "pt", "ro")


class Shop:
    """A shop whose texts have each of these words, and in which "mower" is written almost as "tower"."""

    texts = 60

    def standing(self, token: str) -> int:
        return 0 if token in ("wtower", "wmowre") else 3

    def near(self, plain: str) -> list[str]:
        return ["mower"] if plain in ("tower", "mowre") else []

    def begun(self, plain: str) -> list[str]:
        return []

    def same(self, stem: str) -> list[str]:
        return []


def test_a_usual_word_tells_less_than_a_rare_one() -> None:
    """D3"""
    assert telling("new", "en") < telling("garden", "en") <= telling("strimmer", "en") == 1.0
    assert telling("nouveau", "fr") < telling("rosier", "fr")


def test_a_number_tells_little() -> None:
    assert telling("150", "ro") == LEAST


def test_a_word_that_the_language_has_is_not_taken_for_a_mistyped_one() -> None:
    assert is_usual("tower", "en")
    assert not asked_in("tower", "en", Shop())
    assert [it.written for it in asked_in("mowre", "en", Shop())] == ["mowre"]


def test_other_languages_have_no_usual_words() -> None:
    assert telling("und", "de") == 1.0
    assert not is_usual("und", "de")


def test_the_meanings_are_the_same_in_all_languages() -> None:
    names = {tuple(sorted(expressions(it))) for it in LANGUAGES}
    assert len(names) == 1
    assert all(len(empty_words(it)) > 100 for it in LANGUAGES)


def test_no_question_waits_for_words_that_were_loaded_before() -> None:
    usual._often.cache_clear()
    ready_words(("fr", "de"))
    loaded = usual._often.cache_info().misses
    telling("rosier", "fr")
    assert usual._often.cache_info().misses == loaded
    assert usual._often.cache_info().currsize == 1
