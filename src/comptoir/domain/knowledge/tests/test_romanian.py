"""A Romanian word is found in all its forms, however its letters are written (D3)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.rules.words import plain_word, stem_of


@pytest.mark.parametrize(
    "forms",
    [
        "husă husa huse huselor husele husei",
        "rochie rochia rochii rochiile rochiei",
        "mașină mașina masina mașini mașinii mașinile",
        "floare florile flori floarea florilor",
        "culoare culoarea culori culorile",
        "baterie bateria baterii bateriei bateriile",
        "returul returnez returna returnat returnare returul",
        "plătesc plătit plată plăți plata plătiți platesc",
        "repara repar reparat reparație reparații reparația reparatia",
        "schimb schimbul schimba schimbat schimbare schimbați",
        "livrare livrez livrat livrați livrarea livrează",
        "urmărire urmăresc urmări urmărit urmărirea",
        "aspirator aspiratorul aspiratoare aspiratoarele",
        "mărime mărimea mărimi mărimii mărimile",
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem_of(plain_word(it), "ro") for it in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("retur", "reducere"), ("plată", "plantă"), ("masă", "mașină"), ("colet", "coș")]
)
def test_other_words_have_other_stems(one: str, other: str) -> None:
    assert stem_of(plain_word(one), "ro") != stem_of(plain_word(other), "ro")


def test_a_short_word_is_itself() -> None:
    assert stem_of("tva", "ro") == "tva"
    assert len(stem_of("mare", "ro")) == 3
