"""Signatures, device lines and scanners' notes go; sentences stay; what went is kept for the team (E7, threat 10)."""

from __future__ import annotations

import pytest

from comptoir.letters.quotes import Known, new_text

ANA = Known(sender="Ana Lobo")
SAID = "A caixa segue amanhã com a transportadora."

DEVICES = [
    "Sent from my iPhone", "Sent from my Samsung Galaxy S23", "Sent from Outlook for Android", "Get Outlook for iOS<https://aka.ms/o0ukef>",
    "Sent from Yahoo Mail for iPhone", "Sent with Proton Mail secure email.", "Sent from my mobile, please excuse typing errors",
    "Envoyé de mon iPhone", "Envoyé depuis mon téléphone mobile", "Envoyé à partir de Outlook pour Android", "Envoyé depuis l'application Mail Orange",
    "Télécharger Outlook pour iOS", "Obtenez Outlook pour Android<https://aka.ms/AAb9ysg>", "Envoyé avec la messagerie sécurisée Proton Mail.",
    "Trimis de pe iPhone-ul meu", "Trimis de pe telefonul meu Samsung Galaxy", "Trimis din Yahoo Mail pe Android", "Obțineți Outlook pentru iOS",
    "Trimis de pe dispozitivul meu Huawei", "Enviado do meu iPhone", "Enviado a partir do meu smartphone Samsung Galaxy.", "Enviado do meu telemóvel",
    "Enviado do Correio para Windows 10", "Obter o Outlook para Android", "Enviado da Yahoo Mail no Android", "Enviado via iPad",
    "Von meinem iPhone gesendet", "Enviado desde mi iPhone", "Inviato da iPhone", "Verstuurd vanaf mijn iPhone", "Wysłane z iPhone'a", "Skickat från min iPhone",
    "Lähetetty iPhonesta", "iPhoneから送信", "發自我的 iPhone", "Отправлено с iPhone",
]  # fmt: skip


@pytest.mark.parametrize("line", DEVICES)
def test_the_line_of_a_device_goes(line: str) -> None:
    stripped = new_text(f"{SAID}\n\n{line}")
    assert (stripped.text, stripped.signature) == (SAID, line)
    assert new_text(f"{SAID}\n\n{line}\n\nOn Mon, Mar 3, 2025 at 10:12 AM X <x@y.example> wrote:\n\n> x").text == SAID


def test_a_device_line_with_much_below_it_is_a_sentence() -> None:
    text = "Sent from my phone shop in Porto:\nthe parcel 20261122-0042\nleft on Monday morning.\nIt should be with you by Wednesday."
    assert new_text(text).text == text


def test_a_name_below_the_device_goes_too() -> None:
    assert new_text(f"{SAID}\n\nEnviado do meu iPhone\nAna Lobo").text == SAID


@pytest.mark.parametrize("dashes", ["-- ", "--", "\u2014"])
def test_what_stands_below_dashes_is_a_signature(dashes: str) -> None:
    stripped = new_text(f"{SAID}\n\n{dashes}\nAna Lobo\nCasa dos Relógios\nTel. +351 912 345 678")
    assert stripped.text == SAID
    assert stripped.signature.endswith("+351 912 345 678")


def test_a_long_text_below_dashes_is_no_signature() -> None:
    text = f"{SAID}\n--\n" + "\n".join(f"Ponto {n}: este relógio tem um defeito na coroa." for n in range(20))
    assert new_text(text).text == text


CARD = "Casa dos Relógios Lda\nTel. +351 912 345 678\nana@relogios.example\nwww.relogios.example\nRua das Flores 117, 4050-262 Porto"


@pytest.mark.parametrize(
    "closing",
    [
        "Com os melhores cumprimentos,",
        "Obrigada",
        "Cordialement,",
        "Bien à vous",
        "Cu stimă,",
        "Mulțumesc!",
        "Kind regards,",
        "Best",
    ],
)
def test_the_card_below_a_closing_goes_and_the_name_stays(closing: str) -> None:
    stripped = new_text(f"{SAID}\n\n{closing}\nAna Lobo\n{CARD}")
    assert stripped.text == f"{SAID}\n\n{closing}\nAna Lobo"
    assert stripped.signature == CARD


def test_the_card_below_the_senders_own_name_goes_without_a_closing() -> None:
    assert new_text(f"{SAID}\n\nAna Lobo\n{CARD}", known=ANA).text == f"{SAID}\n\nAna Lobo"


def test_a_closing_alone_is_part_of_the_message() -> None:
    assert new_text(f"{SAID}\n\nCumprimentos,\nAna").text == f"{SAID}\n\nCumprimentos,\nAna"


@pytest.mark.parametrize(
    "note",
    ["Virus-free. www.avast.com", "Sans virus.www.avg.com", "Fără viruși. www.avast.com", "Sem vírus. www.avast.com"],
)
def test_the_note_of_a_virus_scanner_goes(note: str) -> None:
    assert new_text(f"{SAID}\n\n{note}").text == SAID


def test_lines_of_dashes_and_stars_at_the_end_go() -> None:
    assert new_text(f"{SAID}\n\n****\n------\n_______").text == SAID


def test_a_full_card_goes_from_below_any_name_and_a_mere_address_stays() -> None:
    assert new_text(f"{SAID}\n\nA. Lobo\n{CARD}").text == f"{SAID}\n\nA. Lobo"
    assert new_text(f"{SAID}\n\nNa sexta.\n\nA. Lobo\n{CARD}").text == f"{SAID}\n\nNa sexta.\n\nA. Lobo"
    asked = f"{SAID}\n\nAna Lobo\nRua das Flores 117\n4050-262 Porto\n912 345 678"
    assert new_text(asked).text == asked
    announced = f"{SAID} Os meus dados:\n\nAna Lobo\n{CARD}"
    assert new_text(announced).text == announced
