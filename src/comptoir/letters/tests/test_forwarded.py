"""A customer's mail that somebody of the shop sent on: whose it is, where that is clear (D1); it proves nothing (threat 2)."""

from __future__ import annotations

import pytest

from comptoir.letters.forwarded import forwarded

BLOCKS = {
    "Gmail": "---------- Forwarded message ---------\nDe: João Reis <Joao@reis.example>\nDate: seg, 3/03/2025 à(s) 10:12\nSubject: Re: Relógio\nTo: <loja@x.example>\n\n\n",
    "Outlook, French": "De : João Reis <joao@reis.example>\nEnvoyé : lundi 3 mars 2025 10:12\nÀ : Boutique <loja@x.example>\nObjet : RE: Relógio\n\n",
    "Outlook, Romanian": "De la: João Reis <joao@reis.example>\nTrimis: luni, 3 martie 2025 10:12\nCătre: Magazin\nSubiect: Relógio\n\n",
    "Thunderbird": "-------- Mensagem reencaminhada --------\nAssunto: \tRelógio\nData: \tMon, 3 Mar 2025 10:12:00 +0000\nDe: \tJoão Reis <joao@reis.example>\nPara: \tloja@x.example\n\n",
    "an old Outlook": "-----Message d'origine-----\nDe : João Reis [mailto:joao@reis.example]\nEnvoyé : lundi 3 mars 2025 10:12\nObjet : Relógio\n\n",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_whose_mail_it_is(block: str) -> None:
    found = forwarded("Fwd: Relógio", f"Para vocês.\n\n{block}Bom dia,\nestá partido.\n\nJoão")
    assert found is not None
    assert (found.name, found.address, found.subject) == ("João Reis", "joao@reis.example", "Relógio")
    assert found.body == "Bom dia,\nestá partido.\n\nJoão"
    assert found.comment == "Para vocês."
    assert "10:12" in found.date


def test_apple_sends_on_as_a_quote() -> None:
    quoted = "> Début du message réexpédié :\n>\n> De: João Reis <joao@reis.example>\n> Objet: Relógio\n> Date: 3 mars 2025 à 10:12:00 UTC\n> À: loja@x.example\n>\n> Bom dia,\n> está partido."
    found = forwarded("Fwd: Relógio", f"Pour vous.\n\n{quoted}")
    assert found is not None
    assert (found.address, found.body, found.comment) == ("joao@reis.example", "Bom dia,\nestá partido.", "Pour vous.")


def test_html_is_read_where_there_is_no_text() -> None:
    html = (
        '<div>Para vocês.</div><div class="gmail_quote">---------- Forwarded message ---------<br>De: <b>João Reis</b> &lt;<a '
        'href="mailto:joao@reis.example">joao@reis.example</a>&gt;<br>Date: 3/03/2025 10:12<br>Subject: Relógio<br><br>Bom dia</div>'
    )
    found = forwarded("Fwd: Relógio", "", html)
    assert found is not None
    assert (found.name, found.address, found.body) == ("João Reis", "joao@reis.example", "Bom dia")


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Re: Relógio", BLOCKS["Gmail"] + "Bom dia"),
        ("Relógio", BLOCKS["Outlook, French"] + "Bom dia"),
        ("Fwd: Relógio", "Bom dia"),
        ("Fwd: Relógio", "De: João Reis\nEnviada: 3/3/2025 10:12\nAssunto: Relógio\n\nBom dia"),
        ("Fwd: Relógio", "De: a@x.example, b@x.example\nEnviada: 3/3/2025 10:12\nAssunto: Relógio\n\nBom dia"),
        ("Fwd: Relógio", ""),
    ],
    ids=["an answer", "no word of a forward", "no headers", "no address", "two addresses", "nothing"],
)
def test_where_it_is_not_clear_nobody_is_named(subject: str, text: str) -> None:
    assert forwarded(subject, text) is None
