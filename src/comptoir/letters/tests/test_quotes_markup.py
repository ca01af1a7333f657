"""HTML mails of known programs, and what a reader of theirs does not see (threat 11)."""

from __future__ import annotations

import pytest

from comptoir.letters.quotes import Known, new_text
from comptoir.letters.quotes.markup import markup_lines

SHOP = Known(addresses=("c-abc@reply.shop.example",), names=("Casa Azul",))
QUOTES = {
    "Gmail": '<div class="gmail_quote"><div class="gmail_attr">Xyzzy Casa:<br></div><blockquote class="gmail_quote">Quando?</blockquote></div>',
    "Outlook": "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p>Xyzzy: Casa</p></div><p>Quando?</p>",
    "Outlook 2007": "<div style='border:none;border-top:solid #B5C4DF 1.0pt;padding:3.0pt 0cm 0cm 0cm'><p>Xyzzy: Casa</p></div><p>Quando?</p>",
    "Outlook on the web": '<div id="appendonsend"></div><hr><div id="divRplyFwdMsg">Xyzzy: Casa</div><div>Quando?</div>',
    "Outlook on the web, again": '<div id="x_divRplyFwdMsg">Xyzzy: Casa</div><div>Quando?</div>',
    "Outlook on a telephone": '<div id="mail-editor-reference-message-container"><div>Xyzzy: Casa</div>Quando?</div>',
    "Outlook for Mac": '<span id="OLK_SRC_BODY_SECTION"><div>Xyzzy: Casa</div>Quando?</span>',
    "Hotmail": '<hr id="stopSpelling">Xyzzy: Casa<br>Quando?',
    "Apple": '<blockquote type="cite"><div>Xyzzy Casa:</div>Quando?</blockquote>',
    "Thunderbird": '<div class="moz-cite-prefix">Xyzzy Casa:</div><blockquote type="cite">Quando?</blockquote>',
    "Proton": '<div class="protonmail_quote">Xyzzy Casa:<blockquote>Quando?</blockquote></div>',
    "Zimbra": '<hr id="zwchr" data-marker="__DIVIDER__"><div data-marker="__HEADERS__">Xyzzy: Casa</div><div data-marker="__QUOTED_TEXT__">Quando?</div>',
    "Yahoo": '<div id="ydp1yahoo_quoted_1" class="yahoo_quoted"><div>Xyzzy Casa:</div>Quando?</div>',
    "Roundcube": '<p id="reply-intro">Xyzzy Casa:</p><blockquote>Quando?</blockquote>',
    "Newton": '<div class="cm_replymail_content_wrap">Quando?</div>',
    "Front": '<blockquote class="front-blockquote">Quando?</blockquote>',
    "HubSpot": '<div class="hs_reply">Quando?</div>',
    "Zoho": '<div class="zmail_extra">Quando?</div>',
    "Tuta": '<blockquote class="tutanota_quote">Quando?</blockquote>',
    "NetEase": '<div id="isReplyContent">Quando?</div>',
}


@pytest.mark.parametrize("quote", QUOTES.values(), ids=QUOTES.keys())
def test_the_quote_of_a_known_program_goes_in_any_language(quote: str) -> None:
    stripped = new_text("", f"<html><body><div>Sim, amanhã.</div><br>{quote}</body></html>")
    assert stripped.text == "Sim, amanhã."
    assert "Quando?" in stripped.quoted


@pytest.mark.parametrize(
    "signature",
    [
        '<span class="gmail_signature_prefix">-- </span><br><div class="gmail_signature">Ana<br>912 345 678</div>',
        '<div class="moz-signature">-- <br>Ana<br>912 345 678</div>',
        '<div id="ms-outlook-mobile-signature">Ana<br>912 345 678</div>',
        '<div id="Signature">Ana<br>912 345 678</div>',
        '<div class="protonmail_signature_block">Ana<br>912 345 678</div>',
        '<div id="composer_signature">Ana<br>912 345 678</div>',
        '<div data-signatureblock="true">Ana<br>912 345 678</div>',
    ],
)
def test_what_a_program_names_a_signature_is_one(signature: str) -> None:
    assert new_text("", f"<div>Sim, amanhã.</div><div>{signature}</div>").text == "Sim, amanhã."


def test_an_answer_between_quotes_in_html_stays_between_them() -> None:
    html = (
        '<div class="moz-cite-prefix">Xyzzy Casa:</div><blockquote type="cite">Quelle taille ?</blockquote><p>La petite.</p>'
        '<blockquote type="cite">Quelle couleur ?</blockquote><p>Bleu.</p>'
    )
    assert [line for line in new_text("", html).text.split("\n") if line.strip("> ")] == [
        "> Quelle taille ?", "La petite.", "> Quelle couleur ?", "Bleu.",
    ]  # fmt: skip


def test_what_is_hidden_is_not_read() -> None:
    html = '<style>p{}</style><p style="display: none">segredo</p><p>Sim<script>x()</script></p><p hidden>segredo</p><!-- segredo -->'
    assert new_text("", html).text == "Sim"


def test_blocks_lists_tables_and_links_stay_readable() -> None:
    html = (
        "<div>Um<div>Dois</div>Três</div><ul><li>a</li><li>b</li></ul><table><tr><td>cor</td><td>azul</td></tr></table>"
        '<p>veja <a href="https://x.example/y">aqui</a> e <a href="https://x.example">https://x.example</a></p><pre>a\n  b</pre>'
    )
    assert [line.raw for line in markup_lines(html) if line.raw] == [
        "Um", "Dois", "Três", "- a", "- b", "cor azul", "veja aqui <https://x.example/y> e https://x.example", "a", "  b",
    ]  # fmt: skip


def test_an_indented_paragraph_of_ones_own_is_no_quote() -> None:
    html = (
        '<p>Diz assim:</p><blockquote style="margin:0 0 0 40px;border:none;padding:0px">devolução grátis</blockquote>'
    )
    assert new_text("", html).text.split() == ["Diz", "assim:", "devolução", "grátis"]


def test_the_html_speaks_where_the_plain_text_is_a_stub() -> None:
    html = "<div>O relógio chegou sem caixa e sem fecho, e a correia está rasgada. Que posso fazer?</div>"
    assert new_text("Please view in HTML", html).text.startswith("O relógio chegou")
    assert new_text("", html).text.startswith("O relógio chegou")


def test_the_html_speaks_where_the_plain_text_hides_the_quote() -> None:
    text = "Sim, amanhã. Xyzzy Casa: Quando?"
    assert new_text(text, f"<div>Sim, amanhã.</div>{QUOTES['Gmail']}").text == "Sim, amanhã."


def test_the_plain_text_speaks_where_both_say_the_same() -> None:
    assert new_text("Sim,\namanhã.", "<p>Sim, amanhã.</p>").text == "Sim,\namanhã."
