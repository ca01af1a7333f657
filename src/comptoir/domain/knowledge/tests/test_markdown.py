"""Articles in Markdown: real typography comes out, and nothing that runs. Attacks A1, A9, A14, A21."""

from __future__ import annotations

import time
from uuid import UUID

import pytest
from selectolax.lexbor import LexborHTMLParser

from comptoir.domain.knowledge.rules.markdown import (
    BODY_LARGEST,
    Heading,
    Where,
    headings,
    picture_address,
    pictures,
    plain,
    rendered,
    summed_up,
)

KEY = "0123456789abcdef0123456789abcdef"
HERE = Where(pictures="/help/maison-perle/pictures/", articles="/help/maison-perle/fr/")


def test_paragraphs_lists_and_emphasis_become_a_page() -> None:
    text = "Une **bague** se *mesure*.\n\n1. Prenez\n2. Lisez\n\n- or\n- argent"
    assert rendered(text) == (
        "<p>Une <strong>bague</strong> se <em>mesure</em>.</p>\n"
        "<ol>\n<li>Prenez</li>\n<li>Lisez</li>\n</ol>\n<ul>\n<li>or</li>\n<li>argent</li>\n</ul>"
    )


def test_headings_begin_at_the_second_level_and_pass_over_none() -> None:
    """The title of the page is the first heading; a reader of screens finds an outline without gaps."""
    text = "# Payer\n\n### Par carte\n\n###### Détail\n\n## Par chèque\n\n# Payer"
    assert headings(text) == (
        Heading(2, "s-payer", "Payer"),
        Heading(3, "s-par-carte", "Par carte"),
        Heading(4, "s-detail", "Détail"),
        Heading(3, "s-par-cheque", "Par chèque"),
        Heading(2, "s-payer-2", "Payer"),
    )
    assert '<h2 id="s-payer-2">Payer</h2>' in rendered(text)
    assert "<h1" not in rendered(text)


def test_a_picture_of_the_shop_is_shown_with_its_size_and_its_words() -> None:
    text = f'![Un baguier]({picture_address(KEY, 800, 600)} "Notre baguier")'
    assert rendered(text, HERE) == (
        f'<figure><img src="/help/maison-perle/pictures/{UUID(KEY)}" alt="Un baguier" width="800" height="600" loading="lazy" '
        'decoding="async"><figcaption>Notre baguier</figcaption></figure>'
    )
    assert [(it.key, it.words, it.width) for it in pictures(text)] == [(KEY, "Un baguier", 800)]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/a.png",
        "data:image/png;base64,AAAA",
        "/widget/code",
        "picture:../../etc",
        "//x.example/a",
    ],
)
def test_a_picture_from_elsewhere_is_only_its_words(address: str) -> None:
    """Attack A9: a page of the help centre fetches nothing from anywhere else."""
    assert rendered(f"![Une bague]({address})", HERE) == "<p>Une bague</p>"


def test_links_lead_to_other_articles_to_sites_and_to_parts_of_the_text() -> None:
    text = "[Retours](article:retourner-un-bijou) [Site](https://perle.example/) [Plus bas](#payer) [Écrire](mailto:a@perle.example)"
    shown = rendered(text, HERE)
    assert 'href="/help/maison-perle/fr/retourner-un-bijou"' in shown
    assert 'href="https://perle.example/"' in shown
    assert 'href="#s-payer"' in shown
    assert 'href="mailto:a@perle.example"' in shown


SHOWN = frozenset(
    "html head body h2 h3 p strong em code pre a img figure figcaption div table thead tbody tr th td".split()  # noqa: SIM905
)
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))",
    '![" onerror="alert(1)](picture:0123456789abcdef0123456789abcdef-1x1 "\\" onload=\\"x")',
    '[x](https://a.example "\\" onmouseover=\\"alert(1)")',
    "<style>body{display:none}</style>",
    "<iframe src=https://evil.example></iframe>",
    "<form action=/><input name=a></form>",
    "# <svg/onload=alert(1)>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>`",
    "| <script> | b |\n|---|---|\n| <img src=x onerror=1> | c |",
    "<!-- --><base href=//evil.example>",
    "[x]: javascript:alert(1)\n\n[x]",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_written_runs(text: str) -> None:
    """Attack A1: markup of the writer's own is text."""
    tree = LexborHTMLParser(rendered(text, HERE))
    for node in tree.css("*"):
        assert node.tag in SHOWN
        for name, value in node.attributes.items():
            assert not name.startswith("on")
            assert name not in ("style", "srcdoc", "action", "formaction")
            assert not (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:"))


@pytest.mark.parametrize("written", ["{{7*7}}", "${7*7}", "{% raise %}", "{0.class}", "%(name)s", "#{7*7}"])
def test_what_looks_like_a_template_stays_as_it_is_written(written: str) -> None:
    """Attack A21."""
    assert written in rendered(f"Le code est {written} ici")
    assert plain(f"Le code est {written} ici") == f"Le code est {written} ici"


@pytest.mark.parametrize(
    "piece",
    [
        "((((",
        ">>>>",
        "a@b.com\n",
        "[[[[",
        "![[",
        "*a_",
        "`" * 3,
        "- ",
        "> - ",
        "|a",
        "<a ",
        "&#",
        "[a](",
        "\\",
        "~~a*",
        "x" * 64 + " ",
    ],
)
def test_hostile_text_takes_no_long_time(piece: str) -> None:
    """Attack A14: 64 kB of what is hard to read."""
    text = (piece * (64 * 1024 // len(piece)))[: 64 * 1024]
    began = time.process_time()
    rendered(text)
    plain(text)
    assert time.process_time() - began < 2.5


def test_what_is_too_long_is_not_read_to_its_end() -> None:
    assert len(plain("a" * (BODY_LARGEST + 5_000))) == BODY_LARGEST


def test_the_words_alone_are_what_is_searched() -> None:
    text = f"# Payer\n\nPar **carte** ou [virement](https://a.example).\n\n- Visa\n- PayPal\n\n![Le terminal]({picture_address(KEY, 1, 1)})\n\n| a | b |\n|--|--|\n| c | d |"
    assert plain(text) == "Payer\nPar carte ou virement.\nVisa\nPayPal\nLe terminal\na\nb\nc\nd"


def test_a_text_is_summed_up_by_its_first_whole_words() -> None:
    assert summed_up("Court.") == "Court."
    assert summed_up("mot " * 100, 20) == "mot mot mot mot mot…"


def test_a_wide_table_moves_in_a_box_that_a_keyboard_reaches() -> None:
    shown = rendered("| a | b |\n|:--|--:|\n| c | d |")
    assert shown.startswith('<div class="wide" tabindex="0">')
    assert '<td class="to-end">d</td>' in shown
    assert "style" not in shown
