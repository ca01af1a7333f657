"""Making knowledge findable. Call these in the transaction that changed what is to be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.db import connection, transaction

from comptoir.domain.knowledge.models import Findable, KnownWord, PageLink, Phrase, Translation
from comptoir.domain.knowledge.rules.edition import edition
from comptoir.domain.knowledge.rules.markdown import plain
from comptoir.domain.knowledge.rules.tokens import BODY_READ, scope, tokens_of

TOGETHER = 200
_Row = tuple[int, str, str, str]
"""A known word: shop, language, word, token."""

_CHANGED = """
    INSERT INTO knowledge_knowledgestate (shop_id, number) VALUES (%s, 1)
    ON CONFLICT (shop_id) DO UPDATE SET number = knowledge_knowledgestate.number + 1
"""
_COUNTED = """
    INSERT INTO knowledge_knownword (shop_id, language, word, stem, texts) VALUES {rows}
    ON CONFLICT (shop_id, language, word) DO UPDATE SET texts = knowledge_knownword.texts + excluded.texts
"""


class _Text(NamedTuple):
    """What is to be found: of which kind and number, in which words, for whom."""

    shop_id: int
    kind: str
    of: int
    language: str
    title: str
    words: str
    body: str
    audience: str = ""
    topic: str = ""
    is_public: bool = False


def index_article(translation_id: int) -> None:
    """Let an article be found in that language as it is published; or not at all, when it is not."""
    index_kept("article", [translation_id])


def index_phrases(phrases: Iterable[Phrase]) -> None:
    """Let phrases be found; by the team alone."""
    index_texts(map(_phrase, phrases))


def index_links(links: Iterable[PageLink]) -> None:
    """Let pages of the shop be found by their title and words, and by the words of their address."""
    index_texts(map(_link, links))


def index_kept(kind: str, of: Sequence[int]) -> None:
    """Let those of a kind be found as they are kept now; what is kept no more, or is not for reading, is found no more."""
    texts = list(_KEPT[kind](of))
    index_texts(texts)
    gone = set(of) - {it.of for it in texts}
    if gone:
        forget_findable(kind, sorted(gone))


@transaction.atomic
def index_texts(texts: Iterable[_Text]) -> None:
    """Put texts into the index, or in the place of what stood there of them. One shop's texts at a time wait for each other."""
    listed = list(texts)
    for shop_id in sorted({it.shop_id for it in listed}):
        _change(shop_id)
    for start in range(0, len(listed), TOGETHER):
        _index(listed[start : start + TOGETHER])


@transaction.atomic
def forget_findable(kind: str, of: Sequence[int]) -> None:
    """Let those be found no more."""
    rows = list(Findable.objects.filter(kind=kind, of__in=list(of)))
    for shop_id in sorted({it.shop_id for it in rows}):
        _change(shop_id)
    changes = Counter[_Row]()
    for row in rows:
        changes.update(_words_of(row, -1))
    _count(changes)
    Findable.objects.filter(pk__in=[it.pk for it in rows]).delete()


def change_knowledge(shop_id: int) -> None:
    """Say that what processes remember of the shop's words is over."""
    _change(shop_id)


def _index(texts: Sequence[_Text]) -> None:
    known = {(it.shop_id, it.kind, it.of): it for it in _standing(texts)}
    changes = Counter[_Row]()
    for row in known.values():
        changes.update(_words_of(row, -1))
    rows = [_findable(it, known.get((it.shop_id, it.kind, it.of))) for it in texts]
    fields = [it.name for it in Findable._meta.concrete_fields if it.name not in ("id", "shop", "kind", "of")]
    Findable.objects.bulk_update([it for it in rows if it.pk], fields)
    Findable.objects.bulk_create(it for it in rows if not it.pk)
    for row in rows:
        changes.update(_words_of(row, 1))
    _count(changes)


def _standing(texts: Sequence[_Text]) -> list[Findable]:
    rows = Findable.objects.filter(shop_id__in={it.shop_id for it in texts}, kind__in={it.kind for it in texts})
    return list(rows.filter(of__in=[it.of for it in texts]))


def _findable(it: _Text, known: Findable | None) -> Findable:
    scopes = {scope(it.shop_id, it.language, it.kind)}
    if it.is_public:
        scopes.add(scope(it.shop_id, it.language, it.kind, is_public=True))
    found = tokens_of(it.title, it.words, it.body, it.language, scopes)
    row = known or Findable(shop_id=it.shop_id, kind=it.kind, of=it.of)
    row.language, row.audience, row.topic, row.is_public = it.language, it.audience, it.topic, it.is_public
    row.title, row.named, row.worded, row.bodied = it.title, found.named, found.worded, found.bodied
    row.tokens, row.edition = found.every, edition()
    row.known = " ".join(f"{word}/{token}" for word, token in sorted(found.known.items()))
    return row


def _words_of(row: Findable, times: int) -> Counter[_Row]:
    pairs = (pair.split("/") for pair in row.known.split())
    return Counter({(row.shop_id, row.language, word, token): times for word, token in pairs})


def _count(changes: Counter[_Row]) -> None:
    """So many texts more, or fewer, for each word. In one order, whoever counts: nobody waits in a circle."""
    rows = sorted((*row, times) for row, times in changes.items() if times)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), TOGETHER):
            some = rows[start : start + TOGETHER]
            places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
            cursor.execute(_COUNTED.format(rows=places), [value for row in some for value in row])
    # What stands nowhere any more is no word that could be meant.
    KnownWord.objects.filter(shop_id__in={row[0] for row in rows}, texts__lte=0).delete()


def _change(shop_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [shop_id])


def _articles(of: Sequence[int]) -> Iterator[_Text]:
    rows = Translation.objects.select_related("article", "published_version").filter(pk__in=of)
    for it in rows:
        read = it.published_version
        if read is None:
            continue
        body = f"{read.summary}\n{plain(read.body[:BODY_READ])}"
        text = _Text(it.shop_id, "article", it.pk, it.language, read.title, read.words, body)
        yield text._replace(topic=it.article.topic, is_public=it.article.is_public)


def _phrase(it: Phrase) -> _Text:
    text = _Text(it.shop_id, "phrase", it.pk, it.language, it.title, f"{it.shortcut} {it.words}", it.body)
    return text._replace(audience=it.audience, topic=it.topic)


def _link(it: PageLink) -> _Text:
    return _Text(it.shop_id, "link", it.pk, it.language, it.title, it.words, _path(it.address), is_public=True)


_KEPT: dict[str, Callable[[Sequence[int]], Iterable[_Text]]] = {
    "article": _articles,
    "phrase": lambda of: map(_phrase, Phrase.objects.filter(pk__in=of)),
    "link": lambda of: map(_link, PageLink.objects.filter(pk__in=of)),
}


def _path(address: str) -> str:
    parts = urlsplit(address)
    return unquote(parts.path).replace("-", " ").replace("/", " ").replace(".html", " ")
