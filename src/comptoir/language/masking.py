"""Contact details taken out of what one side writes before the other reads it. E3, E7.

First what is known of both parties (their addresses, names, telephones, hosts), however it is written; then whatever looks like a way to
reach somebody outside: telephones, mail and postal addresses, accounts, names on networks, links. The shop's own stay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from comptoir.language.disguises import Undisguised, without_unseen
from comptoir.language.folding import folded
from comptoir.language.nobodys import COMMON, HOUSES
from comptoir.language.phones import find_phones
from comptoir.language.reply import check_reply
from comptoir.language.rules import LANGUAGES, Moment, ReplyRules, Shop

REMOVED = {
    "en": "[contact removed]",
    "fr": "[contact supprimé]",
    "pt": "[contacto removido]",
    "ro": "[contact eliminat]",
}
"""What stands in the place of what was removed, in the reader's language."""

NAME = "name"
COUNTED = ("account_number", "card_number", "mail_address", "phone_number", "postal_address", "handle", "outside_link")
"""Kinds that count as an attempt; a name in a signature does not."""

Found = tuple[int, int, str]
"""Where something stands in a text, and of what kind it is."""

_CLAUSES = frozenset(("contact_details", "link"))
_TIMES = 20
"""How often a text is looked at anew, at the most: what was removed may lay bare what stood beside it."""
_SHORTEST_NAME = 3
_SHORTEST_TAIL = 8
_DIGITS = re.compile(r"\d(?:[ .\-‐‑–/()\u00a0\u202f]{0,3}\d){7,17}")
_APART = re.compile(r"(?<![\w])[\w@.+](?:[ \t\n._*|-]{1,3}[\w@.+]){7,60}(?![\w])")
_MAIL = re.compile(r"[\w.+]+@[\w.]+\.[a-z]{2,10}", re.IGNORECASE)
_FEWEST_DIGITS_APART = 9
_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class Parties:
    """What is known of buyer and seller and must not pass. `allowed` are names that each may learn of the other."""

    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    shop: Shop = field(default_factory=Shop)


class Masked(NamedTuple):
    """The text that may pass, and how often each kind was removed from it."""

    text: str
    kinds: Counter[str]

    @property
    def attempts(self) -> Counter[str]:
        """Of these, what counts as an attempt to meet outside."""
        return Counter({kind: number for kind, number in self.kinds.items() if kind in COUNTED})


def masked_for_other(text: str, parties: Parties, language: str, *, written_in: str = "") -> Masked:
    """`text` as the other side may read it, the removed parts named in the reader's `language`; masking twice changes nothing.

    `written_in` is the writer's language, by whose ways numbers and names are read; every language we speak is tried for telephones.
    """
    word = removed_word(language)
    return masked_as(text, parties, written_in or language, lambda _kind: word)


def masked_as(
    text: str,
    parties: Parties,
    written_in: str,
    word_of: Callable[[str], str],
    *,
    only: Collection[str] = (NAME, *COUNTED),
    also: Callable[[str], Iterable[Found]] = lambda _body: (),
) -> Masked:
    """`text` with each removed part replaced by what `word_of` says for its kind; of the kinds in `only`.

    `also` finds more in a text as it is searched (see `Undisguised`). What `word_of` says must itself not look like a contact.
    """
    kinds = Counter[str]()
    for _ in range(_TIMES):
        masked = _masked_once(text, parties, written_in, word_of, only=only, also=also)
        text = masked.text
        kinds += masked.kinds
        if not masked.kinds:
            break
    return Masked(text, kinds)


def _masked_once(
    text: str,
    parties: Parties,
    written_in: str,
    word_of: Callable[[str], str],
    *,
    only: Collection[str],
    also: Callable[[str], Iterable[Found]],
) -> Masked:
    seen = Undisguised(text)
    found = [*_known(seen.body, parties), *_unknown(seen.body, parties.shop, written_in)]
    found = [*(it for it in found if it[2] in only), *also(seen.body)]
    if not found:
        return Masked(seen.shown, Counter())
    pieces, kinds, last = list[str](), Counter[str](), 0
    for start, end, kind in _joined(found):
        begin, finish = seen.place(start, end)
        pieces += [seen.shown[last:begin], word_of(kind)]
        kinds[kind] += 1
        last = finish
    return Masked("".join([*pieces, seen.shown[last:]]), kinds)


def removed_word(language: str) -> str:
    """What stands in the place of what was removed."""
    return REMOVED.get(language.split("-", maxsplit=1)[0].lower(), REMOVED["en"])


def plain_name(name: str, longest: int = 80) -> str:
    """A name on one line, without signs that nobody sees."""
    return " ".join(without_unseen(name).split())[:longest].strip()


def _unknown(body: str, shop: Shop, language: str) -> Iterator[Found]:
    yield from _spelt_out(body)
    rules = ReplyRules(language, Moment(_EPOCH), shop, _CLAUSES)
    for finding in check_reply(body, rules):
        yield finding.start, finding.end, finding.why
    for other in LANGUAGES:
        if other != language:
            for start, end in find_phones(body, other, shop):
                yield start, end, "phone_number"


def _spelt_out(body: str) -> Iterator[Found]:
    """A mail address or a telephone whose signs stand apart: "a n a @ g m a i l . c o m"."""
    for run in islice(_APART.finditer(body), 100):
        signs = re.sub(r"[^\w@.+]", "", run[0])
        if _MAIL.search(signs):
            yield run.start(), run.end(), "mail_address"
        elif len(re.sub(r"\D", "", signs)) >= _FEWEST_DIGITS_APART:
            yield run.start(), run.end(), "phone_number"


def _known(body: str, parties: Parties) -> Iterator[Found]:
    plain = folded(body)
    for address in parties.addresses:
        local, _, host = folded(address).partition("@")
        yield from _spans(plain, folded(address), "mail_address")
        yield from _host(plain, host)
        if len(local) >= 6 or "." in local:
            yield from _spans(plain, local, "mail_address")
    for host in parties.hosts:
        yield from _host(plain, folded(host))
    yield from _phones(body, parties.phones)
    for name in parties.names:
        yield from _names(body, plain, name, parties)


def _host(plain: str, host: str) -> Iterator[Found]:
    if host and "." in host and host not in HOUSES:
        yield from _spans(plain, host, "outside_link")


def _phones(body: str, phones: tuple[str, ...]) -> Iterator[Found]:
    tails = {tail for phone in phones if len(tail := re.sub(r"\D", "", phone)[-_SHORTEST_TAIL:]) == _SHORTEST_TAIL}
    for run in _DIGITS.finditer(body) if tails else ():
        if re.sub(r"\D", "", run[0])[-_SHORTEST_TAIL:] in tails:
            yield run.start(), run.end(), "phone_number"


def _names(body: str, plain: str, name: str, parties: Parties) -> Iterator[Found]:
    """The whole name however it is written; its parts where they stand as a name does, with a capital."""
    whole = " ".join(folded(plain_name(name)).split())
    allowed = {folded(each) for each in parties.allowed}
    words = {word for each in allowed for word in each.split()} | COMMON
    if not whole or whole in allowed:
        return
    if " " in whole:
        yield from _spans(plain, whole, NAME)
    for part in whole.split():
        if len(part) >= _SHORTEST_NAME and part not in words and part.replace("-", "").replace("'", "").isalpha():
            for start, end, kind in _spans(plain, part, NAME):
                if body[start].isupper():
                    yield start, end, kind


def _spans(plain: str, wanted: str, kind: str) -> Iterator[Found]:
    """Where it stands as words of their own, whatever spaces are between its own."""
    if not wanted:
        return
    pattern = r"\s+".join(re.escape(part) for part in wanted.split())
    for found in re.finditer(rf"(?<!\w){pattern}(?!\w)", plain):
        yield found.start(), found.end(), kind


def _joined(found: list[Found]) -> list[Found]:
    """In order, and what overlaps or only repeats itself is one; of several kinds the widest names it."""
    joined: list[Found] = []
    for start, end, kind in sorted(found, key=lambda it: (it[0], -it[1])):
        if joined and start < joined[-1][1]:
            first, last, named = joined[-1]
            joined[-1] = (first, max(last, end), named if last - first >= end - start else kind)
        else:
            joined.append((start, end, kind))
    return joined
