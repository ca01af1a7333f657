"""Contact details are taken out however they are written, and nothing else is. E7, threats 9 and 10."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.domain.marketplace.rules import Parties, masked_for_other
from comptoir.language.rules import Shop

SHOP = Shop(
    sites=("www.feira-do-largo.example",),
    emails=("apoio@feira-do-largo.example",),
    phones=("210 001 277",),
    country="PT",
)
BOTH = Parties(
    addresses=("ana.ferreira@loja-azul.example", "joao.melo@gmail.com"),
    names=("Ana Ferreira", "João Melo"),
    phones=("+351 912 345 678",),
    allowed=("Loja Azul", "João"),
    shop=SHOP,
)

REACHES = [
    ("Ligue-me para o 912 345 678.", "phone_number"),
    ("Ligue para +351912345678", "phone_number"),
    ("whatsapp +34 612 345 678", "phone_number"),
    ("９１２３４５６７８", "phone_number"),
    ("9\u200b1\u200b2 345 678", "phone_number"),
    ("9 1 2 3 4 5 6 7 8", "phone_number"),
    ("nove um dois três quatro cinco seis sete oito", "phone_number"),
    ("Sunați la 0722 123 456", "phone_number"),
    ("Appelez le 06 12 34 56 78", "phone_number"),
    ("escreva a ana@gmail.com", "mail_address"),
    ("ana (at) gmail ponto com", "mail_address"),
    ("a n a @ g m a i l . c o m", "mail_address"),
    ("𝗮𝗻𝗮@𝗴𝗺𝗮𝗶𝗹.𝗰𝗼𝗺", "mail_address"),
    ("ana＠gmail．com", "mail_address"),
    ("JOAO.MELO@GMAIL.COM", "mail_address"),
    ("o meu é joao.melo, no gmail", "mail_address"),
    ("veja www.loja-azul.example/troca", "outside_link"),
    ("veja loja-azul ponto pt", "outside_link"),
    ("https://wa.me/351912345678", "outside_link"),
    ("PT50 0002 0123 1234 5678 9015 4", "account_number"),
    ("o meu instagram é loja_azul22", "handle"),
    ("Rua das Flores 12, 1200-192 Lisboa", "postal_address"),
    ("Sou o João Melo", "name"),
    ("joão  melo", "name"),
    ("Cumprimentos, Ferreira", "name"),
]


@pytest.mark.parametrize(("text", "kind"), REACHES)
def test_a_way_to_reach_somebody_outside_is_removed(text, kind):
    """Threats 9 and 10"""
    masked = masked_for_other(text, BOTH, "pt")

    assert "[contacto removido]" in masked.text
    assert kind in masked.kinds


@pytest.mark.parametrize(
    "text",
    [
        "A referência 5601234567890 da encomenda P-2026-000417 seguiu ontem.",
        "O número de seguimento é RR123456789PT.",
        "Fatura FT 2026/1234 de 20/11/2026, valor 129,90 €",
        "Chega entre as 14:30 e as 17:00.",
        "Veja https://www.feira-do-largo.example/ajuda ou ligue 210 001 277 (apoio@feira-do-largo.example).",
        "O João da Loja Azul agradece.",
        "Tamanhos 36, 37, 38, 39, 40, 41, 42, 43 e 44.",
        "Obrigada 👩‍🔧 e até já!",
        "Linha um\nLinha dois\n\n\tcom tabulação",
    ],
)
def test_what_is_needed_to_solve_a_case_stays(text):
    """E3: numbers of orders and parcels, the shop's own contacts, the names that may be known."""
    assert masked_for_other(text, BOTH, "pt") == (text, {})


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("pt", "[contacto removido]"),
        ("pt-BR", "[contacto removido]"),
        ("fr", "[contact supprimé]"),
        ("ro", "[contact eliminat]"),
        ("de", "[contact removed]"),
    ],
)
def test_the_removed_part_is_named_in_the_readers_language(language, word):
    """E7"""
    assert masked_for_other("912 345 678", BOTH, language).text == word


def test_signs_that_nobody_sees_do_not_pass():
    """Threat 23: nothing that turns the direction of what follows."""
    assert masked_for_other("Olá\u202e odnum \u200bmundo\u2066", BOTH, "pt").text == "Olá odnum mundo"


def test_a_name_in_a_signature_is_no_attempt():
    """E7: it is removed, and counted for nobody."""
    masked = masked_for_other("Obrigada,\nAna Ferreira", BOTH, "pt")

    assert (masked.text, masked.attempts) == ("Obrigada,\n[contacto removido]", {})


@example("@00@00")
@given(st.text(alphabet=st.sampled_from("ab @.0123456789-()\n\u200bãé９＠ponto"), max_size=120))
def test_masking_twice_is_masking_once(text):
    """What was passed on before passes again unchanged."""
    once = masked_for_other(text, BOTH, "pt").text
    assert masked_for_other(once, BOTH, "pt").text == once


@given(
    st.sampled_from([text for text, _ in REACHES]),
    st.sampled_from(["Olá. ", "Bom dia,\n\n", "(", "- "]),
    st.sampled_from([".", "\n\nObrigada", ")", "!"]),
)
def test_what_stands_around_hides_nothing(text, before, after):
    """Threat 10"""
    assert "[contacto removido]" in masked_for_other(before + text + after, BOTH, "pt").text


@pytest.mark.parametrize(
    "hostile", ["@" * 50_000, "9 " * 25_000, "a." * 25_000, "(at) " * 10_000, "ana " * 12_500, "www." * 12_500]
)
def test_a_long_text_is_read_in_little_time(hostile):
    """Threat 21"""
    began = time.process_time()
    masked_for_other(hostile, BOTH, "pt")
    assert time.process_time() - began < 2
