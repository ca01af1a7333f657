"""How mail programs lay out an answer, written from what these programs send. `FORMATS` names them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from tests.letters import dates
from tests.letters.layout import (
    Draft,
    Laid,
    between,
    between_html,
    broken,
    dashed,
    divs,
    joined,
    marked,
    signed,
    wrapped,
)
from tests.letters.phrases import (
    DATE_KEYS,
    GALAXY,
    IPHONE,
    KEYS,
    ORIGINAL,
    OUTLOOK_MOBILE,
    PROTON,
    WEB_KEYS,
    WROTE,
    YAHOO_PHONE,
    ZIMBRA,
)

LINK = "https://aka.ms/o0ukef"


def gmail(draft: Draft) -> Laid:
    head = _gmail_head(draft)
    if draft.kind == "placed":
        text, left = between(draft, wrapped(head) + "\n")
        quote = '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        attr = f'<div dir="ltr" class="gmail_attr">{_linked(head)}<br></div>'
        inner = between_html(draft, attr, quote)
        return Laid(text, f'<div dir="ltr"><div class="gmail_quote gmail_quote_container">{inner}</div></div>', left)
    text = joined(wrapped(draft.words), wrapped(head), marked(wrapped(draft.original.text)), dashed(draft))
    html = (
        f'<div dir="ltr">{divs(draft.words)}</div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">'
        f'{_linked(head)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);'
        f'padding-left:1ex"><div>{broken(draft.original.text)}</div></blockquote></div>{_gmail_signature(draft)}'
    )
    return Laid(text, html, draft.words)


def _gmail_head(draft: Draft) -> str:
    when = dates.gmail(draft.language, draft.when)
    if draft.language == "pt-PT":
        return f"{draft.us} escreveu {when}"
    return f"{when} {draft.us} {WROTE[draft.language]}"


def _gmail_signature(draft: Draft) -> str:
    if not draft.is_signed:
        return ""
    card = "<br>".join(map(escape, (draft.writer.name, *draft.writer.card)))
    return (
        '<div><br></div><span class="gmail_signature_prefix">-- </span><br>'
        f'<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">{card}</div></div>'
    )


def apple_mail(draft: Draft) -> Laid:
    head = f"{dates.apple(draft.language, draft.when)} {draft.us} {WROTE[draft.language]}"
    written, left = signed(draft)
    if draft.kind == "placed":
        written, left = draft.words, draft.words
    quote = joined(marked(head), marked("\n" + draft.original.text))
    html = (
        f'<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word;">'
        f'{divs(written)}<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>{_linked(head)}</div><br '
        f'class="Apple-interchange-newline"><div><div>{broken(draft.original.text)}</div></div></blockquote></div><br></body></html>'
    )
    return Laid(joined(written, quote.replace("\n\n", "\n")) + "\n\n", html, left)


def iphone(draft: Draft) -> Laid:
    head = f"{dates.apple(draft.language, draft.when)} {draft.us} {WROTE[draft.language]}"
    device = IPHONE[draft.language] if draft.is_signed else ""
    text = joined(draft.words, device, marked(f"{head}\n\n\ufeff{draft.original.text}"))
    html = (
        f'<html><body dir="auto"><div dir="ltr">{divs(draft.words)}</div><div dir="ltr"><br>{escape(device)}</div><div dir="ltr"><br>'
        f'<blockquote type="cite">{_linked(head)}<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff'
        f"{broken(draft.original.text)}</div></blockquote></body></html>"
    )
    return Laid(text, html, draft.words)


def outlook_desktop(draft: Draft) -> Laid:
    written, left = signed(draft)
    keys = _headers(draft, KEYS)
    text = joined(written, "\n" + _as_lines(keys), draft.original.text)
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)">'
        '<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=PT link="#0563C1"><div class=WordSection1>'
        f"{_paragraphs(written)}<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style='border:none;border-top:solid #E1E1E1 1.0pt;"
        f"padding:3.0pt 0cm 0cm 0cm'><p class=MsoNormal>{_as_html(keys)}<o:p></o:p></p></div></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        f"{_paragraphs(draft.original.text)}</div></body></html>"
    )
    return Laid(text, html, left)


def outlook_web(draft: Draft) -> Laid:
    written, left = signed(draft)
    keys = _headers(draft, WEB_KEYS)
    text = "\n".join((written, "_" * 32, _as_lines(keys), "", draft.original.text))
    html = (
        f'<html><body dir="ltr"><div class="elementToProof" style="font-family: Calibri">{divs(written)}</div><div id="appendonsend"></div>'
        '<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" '
        f'style="font-size:11pt" color="#000000">{_as_html(keys)}</font><div>&nbsp;</div></div><div>{broken(draft.original.text)}</div></body></html>'
    )
    return Laid(text, html, left)


def outlook_phone(draft: Draft) -> Laid:
    device = OUTLOOK_MOBILE[draft.language] if draft.is_signed else ""
    keys = _headers(draft, WEB_KEYS)
    text = joined(
        draft.words, f"{device}<{LINK}>" if device else "", "\n".join(("_" * 32, _as_lines(keys))), draft.original.text
    )
    shown = (
        f'<div id="ms-outlook-mobile-signature"><div></div>{device.replace("Outlook", f"<a href={LINK}>Outlook</a>")}</div>'
        if device
        else ""
    )
    html = (
        f'<html><body dir="auto"><div dir="ltr">{divs(draft.words)}</div><br>{shown}<div id="mail-editor-reference-message-container" dir="auto">'
        '<br><hr style="display: inline-block; width: 98%;"><div id="divRplyFwdMsg" style="font-size: 11pt;">'
        f"{_as_html(keys)}</div><br>{broken(draft.original.text)}</div></body></html>"
    )
    return Laid(text, html, draft.words)


def thunderbird(draft: Draft) -> Laid:
    head = f"{dates.thunderbird(draft.language, draft.when)} {draft.original.name} {WROTE[draft.language]}"
    cite = f'<div class="moz-cite-prefix">{escape(head)}<br></div>'
    quote = '<blockquote type="cite" cite="mid:o17@reply.feira.example">'
    shown = f'<div class="moz-signature">{broken(dashed(draft))}</div>' if draft.is_signed else ""
    if draft.kind == "placed":
        text, left = between(draft, head)
        html = f"<html><body>{between_html(draft, cite, quote)}{shown}</body></html>"
        return Laid(joined(text, dashed(draft)), html, left)
    text = joined(draft.words, f"{head}\n{marked(draft.original.text)}", dashed(draft))
    html = f"<html><body>{divs(draft.words, 'p')}{cite}{quote}<p>{broken(draft.original.text)}</p></blockquote>{shown}</body></html>"
    return Laid(text, html, draft.words)


def yahoo(draft: Draft) -> Laid:
    head = f"{dates.yahoo(draft.language, draft.when)} {draft.us} {WROTE[draft.language]}"
    device = YAHOO_PHONE[draft.language] if draft.is_signed else ""
    text = joined(draft.words, device, f"    {head}  \n \n {draft.original.text.replace(chr(10), chr(10) + ' ')}  ")
    html = (
        f'<html><body><div class="ydp1f2a3b4cyahoo-style-wrap"><div dir="ltr">{divs(draft.words)}</div><div><br></div>'
        f'<div id="ymail_android_signature">{escape(device)}</div></div><div id="ydp9c1yahoo_quoted_2816" class="yahoo_quoted"><div '
        f'style="font-family:Helvetica"><div>{_linked(head)}</div><div><br></div><div><br></div><div>{broken(draft.original.text)}</div>'
        "</div></div></body></html>"
    )
    return Laid(text, html, draft.words)


def proton(draft: Draft) -> Laid:
    head = f"{dates.proton(draft.language, draft.when)} {draft.us} {WROTE[draft.language]}"
    device = PROTON[draft.language] if draft.is_signed else ""
    text = joined(draft.words, device, head, marked(draft.original.text))
    html = (
        f'<div style="font-family: Arial; font-size: 14px;">{divs(draft.words)}</div><div class="protonmail_signature_block">'
        f'<div class="protonmail_signature_block-user protonmail_signature_block-empty"></div><div class="protonmail_signature_block-proton">'
        f'{escape(device)}</div></div><div class="protonmail_quote">{_linked(head)}<br><blockquote class="protonmail_quote" type="cite">'
        f"{broken(draft.original.text)}</blockquote><br></div>"
    )
    return Laid(text, html, draft.words)


def samsung(draft: Draft) -> Laid:
    device = GALAXY[draft.language] if draft.is_signed else ""
    keys = _headers(draft, KEYS)
    date = (DATE_KEYS[draft.language], f"{draft.when:%d/%m/%y  %H:%M}  (GMT+00:00)")
    keys = [keys[0], date, keys[2], keys[3]]
    title = f"-------- {ORIGINAL[draft.language]} --------"
    text = joined(draft.words, device, "\n".join((title, _as_lines(keys))), draft.original.text)
    html = (
        f'<html><body dir="auto"><div dir="auto">{divs(draft.words)}</div><div dir="auto"><br></div><div id="composer_signature" dir="auto">'
        f'{escape(device)}</div><div><br></div><div align="left" dir="auto" style="font-size:100%;color:#000000"><div>{title}</div>'
        f"{divs(_as_lines(keys))}<div><br></div></div>{broken(draft.original.text)}</body></html>"
    )
    return Laid(text, html, draft.words)


def zimbra(draft: Draft) -> Laid:
    written, left = signed(draft)
    keys = _headers(draft, WEB_KEYS)
    keys = [keys[0], keys[2], keys[1], keys[3]]
    text = joined(written, "\n".join((f"----- {ZIMBRA[draft.language]} -----", _as_lines(keys))), draft.original.text)
    html = (
        f'<html><body><div style="font-family: arial"><div>{divs(written)}</div><div><br></div><hr id="zwchr" data-marker="__DIVIDER__">'
        f'<div data-marker="__HEADERS__"><blockquote style="border-left:2px solid #1010FF;margin-left:5px">{_as_html(keys)}</blockquote></div>'
        f'<div data-marker="__QUOTED_TEXT__"><blockquote style="border-left:2px solid #1010FF">{broken(draft.original.text)}</blockquote></div>'
        "</div></body></html>"
    )
    return Laid(text, html, left)


def roundcube(draft: Draft) -> Laid:
    head = f"{dates.roundcube(draft.language, draft.when)} {draft.original.name} {WROTE[draft.language]}"
    quote = f'<p id="reply-intro">{escape(head)}</p><blockquote type="cite" style="padding: 0 0.4em; border-left: #1010ff 2px solid">'
    quote += f'<div class="pre">{broken(draft.original.text)}</div></blockquote>'
    shown = f'<div id="signature">{broken(dashed(draft))}</div>' if draft.is_signed else ""
    if draft.kind == "placed":
        text = joined(f"{head}\n{marked(draft.original.text)}", draft.words, dashed(draft))
        return Laid(text, f"<html><body>{quote}{divs(draft.words, 'p')}{shown}</body></html>", draft.words)
    text = joined(draft.words, dashed(draft), f"{head}\n{marked(draft.original.text)}")
    return Laid(text, f"<html><body>{divs(draft.words, 'p')}{shown}{quote}</body></html>", draft.words)


def mutt(draft: Draft) -> Laid:
    lead = {"en": "On", "fr": "Le", "pt-PT": "Em", "pt-BR": "Em", "ro": "Pe"}[draft.language]
    head = f"{lead} {draft.when:%a, %b %d, %Y at %I:%M:%S%p +0000}, {draft.original.name} {WROTE[draft.language]}"
    if draft.kind == "placed":
        text, left = between(draft, head)
        return Laid(joined(text, dashed(draft)), None, left)
    return Laid(joined(draft.words, f"{head}\n{marked(draft.original.text)}", dashed(draft)), None, draft.words)


def orange(draft: Draft) -> Laid:
    """The web mail of a French provider, which quotes its headers as well."""
    written, left = signed(draft)
    head = f"Message du {draft.when:%d/%m/%y %H:%M}\nDe : {draft.us}\nA : {draft.writer.address}\nCopie à : \nObjet : {draft.original.subject}\n"
    html = f"<p>{broken(written)}</p><blockquote>{broken(head)}<br>{broken(draft.original.text)}</blockquote>"
    return Laid(joined(written, marked(f"{head}\n{draft.original.text}")), html, left)


FORMATS: dict[str, Callable[[Draft], Laid]] = {
    "gmail": gmail,
    "apple_mail": apple_mail,
    "iphone": iphone,
    "outlook_desktop": outlook_desktop,
    "outlook_web": outlook_web,
    "outlook_phone": outlook_phone,
    "thunderbird": thunderbird,
    "yahoo": yahoo,
    "proton": proton,
    "samsung": samsung,
    "zimbra": zimbra,
    "roundcube": roundcube,
    "mutt": mutt,
    "orange": orange,
}
ONLY_IN = {"orange": ("fr",)}


def _headers(draft: Draft, names: dict[str, tuple[str, str, str, str]]) -> list[tuple[str, str]]:
    whom = f"{draft.writer.name} <{draft.writer.address}>"
    values = (draft.us, dates.outlook(draft.language, draft.when), whom, draft.original.subject)
    return list(zip(names[draft.language], values, strict=True))


def _as_lines(keys: list[tuple[str, str]]) -> str:
    return "\n".join(f"{key} {value}" for key, value in keys)


def _as_html(keys: list[tuple[str, str]]) -> str:
    return "<br>".join(f"<b>{escape(key)}</b> {escape(value)}" for key, value in keys)


def _linked(text: str) -> str:
    """Addresses in angle brackets become links, as in most programs."""
    before, _, rest = text.partition("<")
    address, _, after = rest.partition(">")
    return (
        f'{escape(before)}&lt;<a href="mailto:{address}">{address}</a>&gt;{escape(after)}' if address else escape(text)
    )


def _paragraphs(text: str) -> str:
    return "".join(f"<p class=MsoNormal>{escape(line) or '<o:p>&nbsp;</o:p>'}</p>" for line in text.split("\n"))
