"""What holds for any text: never emptied, made of its own lines, the same when done again, and quick (A13, A14, R8, threat 21)."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.letters.quotes import Known, new_text

KNOWN = Known(addresses=("c-abc@reply.shop.example",), names=("Casa Azul",), marker="k3j9x2", sender="Ana Lobo")
SIZE = 256_000
TYPICAL = """
Sim, amanhã.
Bom dia,
Obrigada
Ana Lobo
912 345 678
--
____________
> Quando?
>> mais
Em 3/03/2025 10:12, Casa Azul escreveu:
On Mon, Mar 3, 2025 at 10:12 AM Casa
<x@y.example> wrote:
> wrote:
a écrit :
-----Mensagem original-----
De: Casa Azul <c-abc@reply.shop.example>
Enviada: 3/3/2025 10:12
Para: Ana
Assunto: Caixa
##- Responda acima desta linha #k3j9x2 -##
> ##- x -##
Enviado do meu iPhone
Sans virus. www.avast.com
> De: Casa <x@y.example>
> Data: 3/3 10:12
> Assunto: x
Que cor: azul?
www.relogios.example
C> sim
2025/3/3 Casa <x@y.example>
* * *
k3j9x2
"""
LINES = [*TYPICAL.split("\n"), "-- ", "> "]
"""Lines as mails have them; some are empty."""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=25))
def test_mails_made_of_typical_lines_keep_the_laws(lines: list[str]) -> None:
    _holds("\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_keeps_the_laws(text: str) -> None:
    _holds(text)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<blockquote>",
                "</blockquote>",
                "<br>",
                "Sim",
                "x@y:",
                "<div id=divRplyFwdMsg>",
                "<hr>",
                "<",
                "&gt; a",
                "<a href=x>",
            ]
        )
    )
)
def test_any_html_is_read_and_not_emptied(pieces: list[str]) -> None:
    html = " ".join(pieces)
    assert bool(new_text("", html).text.strip()) or not any(each in html for each in ("Sim", "@", "&gt;"))


def _holds(text: str) -> None:
    stripped = new_text(text, known=KNOWN)
    assert bool(stripped.text.strip()) == bool(text.strip())
    of_it = {line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")}
    for part in (stripped.text, stripped.quoted, stripped.signature):
        assert {line.rstrip() for line in part.split("\n")} <= of_it | {""}
    again = new_text(stripped.text, known=KNOWN)
    assert again.text == stripped.text


HOSTILE = {
    "on a a a": "On " + "a " * (SIZE // 2),
    "quote marks": ">" * 800_000,
    "quote marks and spaces": "> " * (SIZE // 2),
    "quoted lines": "> x\n" * (SIZE // 4),
    "short lines": "a\n" * (SIZE // 2),
    "colons": "a:\n" * (SIZE // 3),
    "hours": "Le lorem ipsum dolor sit amet 12:30 :\n" * (SIZE // 38),
    "attributions": "On 12/12/2020 10:10 a <b@c.d> wrote:\n" * (SIZE // 38),
    "answers between": "On 12/12/2020 10:10 a <b@c.d> wrote:\n> x\ny\n" * (SIZE // 44),
    "keys": "From: a\n" * (SIZE // 8),
    "almost blocks": "From: a\nTo: b\nx\n" * (SIZE // 17),
    "titles": "----- Original Message -----\n" * (SIZE // 29),
    "dashes": "-- \n" * (SIZE // 4),
    "rules": "______\n" * (SIZE // 7),
    "devices": "Sent from my iPhone\n" * (SIZE // 20),
    "closings": "Regards\nAna\n+351 912 345 678\n" * (SIZE // 30),
    "markers": "##- x -##\n" * (SIZE // 10),
    "half markers": "##- " * (SIZE // 4),
    "long lines": ("x" * 390 + ":\n") * (SIZE // 392),
    "open brackets": "<" * SIZE,
    "at signs": "a@" * (SIZE // 2),
    "digits": "1 " * (SIZE // 2) + ":",
    "marks on letters": "e" + "\u0301" * (SIZE // 2),
    "ligatures": "\ufdfa" * (SIZE // 3),
    "ever deeper": "".join(">" * n + " On 12/12/2020 10:10 a <b@c.d> wrote:\n" for n in range(300)),
    "blank lines": "\n" * SIZE,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_takes_no_time(text: str) -> None:
    """0.2 s of this process's own time for 256 kB, twice that as HTML; a busy machine gets a second try."""
    html = f"<p>{text[:SIZE].replace('>', '&gt;').replace(chr(10), '<br>')}</p>"
    assert min(_seconds(text, "") for _ in range(2)) < 0.2
    assert min(_seconds("", html) for _ in range(2)) < 0.4


def test_many_words_of_ours_take_no_time() -> None:
    texts = tuple(("b c d e f " * 4000)[:20_000] for _ in range(5))
    for text in ("b c d e f " * (SIZE // 10), ("b c d e f " * 40 + "\n") * 640, ("a " * 190 + "\n") * 670):
        started = time.process_time()
        new_text(text, known=Known(texts=texts))
        assert time.process_time() - started < 0.4


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<blockquote>",
        "<b>",
        "<table><tr><td>",
        "<a href=http://x.example>",
        "<ul><li>",
        "<blockquote>x</blockquote>y",
    ],
)
def test_hostile_html_takes_no_time(piece: str) -> None:
    assert min(_seconds("", f"{piece * (SIZE // len(piece))}x") for _ in range(2)) < 1.0


def _seconds(text: str, html: str) -> float:
    started = time.process_time()
    new_text(text, html, known=KNOWN)
    return time.process_time() - started
