"""The demo's help centres: written by who answers there, read and published by who watches over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from comptoir.config.demo import help_centres
from comptoir.config.demo.players import acting
from comptoir.domain.knowledge.actions import (
    new_article,
    note_answer,
    note_search,
    publish_article,
    save_category,
    submit_article,
    translate_article,
    write_article,
)
from comptoir.domain.knowledge.models import Translation
from comptoir.domain.knowledge.queries import answers_to
from comptoir.domain.knowledge.rules import Written
from comptoir.domain.people.queries import members_of
from comptoir.domain.people.rules import Viewer, may
from comptoir.domain.shops.queries import shop_of_id

FOLDER = Path(str(help_centres.__file__)).parent
CATEGORIES: dict[str, dict[str, str]] = {
    "payment": {"fr": "Paiement", "ro": "Plată", "pt": "Pagamento", "en": "Payment"},
    "delivery": {"fr": "Livraison et contact", "ro": "Livrare și contact", "pt": "Entrega", "en": "Delivery"},
    "returns": {"fr": "Retours", "ro": "Retururi", "pt": "Devoluções e garantia", "en": "Returns"},
    "choosing": {"fr": "Choisir un bijou", "en": "Choosing a piece"},
    "care": {"fr": "Entretien et garantie", "en": "Care and warranty"},
    "plants": {"ro": "Plante", "en": "Plants"},
    "products": {"ro": "Unelte și mobilier", "en": "Tools and furniture"},
    "sellers": {"pt": "Compradores e vendedores", "en": "Buyers and sellers"},
    "account": {"pt": "A minha conta", "en": "My account"},
}
STILL_OPEN = {
    "fr": "Il vous reste une question ? Écrivez-nous, quelqu’un de la maison vous répond.",
    "ro": "Mai aveți o întrebare? Scrieți-ne, vă răspunde un coleg.",
    "pt": "Ficou com alguma dúvida? Escreva-nos: responde-lhe alguém da equipa.",
}
"""What was added to the first and the last article since they were translated, or read."""
SEARCHED = {
    "maison-perle": [("fr", "montre", 3), ("fr", "percer les oreilles", 2)],
    "gradina-verde": [("ro", "seminte gazon", 4)],
    "feira-do-largo": [("pt", "lista de casamento", 2)],
}
"""What readers looked for and did not find, and how often."""


class _Piece(NamedTuple):
    """An article of a file: its key in the demo, its category, its words."""

    key: str
    category: str
    text: Written


def set_up_help_centre(shop_id: int, at: dt.datetime) -> None:
    """Write and publish the shop's articles; one waits to be read, and one translation is behind its source."""
    shop = shop_of_id(shop_id)
    writer, publisher = _people(shop_id)
    written: dict[str, Translation] = {}
    shelves: dict[str, int] = {}
    for piece in pieces_of(shop.key, shop.language):
        if piece.category not in shelves:
            names = CATEGORIES[piece.category]
            shelves[piece.category] = save_category(viewer=publisher, category_id=None, names=names, about={}).pk
        draft = new_article(
            viewer=writer, language=shop.language, text=piece.text, category_id=shelves[piece.category], now=at
        )
        written[piece.key] = publish_article(viewer=publisher, translation_id=draft.pk, based_on=1, now=at)
    for language in shop.languages[1:]:
        for piece in pieces_of(shop.key, language):
            _translate(written[piece.key], language, piece.text, people=(writer, publisher), at=at)
    for heard in answers_to(writer):
        note_answer(viewer=writer, translation_id=heard.translation_id)
    _leave_work(list(written.values()), writer, publisher, at)
    for language, words, times in SEARCHED.get(shop.key, []):
        for _ in range(times):
            note_search(shop_id=shop_id, language=language, query=words, found=0, now=at)


def pieces_of(shop_key: str, language: str) -> Iterator[_Piece]:
    """The articles of a file, in order; none where there is no file."""
    file = FOLDER / f"{shop_key}.{language}.md"
    if not file.exists():
        return
    for block in file.read_text(encoding="utf-8").split("=== ")[1:]:
        head, title, rest = block.split("\n", 2)
        summary, _, body = rest.partition("\n")
        key, category, words = (part.strip() for part in head.split("|"))
        yield _Piece(key, category, Written(title.removeprefix("# "), summary.removeprefix("> "), body.strip(), words))


def _translate(
    source: Translation, language: str, text: Written, *, people: tuple[Viewer, Viewer], at: dt.datetime
) -> None:
    writer, publisher = people
    draft = translate_article(
        viewer=writer, article_id=source.article_id, language=language, text=text, follows=source.number, now=at
    )
    publish_article(viewer=publisher, translation_id=draft.pk, based_on=1, now=at)


def _people(shop_id: int) -> tuple[Viewer, Viewer]:
    """Who writes there, and who publishes."""
    here = [acting(it) for it in members_of(shop_id)]
    writer = next(it for it in here if may(it.role, "write_articles"))
    publisher = next(it for it in here if may(it.role, "publish_articles"))
    return writer, publisher


def _leave_work(articles: list[Translation], writer: Viewer, publisher: Viewer, at: dt.datetime) -> None:
    """So that there is something to do: the first was changed since it was translated, the last waits to be read again."""
    for article, is_published in ((articles[0], True), (articles[-1], False)):
        text = Written(
            article.title, article.summary, f"{article.body}\n\n{STILL_OPEN[article.language]}", article.words
        )
        write_article(viewer=writer, translation_id=article.pk, text=text, based_on=1, now=at)
        if is_published:
            publish_article(viewer=publisher, translation_id=article.pk, based_on=2, now=at)
        else:
            submit_article(viewer=writer, translation_id=article.pk, based_on=2, now=at)
