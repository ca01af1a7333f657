"""What we wrote is known: it is told again where a program marks nothing at all (threat 9; E3)."""

from __future__ import annotations

import pytest

from comptoir.letters.quotes import Known, new_text

OURS = """Boa tarde, o fecho do relógio não veio na caixa.
Estava lá quando a fechou e quando a entregou à transportadora?

Quando pode enviar outro?
Obrigado"""
KNOWN = Known(texts=("Outra mensagem, mais antiga do que a primeira.", OURS))


@pytest.mark.parametrize(
    "mail",
    [
        f"Sim, estava lá.\n\n{OURS}",
        f"{OURS}\n\nSim, estava lá.",
        f"Sim, estava lá.\n{OURS.replace(chr(10), ' ')}",
        f"Sim, estava lá.\n{OURS.upper()}",
    ],
    ids=["below", "above", "in one line", "in capitals"],
)
def test_our_words_go_wherever_they_stand(mail: str) -> None:
    stripped = new_text(mail, known=KNOWN)
    assert (stripped.text, stripped.how) == ("Sim, estava lá.", "ours")
    assert "fecho" in stripped.quoted.lower()
    assert new_text(mail).text == mail


def test_an_answer_under_a_block_of_headers_is_found() -> None:
    head = "De: Casa Azul <c-abc@reply.shop.example>\nEnviada: 3 de março de 2025 10:12\nPara: Ana\nAssunto: Fecho"
    assert new_text(f"{head}\n\n{OURS}\n\nSim, estava lá.", known=KNOWN).text == "Sim, estava lá."
    assert new_text(f"{head}\n\nBoa tarde.\n\n{OURS}", known=KNOWN).text == "Boa tarde."


def test_an_answer_that_brings_nothing_but_our_words_holds_nothing_new() -> None:
    head = "De: Casa Azul <c-abc@reply.shop.example>\nEnviada: 3 de março de 2025 10:12\nPara: Ana\nAssunto: Fecho"
    stripped = new_text(f"{head}\n\n{OURS}", known=KNOWN)
    assert stripped.how == "nothing_new"
    assert stripped.text == f"{head}\n\n{OURS}"


def test_quoted_lines_between_answers_stay_although_they_are_ours() -> None:
    lines = OURS.split("\n")
    mail = f"> {lines[0]}\n> {lines[1]}\nSim, estava lá.\n> {lines[3]}\nAmanhã."
    assert new_text(mail, known=KNOWN).text == mail


def test_five_words_of_ours_may_be_said_by_anybody() -> None:
    mail = "O fecho do relógio não apareceu, estava lá quando a vi."
    assert new_text(mail, known=KNOWN).text == mail
