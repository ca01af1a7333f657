"""Links outside the shop's own sites and the links its charter allows; bare domains too, and domains in words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice
from urllib.parse import urlsplit

from linkify_it import LinkifyIt
from tldextract import TLDExtract

from comptoir.language.emails import find_emails
from comptoir.language.findings import Finding
from comptoir.language.folding import folded
from comptoir.language.lexicons import words
from comptoir.language.rules import ReplyRules, Shop
from comptoir.language.text import Text, is_within, merged, overlaps

_MARKED = re.compile(r"(?:h(?:tt|xx)ps?://|www\.|(?<!\w)//)[^\s<>\"«»„“”]{2,2000}", re.IGNORECASE)
_SCHEME = re.compile(r"(?:h(?:tt|xx)ps?:)?//", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@.\-/:+])(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,5}[^\W\d_]{2,24}(?![\w@])(?::\d{2,5})?(?:[/?#][^\s<>\"«»]{0,500})?"
)
_IN_WORDS = re.compile(
    r"(?<![\w-])(?:(?:www|3w|w w w) (?:point|dot|ponto|punct) )?[a-z0-9][\w-]{1,40}(?: (?:point|dot|ponto|punct) [a-z0-9][\w-]{1,40})?"
    r" (?:point|dot|ponto|punct) (?:com|net|org|fr|ro|pt|eu|shop|co uk|info|be|ch|uk)(?!\w)"
)
_DOTS_IN_WORDS = (" point ", " dot ", " ponto ", " punct ")
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
    mails = merged(list(find_emails(body)))
    found = []
    for start, end in _links(body, rules.language):
        if not overlaps(start, end, mails) and not is_allowed(body[start:end], rules.shop):
            found.append(Finding("link", start, end, "outside_link", {"host": _host(body[start:end])}))
    return found


def is_own_host(host: str, shop: Shop) -> bool:
    """Whether the host is one of the shop's sites, without "www.", or stands below one."""
    name = host.lower().strip(".").removeprefix("www.")
    sites = [site.lower().removeprefix("www.") for site in shop.sites]
    return any(name == site or name.endswith("." + site) for site in sites)


def is_allowed(link: str, shop: Shop) -> bool:
    """Whether the link leads to one of the shop's sites, or begins as an allowed link does."""
    if is_own_host(_host(link), shop):
        return True
    plain = _plain(link)
    return any(
        plain == _plain(own) or plain.startswith((_plain(own) + "/", _plain(own) + "?", _plain(own) + "#"))
        for own in shop.links
    )


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
    if is_word and not has_mark and not _is_announced(body[max(0, match.start() - 12) : match.start()], language):
        return False
    return len(label) > 1 and _is_registrable(host)


def _is_announced(before: str, language: str) -> bool:
    ahead = folded(before).split()
    return bool(ahead) and before[-1:] == " " and ahead[-1].strip("'\"(") in words(language, "before_domains")


@lru_cache(maxsize=4096)
def _is_registrable(host: str) -> bool:
    """Whether it has a domain below a public suffix."""
    parts = _domains()(host)
    return bool(parts.suffix) and bool(parts.domain)


@cache
def _linkify() -> LinkifyIt:
    return LinkifyIt()


@cache
def _domains() -> TLDExtract:
    """The list that comes with the package: nothing is asked of the network, nothing is written."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None)
