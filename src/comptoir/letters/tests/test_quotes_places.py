"""People answer above, below and between; none of their words may be lost, and a message is never emptied (D1, E3)."""

from __future__ import annotations

from comptoir.letters.marker import marker_line
from comptoir.letters.quotes import Known, new_text

HEAD = "Le 03/03/2025 à 10:12, Casa Azul a écrit :"
SHOP = Known(addresses=("c-abc@reply.shop.example",), names=("Casa Azul",), sender="Ana Lobo")


def test_an_answer_below_the_quote_is_the_new_text() -> None:
    stripped = new_text(f"{HEAD}\n> Quelle taille ?\n> Merci\n\nLa petite, merci.")
    assert (stripped.text, stripped.how) == ("La petite, merci.", "bottom")
    assert stripped.quoted == f"{HEAD}\n> Quelle taille ?\n> Merci"


def test_answers_between_quoted_lines_stay_with_what_they_answer() -> None:
    stripped = new_text(
        f"Bonjour,\n\n{HEAD}\n> Quelle taille ?\n\nLa petite.\n\n> Quelle couleur ?\n\nBleu.\n\n> Merci\n> Casa Azul"
    )
    assert stripped.how == "inline"
    assert stripped.text.split("\n") == [
        "Bonjour,",
        "",
        "> Quelle taille ?",
        "",
        "La petite.",
        "",
        "> Quelle couleur ?",
        "",
        "Bleu.",
    ]


def test_answers_between_the_lines_are_found_without_a_word_above() -> None:
    stripped = new_text(f"{HEAD}\n> Quelle taille ?\nLa petite.\n> Quelle couleur ?\nBleu.")
    assert stripped.text == "> Quelle taille ?\nLa petite.\n> Quelle couleur ?\nBleu."


def test_a_quote_kept_between_answers_does_not_betray_our_address() -> None:
    """Threat 9: what is kept of a quote holds neither the marker nor the relay address."""
    quote = f"> {marker_line('fr', 'k3j9')}\n> Casa Azul <c-abc@reply.shop.example>\n> Quelle taille ?"
    stripped = new_text(f"{HEAD}\n{quote}\nLa petite.\n> Quelle couleur ?\nBleu.", known=SHOP)
    assert stripped.text == "> Quelle taille ?\nLa petite.\n> Quelle couleur ?\nBleu."


def test_a_quoted_line_that_was_too_long_is_no_answer() -> None:
    long = "> Nous avons bien reçu votre demande concernant la montre et nous vous\nrépondrons sous deux jours ouvrés.\n> Merci"
    assert new_text(f"Merci !\n\n{HEAD}\n{long}").text == "Merci !"


def test_a_signature_below_the_quote_is_no_answer() -> None:
    for below in (
        "-- \nAna Lobo\n912 345 678",
        "Ana Lobo\nCasa dos Relógios\nTel. 912 345 678",
        "Envoyé de mon iPhone",
        "Sans virus. www.avast.com",
    ):
        assert new_text(f"Merci !\n\n{HEAD}\n> Quelle taille ?\n\n{below}", known=SHOP).text == "Merci !"


def test_an_answer_below_and_a_word_above_are_both_kept() -> None:
    assert new_text(f"Bonjour,\n{HEAD}\n> Quelle taille ?\n\nLa petite, merci.").text.endswith("La petite, merci.")


def test_an_answer_under_unmarked_lines_is_shown_with_them() -> None:
    stripped = new_text(f"{HEAD}\n\nQuelle taille ?\n\nLa petite.")
    assert (stripped.text, stripped.how) == ("Quelle taille ?\n\nLa petite.", "bottom")


def test_a_quote_of_headers_with_the_answer_below() -> None:
    text = "> Message du 03/03/25 10:12\n> De : Casa Azul <c-abc@reply.shop.example>\n> A : ana@lobo.example\n> Objet : Taille\n>\n> Quelle taille ?\n\nLa petite."
    assert new_text(text, known=SHOP).text == "La petite."


def test_a_mail_with_nothing_new_is_shown_whole_and_said_to_be() -> None:
    for text in (
        f"{HEAD}\n> Quelle taille ?",
        "> Quelle taille ?",
        f"Envoyé de mon iPhone\n\n{HEAD}\n> Quelle taille ?",
        marker_line("fr"),
    ):
        stripped = new_text(text)
        assert (stripped.text, stripped.how, stripped.quoted) == (text, "nothing_new", "")


def test_an_empty_mail_is_empty() -> None:
    assert new_text("").text == new_text(" \n\t\n").text == new_text("", "<p></p>").text == ""


def test_a_forwarded_mail_keeps_its_body_where_the_subject_is_told() -> None:
    text = "Pour vous\n\n---------- Forwarded message ---------\nDe : Ana <a@b.example>\nDate: lun. 3 mars 2025 à 10:12\nSubject: Montre\nTo: <x@y.example>\n\nElle est cassée."
    assert new_text(text, subject="Fwd: Montre").text == text
    assert new_text(text, subject="TR : Montre").how == "forward"
    assert new_text(text, subject="Montre").how == "forward"
    assert new_text(text, subject="Re: Montre").text == "Pour vous"
    assert new_text(text).text == "Pour vous"


def test_a_line_without_a_colon_above_a_quote_goes_with_it() -> None:
    assert (
        new_text("Merci.\n\nLe 03/03/2025 à 10:12, Casa Azul <x@y.example> a écrit\n\n> Quelle taille ?").text
        == "Merci."
    )
