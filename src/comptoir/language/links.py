"""Links outside the shop's own sites and the links its charter allows; bare domains too, and domains in words."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from comptoir.language.emails import find_emails
from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.lexicons import words
from comptoir.language.rules import ReplyRules, Shop
from comptoir.language.text import Text, is_within, merged, overlaps

if TYPE_CHECKING:
    from linkify_it import LinkifyIt
    from tldextract import TLDExtract

_MARKED = re.compile(r"(?:h(?:tt|xx)ps?://|www\.|(?<!\w)//)[^\s<>\"«»„“”]{2,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?:)?//", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.\-/:+])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,24}(?![\w@])(?::\d{2,5})?(?:[/?#][^\s<>\"«»]{0,500})?"
)
_IN_WORDS = re.compile(
    r"(?<![\w-])(?:(?:www|3w|w w w) (?:point|dot|ponto|punct) )?[a-z0-9][\w-]{1,40}(?: (?:point|dot|ponto|punct) [a-z0-9][\w-]{1,40})?"
    r" (?:point|dot|ponto|punct) (?:com|net|org|fr|ro|pt|eu|shop|co uk|info|be|ch|uk)(?!\w)"
)
_GLUED = re.compile(r"\S{0,20}")
_RESERVED = (".example", ".test", ".invalid")
"""Names that lead nowhere, kept free for examples (RFC 2606): a shop that tries things out writes them."""
_DOTS_IN_WORDS = (" point ", " dot ", " ponto ", " punct ")
_ANNOUNCED_WITHIN = 12
_AT_MOST = 200
"""Links of a kind: whoever writes more has been found out."""
_TRIED_AT_MOST = 1000


def may_find(sentence: str, language: str) -> bool:
    """Whether a message with this sentence may hold a link: what begins one, a bare domain or a dot in words stands there."""
    if "//" in sentence or "www." in sentence.lower():
        return True
    if "." in sentence and _BARE.search(sentence):
        return True
    plain = folded(sentence)
    return any(dot in plain for dot in _DOTS_IN_WORDS) and _IN_WORDS.search(plain) is not None


def find(text: Text, rules: ReplyRules) -> list[Finding]:
    """One finding for each link that leads elsewhere; the addresses of mailboxes are none."""
    body = text.body
    outside = [span for span in _links_of(text, rules.language) if not is_allowed(body[span[0] : span[1]], rules.shop)]
    mails = merged(list(find_emails(body))) if outside else []
    return [
        Finding("link", start, end, "outside_link", {"host": _host(body[start:end])})
        for start, end in outside
        if not overlaps(start, end, mails)
    ]


def leads_elsewhere(sentence: str, rules: ReplyRules) -> bool:
    """Whether a link outside the shop's stands in the sentence."""
    if not may_find(sentence, rules.language):
        return False
    return any(not is_allowed(sentence[start:end], rules.shop) for start, end in _links(sentence, rules.language))


def _links_of(text: Text, language: str) -> list[tuple[int, int]]:
    """Every link, in order. None goes on beyond a sentence's end; what stands before one that begins a sentence may announce it."""
    met = text.met(language)
    if met is None:
        return _links(text.body, language)
    found: list[tuple[int, int]] = []
    for by, each in met:
        if each.known("link", may_find):
            around = text.body[max(0, by - _ANNOUNCED_WITHIN) : by], _closers_of(text.body, by + len(each.text))
            here = each.known(("links", *around), partial(_links_amid, *around))
            found += [(by + start, by + end) for start, end in here]
    return found if len(found) <= _AT_MOST else _links(text.body, language)


def _closers_of(body: str, end: int) -> str:
    """What is glued to a sentence's end and is none of it (see `Text.sentences`)."""
    closers = _GLUED.match(body, end)
    return closers[0] if closers else ""


def _links_amid(before: str, after: str, sentence: str, language: str) -> list[tuple[int, int]]:
    """Those in a sentence around which this stands."""
    ahead = len(before)
    every = _links(f"{before}{sentence}{after}", language)
    return [(start - ahead, end - ahead) for start, end in every if start >= ahead]


def is_own_host(host: str, shop: Shop) -> bool:
    """Whether the host is one of the shop's sites, without "www.", or stands below one."""
    name = host.lower().strip(".").removeprefix("www.")
    sites = [site.lower().removeprefix("www.") for site in shop.sites]
    return any(name == site or name.endswith("." + site) for site in sites)


@lru_cache(maxsize=1024)
def is_allowed(link: str, shop: Shop) -> bool:
    """Whether the link leads to one of the shop's sites, or begins as an allowed link does."""
    if is_own_host(_host(link), shop):
        return True
    plain, (allowed, beginnings) = _plain(link), _allowed(shop.links)
    return plain in allowed or plain.startswith(beginnings)


@lru_cache(maxsize=64)
def _allowed(links: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """The allowed links, and how those begin that go further."""
    plain = frozenset(map(_plain, links))
    return plain, tuple(each + mark for each in plain for mark in "/?#")


def _plain(link: str) -> str:
    bare = re.sub(r"^(?:[a-z]{2,6}:)?//", "", link.strip(), flags=re.IGNORECASE).removeprefix("www.").rstrip("/.,;:!?")
    host, slash, rest = bare.partition("/")
    return host.lower() + slash + rest


def _host(link: str) -> str:
    marked = link if "//" in link else "//" + link
    try:
        return (urlsplit(marked).hostname or "").lower()
    except ValueError:
        return ""


def _links(body: str, language: str) -> list[tuple[int, int]]:
    found = [(match.start(), match.start() + _length(match[0])) for match in islice(_MARKED.finditer(body), _AT_MOST)]
    if "." in body:
        marked = merged(found)
        bare = (
            match
            for match in islice(_BARE.finditer(body), _TRIED_AT_MOST)
            if not is_within(match.start(), marked) and _is_domain(match, body, language)
        )
        found += [(match.start(), match.end() - _trailing(match[0])) for match in islice(bare, _AT_MOST)]
    plain = folded(body)
    if any(dot in plain for dot in _DOTS_IN_WORDS):
        found += [match.span() for match in islice(_IN_WORDS.finditer(plain), _AT_MOST)]
    return sorted(found)


def _length(candidate: str) -> int:
    """How much of the candidate is the link: punctuation at its end is the sentence's."""
    scheme = _SCHEME.match(candidate)
    ahead = len(scheme[0]) if scheme else 0
    link = _linkify().match_at_start("http://" + candidate[ahead:])  # ten times faster than a search
    return int(link.last_index) - len("http://") + ahead if link else len(candidate) - _trailing(candidate)


def _trailing(link: str) -> int:
    return len(link) - len(link.rstrip(".,;:!?)]}'’"))


def _is_domain(match: re.Match[str], body: str, language: str) -> bool:
    """Whether it is a domain, and not two sentences without a space, a file or an abbreviation."""
    host = re.split(r"[/:?#]", match[0])[0]
    label, _, last = host.rpartition(".")
    if (last[0].isupper() and not host.isupper()) or last.lower() in words("en", "file_endings"):
        return False
    is_word = last in words(language, "words_like_domains")
    has_mark = "/" in match[0] or "-" in label or any(sign.isdigit() for sign in label) or "." in label
    if (
        is_word
        and not has_mark
        and not _is_announced(body[max(0, match.start() - _ANNOUNCED_WITHIN) : match.start()], language)
    ):
        return False
    return len(label) > 1 and _is_registrable(host)


def _is_announced(before: str, language: str) -> bool:
    ahead = folded(before).split()
    return bool(ahead) and before[-1:] == " " and ahead[-1].strip("'\"(") in words(language, "before_domains")


@lru_cache(maxsize=4096)
def _is_registrable(host: str) -> bool:
    """Whether it has a domain below a public suffix."""
    if host.lower().endswith(_RESERVED):
        return True
    parts = _domains()(host)
    return bool(parts.suffix) and bool(parts.domain)


@cache
def _linkify() -> LinkifyIt:
    from linkify_it import LinkifyIt

    return LinkifyIt()


@cache
def _domains() -> TLDExtract:
    """The list that comes with the package: nothing is asked of the network, nothing is written."""
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None)
