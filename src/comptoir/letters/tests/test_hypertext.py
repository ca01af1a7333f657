"""HTML of strangers on our pages and as a text (threats 11 and 12)."""

from __future__ import annotations

import time

import pytest

from comptoir.letters.hypertext import LEFT_OUT, TIGHT, safe_html, text_of_html


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="JaVa&#09;Script:alert(1)">a</a>',
        '<a href="data:text/html,<script>1</script>">a</a>',
        '<a href=" vbscript:x">a</a>',
        "<svg onload=alert(1)><script>1</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<form action=https://x.example><input name=a><button>x</button></form>",
        "<iframe src=https://x.example></iframe><object data=x></object><embed src=x>",
        "<style>@import url(https://x.example)</style><link rel=stylesheet href=https://x.example>",
        '<p style="background:url(https://x.example)">a</p>',
        '<td background="https://x.example">a</td>',
        "<base href=https://x.example><meta http-equiv=refresh content=0>",
        '<a href="https://a.example" ping="https://x.example" onclick=x title=x data-x=1 id=a class=b>a</a>',
        "<img srcset=https://x.example/a.png><picture><source srcset=https://x.example></picture>",
        "<video src=https://x.example autoplay></video><audio src=https://x.example>",
        '<img src="https://x.example/p.gif" width=1 height=1>',
        "<!--[if mso]><script>1</script><![endif]-->",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
        "<template><script>1</script></template>",
        '<a href="//x.example/a">a</a><a href="/console">b</a><img src="/console/out">',
    ],
)
def test_nothing_runs_calls_home_or_leads_to_our_own_pages_threats_11_12(html: str):
    shown = safe_html(html, {"a": "/files/1"}).lower()
    for sign in (
        "script",
        "onerror",
        "onload",
        "onclick",
        "style",
        "<form",
        "<input",
        "<iframe",
        "<svg",
        "<math",
        "url(",
    ):
        assert sign not in shown
    for sign in (
        "x.example",
        "title",
        "data-",
        "id=",
        "ping",
        "<base",
        "<meta",
        "<link",
        "/console",
        "srcset",
        "background",
    ):
        assert sign not in shown


def test_what_people_write_stays():
    html = '<p>Olá <b>Ana</b>,<br>vê <a href="https://a.example/x?a=1&b=2">isto</a></p><ul><li>um</ul><table><tr><td colspan=2>1</table>'
    assert safe_html(html) == (
        '<p>Olá <b>Ana</b>,<br>vê <a href="https://a.example/x?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">isto</a></p>'
        '<ul><li>um</li></ul><table><tbody><tr><td colspan="2">1</td></tr></tbody></table>'
    )


def test_pictures_that_came_along_are_shown_and_others_are_marked():
    html = '<img src="cid:Logo%40x" alt=l width=20><img src="cid:none" alt="<nada>"><img src="https://x.example/a.png">'
    shown = safe_html(html, {"logo@x": "/console/mail/1/logo?a=1&b=2"})
    assert '<img src="/console/mail/1/logo?a=1&amp;b=2" alt="l" width="20">' in shown
    assert f'<span class="{LEFT_OUT}">&lt;nada&gt;</span><span class="{LEFT_OUT}"></span>' in shown


def test_the_lines_of_outlook_are_told_as_such():
    assert safe_html('<p class="x MsoNormal">a</p><p class=x>b</p>') == f'<p class="{TIGHT}">a</p><p>b</p>'


def test_what_a_mail_program_would_hide_is_hidden_here_too():
    html = '<div style="display: none">antes</div><p hidden>x</p><p style="mso-hide:all">y</p><p>olá</p>'
    assert safe_html(html) == "<p>olá</p>"
    assert text_of_html(html) == "olá"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Olá&nbsp;<b>Ana</b>,<br>linha 2</p><p>fim</p>", "Olá Ana,\nlinha 2\n\nfim"),
        ("um<div>dois</div><div>três<div>quatro</div></div>", "um\ndois\ntrês\nquatro"),
        ("<ul><li>um<li>dois<ul><li>a</ul></ul><ol><li>x<li>y</ol>", "- um\n- dois\n  - a\n\n1. x\n2. y"),
        (
            "<table><tr><td>Artigo</td><td>Qtd</td></tr><tr><td>Bule</td><td>2</td></tr></table>",
            "Artigo | Qtd\nBule | 2",
        ),
        ('<a href="https://a.example/x">aqui</a> fim', "aqui (https://a.example/x) fim"),
        ('<a href="https://a.example/">a.example</a>', "a.example"),
        ('<a href="mailto:ana@b.pt?subject=x">Ana</a>', "Ana (ana@b.pt)"),
        ('<a href="javascript:x">a</a><a href="https://x.example"><img src=x></a>', "a"),
        ("olá<blockquote>cita<blockquote>mais</blockquote></blockquote>fim", "olá\n\n> cita\n>\n>> mais\n\nfim"),
        (
            "<p class=MsoNormal>um</p><p class=MsoNormal>dois</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>três</p>",
            "um\ndois\n\ntrês",
        ),
        ("<div>um</div><div><br></div><div>dois<br></div><div>três</div>", "um\n\ndois\ntrês"),
        ("<pre>  a\n  b</pre>", "  a\n  b"),
        ("a<hr>b", "a\n---\nb"),
        ("<style>p{}</style><title>t</title><script>s</script>x", "x"),
        ("a\u200b\u00adb", "ab"),
        ("a<br><br><br><br><br>b", "a\n\nb"),
        ("", ""),
        ("   ", ""),
        ("só texto", "só texto"),
    ],
)
def test_html_as_a_text(html: str, text: str):
    assert text_of_html(html) == text


HOSTILE = {
    "deep": "<div>" * 200_000,
    "deep quotes": "<blockquote>x" * 80_000,
    "deep lists": "<ul><li>x" * 110_000,
    "formats": "".join(f"<font a={at}><p>" for at in range(60_000)),
    "tables": "<table><tr><td>" * 60_000,
    "attributes": "<p " + "a=b " * 250_000 + ">",
    "openings": "<" * 1_000_000,
    "entities": "&" * 1_000_000,
    "pictures": "<img src=http://x>" * 60_000,
    "comments": "<!--" * 250_000,
    "styles": "<p style='" + "display:" * 100_000 + "'>",
    "other elements": "<foo>" * 200_000,
    "templates": "<template>" * 90_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_million_signs_of_malice_take_little_time_a14(name: str):
    began = time.process_time()
    safe_html(HOSTILE[name])
    text_of_html(HOSTILE[name])
    assert time.process_time() - began < 6
