"""The first look at a message: what may hurt is seen while it is posted. B2, D9."""

from __future__ import annotations

import time

import pytest

from comptoir.language.cards import masked
from comptoir.language.shield import hurts

USUAL = "Bonjour, cette bague existe-t-elle en taille 52, en or blanc ? Merci de votre aide."


@pytest.mark.parametrize(
    "words",
    [
        "Espèce de connard, réponds",
        "You are a moron",
        "Ești un idiot",
        "Vocês são uns idiotas",
        "Quel c*nnard ce conseiller.",
        "Vous n'êtes que des minables.",
        "You spineless worm.",
        "Sunteți niște lepre.",
        "Não passam de uns canalhas.",
    ],
)
def test_an_insult_is_seen_in_every_language(words: str) -> None:
    """B2"""
    assert hurts(words) == "insult"


def test_a_remark_about_the_agents_body_is_seen() -> None:
    """B2"""
    assert hurts("Envoie-moi une photo de toi en culotte") == "harassment"


@pytest.mark.parametrize(
    "words",
    [
        USUAL,
        "",
        "J'ai oublié mon mot de passe, quelle idiote je fais.",
        "Une bague en forme de cochon ?",
        "Vous êtes une perle.",
    ],
)
def test_what_is_no_insult_is_let_pass(words: str) -> None:
    """B2"""
    assert hurts(words) == ""


@pytest.mark.parametrize("look", [hurts, masked])
def test_a_usual_message_costs_less_than_50_microseconds(look: object) -> None:
    """B2, D9"""
    look(USUAL)  # type: ignore[operator]
    took = min(_seconds(look, f"{number} {USUAL}") for number in range(200))
    assert took < 50e-6


@pytest.mark.parametrize(
    "between", [" ", "-", ".", "\u00a0", "\u202f", "\u2009", "\t", "\n", "—", "\u3000", ", ", "*", "_", "\u200b"]
)
def test_a_card_number_is_masked_whatever_stands_between_its_digits(between: str) -> None:
    """D9"""
    assert "4111" not in masked("Ma carte : " + between.join(["4111", "1111", "1111", "1111"]) + " merci")


def test_a_card_number_in_full_width_digits_is_masked_also_behind_another_number() -> None:
    """D9"""
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in "4111111111111111")
    assert wide[:4] not in masked(f"06 12 34 56 78, {wide}")


def test_every_card_is_masked_however_many_there_are() -> None:
    """D9"""
    assert "4111" not in masked("4111 1111 1111 1111 " * 500)


@pytest.mark.parametrize(
    "words", ["Référence 4111 1111 1111 1112", "FR76 3000 6000 0112 3456 7890 189", "06 12 34 56 78, 07 98 76 54 32"]
)
def test_references_accounts_and_telephones_stay(words: str) -> None:
    """D9"""
    assert masked(words) == words


def _seconds(look: object, message: str) -> float:
    began = time.perf_counter()
    look(message)  # type: ignore[operator]
    return time.perf_counter() - began
