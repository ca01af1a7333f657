"""A subject without what mail programs put before it (threat 24: our own reference is read, and not shown twice)."""

from __future__ import annotations

import time

import pytest

from comptoir.letters.subjects import bare_subject, is_forward, is_reply, reference_of


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("RE: Re : AW: [#48213] Ana", "Ana"),
        ("Re: [#48213] Falta o fecho", "Falta o fecho"),
        ("RES: RES: Pedido", "Pedido"),
        ("Răsp: Cutie", "Cutie"),
        ("Rasp: Cutie", "Cutie"),
        ("TR : Commande", "Commande"),
        ("Enc: Pedido", "Pedido"),
        ("Fwd: Fw: WG: x", "x"),
        ("RV: x", "x"),
        ("Re[2]: x", "x"),
        ("Re (3): x", "x"),
        ("SV: VS: Antw: Odp: x", "x"),
        ("回复：你好", "你好"),
        ("[EXT] RE: x", "x"),
        ("Re: [EXTERNAL] Re: x", "x"),
        ("Re: [M] t-shirt", "[M] t-shirt"),
        ("Note: the strap", "Note: the strap"),
        ("Reloj: correa", "Reloj: correa"),
        ("  Re:\t a\n b ", "a b"),
        ("Re:", ""),
        ("", ""),
    ],
)
def test_prefixes_and_references_go(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare
    assert bare_subject(bare) == bare


def test_the_reference_of_a_conversation_is_found() -> None:
    assert reference_of("Re: [#48213] Falta o fecho") == "48213"
    assert reference_of("Encomenda 48213") == reference_of("[48213]") == reference_of("") == ""


def test_an_answer_and_a_forward_are_told_by_the_first_prefix() -> None:
    assert is_reply("RE: Fwd: x")
    assert not is_forward("RE: Fwd: x")
    assert is_forward("Fwd: Re: x")
    assert not is_reply("Fwd: Re: x")
    assert is_forward("Tr : montre")
    assert is_forward("ENC: relógio")
    assert not is_reply("Relógio")


def test_a_forward_without_a_prefix_is_told_by_its_title_unless_it_answers() -> None:
    text = "Veja.\n\n---------- Mensagem encaminhada ---------\nDe: Ana <a@b.example>\nData: 3/3/2025\nAssunto: x\n\nQuebrado."
    assert is_forward("x", text)
    assert not is_forward("RE: x", text)
    assert not is_forward("x", "A mensagem encaminhada ontem não chegou.")


def test_a_hostile_subject_takes_no_time() -> None:
    started = time.process_time()
    for subject in ("Re: " * 100_000, "[" * 400_000, "Re[" * 100_000, "a" * 400_000 + ":", "[#" * 200_000):
        bare_subject(subject)
        reference_of(subject)
    assert time.process_time() - started < 0.5
