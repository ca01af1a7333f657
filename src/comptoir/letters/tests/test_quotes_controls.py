"""Mails of which nothing may be cut: what people write that only looks like a quote or a signature (D1, E3, R8)."""

from __future__ import annotations

import pytest

from comptoir.letters.quotes import Known, new_text

OURS = Known(
    addresses=("apoio@feira.example",), names=("Feira do Largo", "Marie de la Maison Bleue"), sender="Ana Lobo"
)

WHOLE = {
    "en: what a colleague wrote": "Hello,\n\nOn Monday your colleague wrote that the parcel had left.\nIt has not.\n\nWhat now?",
    "en: a quotation with a colon": "Your page says the following:\nFree returns within 30 days.\n\nIs that still so?",
    "en: a device that is no signature": "Sent from my warehouse on Monday, with the tracking number below.\nIt left at noon.",
    "en: sent by a carrier, last line": "Where is my parcel?\nSent by courier on 12/03.",
    "en: a journey": "From: Porto\nTo: Paris\nThe parcel stands still.",
    "en: a list with dashes": "I am missing:\n- the box\n- the strap\n-- and the guarantee card\n\nPlease send them.",
    "en: a line of stars between paragraphs": "First watch: works.\n\n*****\n\nSecond watch: the crown is loose. Can you mend it?",
    "en: an address that was asked for": "Ana Lobo\n12 Rose Lane\nLondon N1 1AA\n+44 20 7946 0018",
    "en: thanks, then a question": "Thanks!\n\nOne more question: is the strap leather?",
    "en: a date at the beginning": "12/03/2026 is the day that I bought it:\nthe receipt says so.",
    "en: an arrow": "-> the strap is torn\n-> the box is missing",
    "en: more than": "The watch weighs more than\n>50 g is too heavy for me?\nPlease tell me.",
    "fr: ce qu'une collègue a écrit": "Bonjour,\n\nVotre collègue m’a écrit :\n« Nous vous remboursons sous 14 jours. »\nJ’attends toujours.",
    "fr: une date et un constat": "Le 12 mars, j’ai reçu ceci :\n- une boîte vide ;\n- aucune montre.\n\nQue faire ?",
    "fr: un trajet": "De : Lyon\nÀ : Paris\nDate : lundi\nLe colis est bloqué.",
    "fr: le message d'origine": "Dans mon message d’origine, je demandais un remboursement.\nMerci de me répondre.",
    "fr: envoyé de": "Le colis a été\nenvoyé de Lyon hier, je l’attends.",
    "fr: post-scriptum": "Merci pour tout.\n\nCordialement,\nAna Lobo\nPS : le bracelet aussi est abîmé, voir www.exemple.example",
    "fr: un objet": "Objet : une montre\nCouleur : bleue\nTaille : petite\nL’avez-vous en stock ?",
    "pt: o que a colega escreveu": "Bom dia,\n\nA vossa colega escreveu:\nEnviamos amanhã.\nMas nada chegou.",
    "pt: uma lista": "Faltam:\n- o fecho\n- a caixa\n\nPodem enviar?",
    "pt: obrigado e a morada pedida": "A minha morada é esta:\n\nObrigada\nAna Lobo\nRua das Flores 117\n4050-262 Porto\n912 345 678",
    "pt: enviado do Porto": "Boa tarde,\n\no pacote foi\nenviado do Porto na segunda-feira.",
    "pt: o nome da loja": "Comprei na Feira do Largo isto:\num relógio e uma pulseira.\nQuero trocar o relógio.",
    "pt: o endereço da loja": "Escrevi para apoio@feira.example e disseram:\nesperar.\nAté quando?",
    "pt: data e assunto": "Data: 12/03\nEncomenda: 20261122-0042\nFalta o fecho.",
    "ro: ce a scris colega": "Bună ziua,\n\nColega dumneavoastră a scris că trimite azi:\n- cutia\n- cureaua\n\nNu a venit nimic.",
    "ro: traseul": "De la: Cluj\nCătre: Paris\nColetul stă pe loc.",
    "ro: mulțumiri și încă o întrebare": "Mulțumesc\n\nÎncă o întrebare, cureaua este din piele?",
    "ro: trimis din": "Coletul a fost\ntrimis din Cluj luni dimineața și nu a ajuns.",
    "ro: mesaj original": "Am păstrat mesajul original.\nÎl trimit dacă doriți.",
    "quotes of the customer's own": "Your page says:\n\n> Free returns within 30 days.\n\nI returned it on day 12. Where is the money?",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_what_only_looks_like_a_quote_stays(text: str) -> None:
    assert new_text(text, known=OURS).text == text


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_what_only_looks_like_a_quote_stays_in_html_too(text: str) -> None:
    html = "".join(f"<p>{line.replace('<', '&lt;').replace('>', '&gt;')}</p>" for line in text.split("\n") if line)
    assert new_text("", html, known=OURS).text.split() == text.split()


def test_a_short_answer_that_is_a_name_or_a_number_stays() -> None:
    for text in ("Ana Lobo", "912 345 678", "ok", "?", "--", "Sent from my iPhone", "Cordialement,\nAna Lobo", "> sim"):
        assert new_text(text, known=OURS).text == text
