"""Order numbers in what people write. D2."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import examine, numbers_in, parse
from comptoir.domain.charter.tests.charters import READY

JEWELLER = next(path for path in READY if path.stem == "jeweller").read_text()


def charter_of(*formats: str):
    listed = ", ".join(f'"{each}"' for each in formats)
    return parse(JEWELLER.replace('formats = ["MP-#####"]', f"formats = [{listed}]"))


PERLE = charter_of("MP-#####")


def told(charter, text, others=()):
    return [(it.number, it.kind, it.why, it.near) for it in numbers_in(charter, text, others)]


@pytest.mark.parametrize(
    "text",
    [
        "Ma commande MP-48213 n'est pas arrivée",
        "ma commande mp48213",
        "MP 48213.",
        "la n° MP – 48213, merci",
        "MP-48213 et encore MP-48213",
    ],
)
def test_a_number_is_found_however_it_is_written(text):
    """D2"""
    assert told(PERLE, text) == [("MP-48213", "valid", "", "")]


@pytest.mark.parametrize(
    ("text", "number", "why", "near"),
    [
        ("commande MP-4821", "MP-4821", "too_short", ""),
        ("commande MP-482134", "MP-482134", "too_long", ""),
        ("commande MP-48213-2", "MP-48213-2", "too_long", ""),
        ("commande MP-482I3", "MP-482I3", "look_alike", "MP-48213"),
        ("ma commande n° 48213 svp", "48213", "prefix_missing", "MP-48213"),
        ("order number CMD-48213", "CMD-48213", "other_prefix", "MP-48213"),
        ("comanda nr. 12345678", "12345678", "too_long", ""),
        ("a minha encomenda é 4821AB9", "4821AB9", "other_shape", ""),
    ],
)
def test_a_wrong_number_is_explained_with_the_one_that_was_probably_meant(text, number, why, near):
    """D2"""
    assert told(PERLE, text) == [(number, "wrong", why, near)]


@pytest.mark.parametrize(
    "text",
    [
        "ma commande du 12/11/2026",
        "Votre commande de 1500 € est prête",
        "ma commande de 2025",
        "mon téléphone est le 06 12 34 56 78",
        "il y a 3 commandes",
        "bague taille 52, réf. 48213",
        "",
    ],
)
def test_other_numbers_are_left_alone(text):
    """D2"""
    assert told(PERLE, text) == []


def test_the_number_of_another_shop_is_known_as_such():
    """D2"""
    garden = charter_of("GV-######")

    assert told(PERLE, "ma commande GV-104582", [garden]) == [("GV-104582", "foreign", "", "")]
    assert told(PERLE, "ma commande MP-10458", [charter_of("MP-#####")])[0][1] == "valid"


def test_letters_stand_where_the_format_has_an_x():
    """D2"""
    charter = charter_of("CMD-#####-XX", "WEB-######")

    assert [it[0] for it in told(charter, "cmd 00123 ab, et WEB-123456")] == ["CMD-00123-AB", "WEB-123456"]
    assert told(charter, "CMD-00123-4B")[0][2:] == ("other_shape", "")
    assert told(charter, "CMD-00I23-AB")[0][1:] == ("wrong", "look_alike", "CMD-00123-AB")


def test_without_formats_what_follows_the_word_is_believed():
    """D2"""
    charter = charter_of()

    assert told(charter, "my order A-1234 is late, tel 5551234") == [("A-1234", "valid", "", "")]


@pytest.mark.parametrize("wrong", ["CMD", "##", "CMD-##", "cmd-###é", "#" * 60])
def test_a_format_that_would_find_anything_is_a_mistake(wrong):
    """G1"""
    found = examine(JEWELLER.replace('"MP-#####"', f'"{wrong}"'))

    assert [it.code for it in found.mistakes] == ["not_order_format"]


def test_a_long_text_is_read_quickly_enough_to_finish():
    assert numbers_in(PERLE, "commande MP-" + "4-" * 20_000) is not None
    assert len(numbers_in(PERLE, " ".join(f"MP-{n:05}" for n in range(500)))) == 20
