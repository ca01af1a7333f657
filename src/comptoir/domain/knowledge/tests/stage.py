"""Articles of Maison Perle, and who writes them."""

from __future__ import annotations

from types import SimpleNamespace

from comptoir.domain.knowledge.actions import new_article, publish_article, save_category, translate_article
from comptoir.domain.knowledge.models import Category, Translation
from comptoir.domain.knowledge.rules.articles import Written
from tests.people import NOON, a_member, a_shop, a_viewer

RING = Written(
    title="Mesurer son tour de doigt",
    summary="Trois façons, avec ce que vous avez chez vous.",
    body="# Avec un fil\n\nEnroulez un **fil** autour du doigt.\n\n# Avec une bague\n\nMesurez son diamètre.",
    words="taille, baguier",
)
RING_EN = Written("Measure your ring size", "Three ways.", "# With a thread\n\nWind a thread around the finger.")


def a_cast() -> SimpleNamespace:
    """Adèle writes, Rose publishes, Amin is an ambassador; somebody works elsewhere."""
    shop, other = a_shop(), a_shop("autre-maison")
    members = {
        "adele": a_member(shop, "advisor"),
        "rose": a_member(shop, "referent", audience="advisor"),
        "amin": a_member(shop, "ambassador"),
        "stranger": a_member(other, "manager", name="Étienne"),
    }
    return SimpleNamespace(shop=shop, other=other, **{name: a_viewer(it) for name, it in members.items()})


def a_draft(cast: SimpleNamespace, text: Written = RING, language: str = "fr", **fields: object) -> Translation:
    """Adèle's draft."""
    return new_article(viewer=cast.adele, language=language, text=text, now=NOON, **fields)  # type: ignore[arg-type]


def an_article(cast: SimpleNamespace, text: Written = RING, language: str = "fr", **fields: object) -> Translation:
    """An article that customers read."""
    draft = a_draft(cast, text, language, **fields)
    return publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=draft.number, now=NOON)


def in_english(cast: SimpleNamespace, article: Translation, text: Written = RING_EN) -> Translation:
    """The article in English too, for customers."""
    draft = translate_article(
        viewer=cast.adele, article_id=article.article_id, language="en", text=text, follows=article.number, now=NOON
    )
    return publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=1, now=NOON)


def a_category(cast: SimpleNamespace, name: str = "Paiement", english: str = "Payment") -> Category:
    """A shelf of the help centre."""
    return save_category(viewer=cast.rose, category_id=None, names={"fr": name, "en": english}, about={})
