"""What introduces a quote is found in any language, and goes with the quote (E3, D1)."""

from __future__ import annotations

import pytest

from comptoir.letters.marker import marker_line
from comptoir.letters.quotes import Known, new_text

SHOP = Known(addresses=("c-abc@reply.shop.example",), names=("Casa Azul",))
NOBODY = Known()

ATTRIBUTIONS = {
    "Gmail, English": "On Mon, Mar 3, 2025 at 10:12 AM Casa <x@y.example> wrote:",
    "Gmail, over two lines": "On Mon, Mar 3, 2025 at 10:12 AM Casa\n<x@y.example> wrote:",
    "Gmail, over three lines": "Le lun. 3 mars 2025 à 10:12, Casa\n<x@y.example>\na écrit :",
    "Gmail, Brazil": "Em seg., 3 de mar. de 2025 às 10:12, Casa <x@y.example> escreveu:",
    "Gmail, Portugal": "Casa <x@y.example> escreveu (segunda, 3/03/2025 à(s) 10:12):",
    "Gmail, Romania": "În lun., 3 mar. 2025 la 10:12, Casa <x@y.example> a scris:",
    "without diacritics": "In lun., 3 mar. 2025 la 10:12, Casa <x@y.example> a scris:",
    "Apple, Portugal": "No dia 03/03/2025, às 10:12, Casa <x@y.example> escreveu:",
    "German": "Am Mo., 3. März 2025 um 10:12 Uhr schrieb Casa <x@y.example>:",
    "Dutch": "Op 3 mrt. 2025 om 10:12 heeft Casa <x@y.example> het volgende geschreven:",
    "Polish": "pon., 3 mar 2025 o 10:12 Casa <x@y.example> napisał(a):",
    "Hungarian": "Casa <x@y.example> ezt írta (időpont: 2025. márc. 3., H, 10:12):",
    "Swedish": "Den mån 3 mars 2025 kl 10:12 skrev Casa <x@y.example>:",
    "Finnish": "ma 3.3.2025 klo 10:12 Casa (x@y.example) kirjoitti:",
    "Czech": "po 3. 3. 2025 v 10:12 odesílatel Casa <x@y.example> napsal:",
    "Greek": "Στις Δευ 3 Μαρ 2025 στις 10:12, ο χρήστης Casa <x@y.example> έγραψε:",
    "Turkish": "Casa <x@y.example>, 3 Mar 2025 Pzt, 10:12 tarihinde şunu yazdı:",
    "Russian": "пн, 3 мар. 2025 г. в 10:12, Casa <x@y.example>:",
    "Japanese": "2025年3月3日(月) 10:12 Casa <x@y.example>:",
    "Chinese": "Casa <x@y.example> 于2025年3月3日周一 10:12写道：",
    "Korean": "2025년 3월 3일 (월) 오전 10:12, Casa <x@y.example>님이 작성:",
    "Arabic": "في الاثنين، 3 مارس 2025 في 10:12 Casa <x@y.example> كتب:",
    "Hebrew": "בתאריך יום ב׳, 3 במרץ 2025 ב-10:12 מאת Casa <x@y.example>:",
    "Horde": "Citando Casa <x@y.example>:",
    "between dashes": "---- On Mon, 03 Mar 2025 10:12:36 +0530 Casa<x@y.example> wrote ----",
    "old and short": "2025/3/3 Casa <x@y.example>",
}


@pytest.mark.parametrize("head", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS.keys())
def test_the_line_above_a_quote_goes_with_it(head: str) -> None:
    assert new_text(f"Sim, amanhã.\n\n{head}\n\n> Quando?\n> Obrigado").text == "Sim, amanhã."
    assert new_text(f"Sim, amanhã.\n\n{head}\n\nQuando?\nObrigado").text == "Sim, amanhã."
    assert new_text(f"Sim, amanhã.\n{head}\nQuando?\nObrigado").text == "Sim, amanhã."


@pytest.mark.parametrize(
    "head",
    [
        "Xyzzy 3 plugh 2025 10:12 Casa Azul:",
        "Xyzzy <c-abc@reply.shop.example> plugh 2025:",
        "Casa Azul 03-03-2025 frobnicavit:",
    ],
)
def test_our_address_or_name_is_enough_in_a_language_that_nobody_knows(head: str) -> None:
    quoted = f"Da.\n\n{head}\n\nCând?\n"
    assert new_text(quoted, known=SHOP).text == "Da."
    assert new_text(quoted, known=NOBODY).text != "Da."


BLOCKS = {
    "Outlook, English": "From: Casa <x@y.example>\nSent: Monday, March 3, 2025 10:12 AM\nTo: Ana <a@b.example>\nSubject: Box",
    "Outlook, French": "De : Casa <x@y.example>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Ana <a@b.example>\nObjet : Boîte",
    "Outlook, no-break spaces": "De\u00a0: Casa <x@y.example>\nEnvoyé\u00a0: lundi 3 mars 2025 10:12\nÀ\u00a0: Ana\nObjet\u00a0: Boîte",
    "Outlook, Portugal": "De: Casa <x@y.example>\nEnviada: 3 de março de 2025 10:12\nPara: Ana <a@b.example>\nAssunto: Caixa",
    "Outlook, Brazil": "De: Casa <x@y.example>\nEnviada em: segunda-feira, 3 de março de 2025 10:12\nPara: Ana\nAssunto: Caixa",
    "Outlook, Romania": "De la: Casa <x@y.example>\nTrimis: luni, 3 martie 2025 10:12\nCătre: Ana <a@b.example>\nSubiect: Cutie",
    "in stars": "*From:* Casa <x@y.example>\n*Sent:* Monday 10:12\n*To:* Ana\n*Subject:* Box",
    "German": "Von: Casa <x@y.example>\nGesendet: Montag, 3. März 2025 10:12\nAn: Ana\nBetreff: Kiste",
    "Spanish": "De: Casa <x@y.example>\nEnviado el: lunes, 3 de marzo de 2025 10:12\nPara: Ana\nAsunto: Caja",
    "Italian": "Da: Casa <x@y.example>\nInviato: lunedì 3 marzo 2025 10:12\nA: Ana\nOggetto: Scatola",
    "a wrapped recipient": "From: Casa <x@y.example>\nSent: Monday 10:12\nTo: Ana <a@b.example>;\n Bob <b@b.example>\nSubject: Box",
    "names alone": "De: Casa Azul\nEnviado: 3 de março de 2025 10:12\nPara: Ana\nAssunto: Caixa",
    "under dashes": "-----Message d'origine-----\nDe : Casa <x@y.example>\nEnvoyé : lundi 10:12\nObjet : Boîte",
    "a telephone": "-------- Mensagem original --------\nDe : Casa <x@y.example> \nData: 03/03/25  10:12  (GMT+00:00) \nPara: Ana \nAssunto: Caixa ",
    "a title alone": "-------- Mesaj original --------",
    "an unknown title": "-------- Xyzzy plugh --------\nDe: Casa <x@y.example>\nData: 3/3/2025 10:12\nAssunto: Caixa",
    "under a rule": "________________________________\nDe: Casa <x@y.example>\nEnviado: 3 de março de 2025 10:12\nPara: Ana\nAssunto: Caixa",
}


@pytest.mark.parametrize("head", BLOCKS.values(), ids=BLOCKS.keys())
def test_a_block_of_headers_begins_the_quote(head: str) -> None:
    stripped = new_text(f"Sim, amanhã.\n\n{head}\n\nQuando?\nObrigado")
    assert stripped.text == "Sim, amanhã."
    assert stripped.quoted.endswith("Quando?\nObrigado")


def test_headers_of_an_unknown_language_are_told_by_our_address() -> None:
    text = "Da.\n\nXyzzy: Casa\nPlugh: 3\nFrob: c-abc@reply.shop.example\nNix: x\n\nCând?"
    assert new_text(text, known=SHOP).text == "Da."
    assert new_text(text).text == text


@pytest.mark.parametrize("language", ["en", "fr", "ro", "pt", "pt-PT"])
def test_our_marker_ends_the_answer_whatever_stands_around_it(language: str) -> None:
    line = marker_line(language, "k3j9x2")
    assert new_text(f"Sim.\n\n{line}\n\nBom dia, quando?") == new_text(
        f"Sim.\n\n{line}\n\nBom dia, quando?", known=SHOP
    )
    assert new_text(f"Sim.\n\n{line}\n\nBom dia, quando?").text == "Sim."
    assert new_text(f"Sim.\n\n> {line}\n>\n> Bom dia, quando?").text == "Sim."
    assert new_text(f"Sim.\n\nXyzzy c-abc@reply.shop.example plugh\n{line}\nBom dia", known=SHOP).text == "Sim."


def test_the_tag_alone_is_a_marker() -> None:
    assert new_text("Sim.\n\nk3j9x2zz\nBom dia", known=Known(marker="k3j9x2zz")).text == "Sim."


def test_what_was_told_is_said() -> None:
    assert new_text("Sim.").how == "whole"
    assert new_text("Sim.\n\n> Quando?").how == "quote"
    assert new_text(f"Sim.\n\n{BLOCKS['German']}\n\nx").how == "headers"
    assert new_text(f"Sim.\n\n{BLOCKS['a title alone']}\n\nx").how == "title"
    assert new_text(f"Sim.\n\n{marker_line('pt')}\n\nx").how == "marker"
    assert new_text(f"Sim.\n\n{ATTRIBUTIONS['Horde']}\n\nx").how == "attribution"
