"""Links to the shop's pages: written by hand, or taken from its sitemap or a spreadsheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import IntegrityError, transaction

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.knowledge.actions.indexing import TOGETHER, forget_findable, index_links
from comptoir.domain.knowledge.actions.phrases import Imported
from comptoir.domain.knowledge.errors import LanguageNotSpoken, LinkLeadsElsewhere, LinkNotFound, TooMuchKnowledge
from comptoir.domain.knowledge.models import PageLink
from comptoir.domain.knowledge.rules.links import TITLE_LONGEST, WORDS_LONGEST, WrittenLink, is_own_page, title_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.errors import NotAllowed, Refusal
from comptoir.language.cards import masked, masked_line

LINKS_AT_MOST = 20_000
"""Pages of a shop."""


@transaction.atomic
def write_link(*, viewer: Viewer, link: WrittenLink, link_id: int | None = None, now: dt.datetime) -> PageLink:
    """Write down a page, or write it anew; the same address in a language is one page.

    Raises `NotAllowed`, `LinkNotFound`, `LanguageNotSpoken`, `LinkLeadsElsewhere`, `TooMuchKnowledge`.
    """
    require_manager(viewer)
    link = tidied(link)
    refuse_foreign(link, charter_in_force(viewer.shop_id, now)[1])
    row = _row(viewer.shop_id, link, link_id)
    _fill(row, link, "by_hand", viewer, now)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # another page has that address in this language
        raise LinkNotFound from error
    index_links([row])
    return row


@transaction.atomic
def remove_link(*, viewer: Viewer, link_id: int) -> None:
    """Forget a page. Raises `NotAllowed`, `LinkNotFound`."""
    require_manager(viewer)
    row = PageLink.objects.select_for_update().filter(pk=link_id, shop_id=viewer.shop_id).first()
    if row is None:
        raise LinkNotFound
    forget_findable("link", [row.pk])
    row.delete()


@transaction.atomic
def import_links(*, viewer: Viewer, rows: Sequence[tuple[int, WrittenLink]], source: str, now: dt.datetime) -> Imported:
    """Write down the pages of a sitemap (`source` "sitemap") or a spreadsheet ("csv"). A page that is known keeps the title and
    words that somebody gave it, where the file has none. What is refused is told by its line. Raises `NotAllowed`, `TooMuchKnowledge`.
    """
    require_manager(viewer)
    charter, kept, mistakes = (
        charter_in_force(viewer.shop_id, now)[1],
        dict[tuple[str, str], WrittenLink](),
        list[tuple[int, str]](),
    )
    for line, written in rows:
        link = tidied(written)
        try:
            refuse_foreign(link, charter)
        except Refusal as refused:
            mistakes.append((line, refused.text()))
            continue
        kept[link.language, link.address] = link
    added, changed = _put(viewer, list(kept.values()), source, now)
    return Imported(added, changed, len(kept) - added - changed, tuple(mistakes))


def require_manager(viewer: Viewer) -> None:
    """Raise `NotAllowed` unless they look after what the shop knows."""
    if not may(viewer.role, "manage_knowledge"):
        raise NotAllowed


def tidied(it: WrittenLink) -> WrittenLink:
    """A page as it is kept."""
    title, words = masked_line(it.title)[:TITLE_LONGEST], masked_line(it.words)[:WORDS_LONGEST]
    return it._replace(address=it.address.replace("\0", "").strip(), title=title, words=words)


def refuse_foreign(link: WrittenLink, charter: Charter) -> None:
    """Raise `LanguageNotSpoken` or `LinkLeadsElsewhere`, which names the clause; for a card's number in the address, too. A10, D9."""
    if link.language not in charter.shop.languages:
        raise LanguageNotSpoken
    if not is_own_page(link.address, charter) or masked(link.address) != link.address:
        raise LinkLeadsElsewhere(clause="link")


def _row(shop_id: int, link: WrittenLink, link_id: int | None) -> PageLink:
    of_shop = PageLink.objects.select_for_update().filter(shop_id=shop_id)
    if link_id is not None:
        row = of_shop.filter(pk=link_id).first()
        if row is None:
            raise LinkNotFound
        return row
    row = of_shop.filter(language=link.language, address=link.address).first()
    _check_room(shop_id, 0 if row else 1)
    return row or PageLink(shop_id=shop_id)


def _check_room(shop_id: int, more: int) -> None:
    if more and PageLink.objects.filter(shop_id=shop_id).count() + more > LINKS_AT_MOST:
        raise TooMuchKnowledge(most=LINKS_AT_MOST)


def _put(viewer: Viewer, links: Sequence[WrittenLink], source: str, now: dt.datetime) -> tuple[int, int]:
    """Returns how many were new, and how many changed."""
    added, changed = list[PageLink](), list[PageLink]()
    for start in range(0, len(links), TOGETHER):
        some = links[start : start + TOGETHER]
        rows = PageLink.objects.filter(shop_id=viewer.shop_id, address__in={it.address for it in some})
        known = {(it.language, it.address): it for it in rows}
        for link in some:
            row = known.get((link.language, link.address))
            if row is None:
                added.append(_fill(PageLink(shop_id=viewer.shop_id), link, source, viewer, now))
            elif (link.title or row.title, link.words or row.words) != (row.title, row.words):
                whole = link._replace(title=link.title or row.title, words=link.words or row.words)
                changed.append(_fill(row, whole, source, viewer, now))
    _check_room(viewer.shop_id, len(added))
    PageLink.objects.bulk_create(added, batch_size=TOGETHER)
    PageLink.objects.bulk_update(changed, ["title", "words", "source", "changed_by", "changed_at"], batch_size=TOGETHER)
    index_links([*added, *changed])
    return len(added), len(changed)


def _fill(row: PageLink, link: WrittenLink, source: str, viewer: Viewer, now: dt.datetime) -> PageLink:
    row.language, row.address, row.words, row.source = link.language, link.address, link.words, source
    row.title = link.title or title_of(link.address) or link.address[:TITLE_LONGEST]
    row.changed_by_id, row.changed_at = viewer.membership_id, now
    return row
