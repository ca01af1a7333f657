"""The way of an article to its readers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import publish_article, retire_article, return_article, submit_article
from comptoir.domain.knowledge.errors import (
    ArticleHasMoved,
    ArticleIsEmpty,
    ArticleNotFound,
    ArticleStandsElsewhere,
    NoteIsMissing,
)
from comptoir.domain.knowledge.models import Translation
from comptoir.domain.knowledge.queries import Gone, Moved, PublishedArticle, published_article
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.tests.stage import a_cast, a_draft, an_article, in_english
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def test_who_writes_submits_and_who_publishes_reads(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    submit_article(viewer=cast.adele, translation_id=draft.pk, based_on=1, now=NOON)
    with pytest.raises(NotAllowed):
        publish_article(viewer=cast.adele, translation_id=draft.pk, based_on=1, now=NOON)
    published = publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=1, now=NOON)
    assert (published.state, published.published_version.number) == ("published", 1)
    again = publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=1, now=NOON)
    assert again.published_version_id == published.published_version_id


def test_it_is_sent_back_with_a_word(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    with pytest.raises(ArticleStandsElsewhere):
        return_article(viewer=cast.rose, translation_id=draft.pk, note="Plus court", now=NOON)
    submit_article(viewer=cast.adele, translation_id=draft.pk, based_on=1, now=NOON)
    with pytest.raises(NoteIsMissing):
        return_article(viewer=cast.rose, translation_id=draft.pk, note="  ", now=NOON)
    with pytest.raises(NotAllowed):
        return_article(viewer=cast.adele, translation_id=draft.pk, note="Plus court", now=NOON)
    back = return_article(viewer=cast.rose, translation_id=draft.pk, note="Plus court", now=NOON)
    assert (back.state, back.note) == ("draft", "Plus court")


def test_what_was_read_is_what_is_published(cast: SimpleNamespace) -> None:
    """Who publishes has seen the newest version, or is told that it is not."""
    draft = a_draft(cast)
    Translation.objects.filter(pk=draft.pk).update(number=2)
    with pytest.raises(ArticleHasMoved):
        publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=1, now=NOON)


def test_an_empty_article_goes_to_nobody(cast: SimpleNamespace) -> None:
    draft = a_draft(cast, Written("Titre"))
    for act in (submit_article, publish_article):
        with pytest.raises(ArticleIsEmpty):
            act(viewer=cast.rose, translation_id=draft.pk, based_on=1, now=NOON)


def test_a_retired_article_leads_to_another_or_says_that_it_is_gone(cast: SimpleNamespace) -> None:
    article, other = an_article(cast), an_article(cast, Written("Tailles de bague", "", "Voir le tableau."))
    retire_article(viewer=cast.rose, translation_id=article.pk, now=NOON)
    assert published_article(cast.shop.id, article.slug, "fr") == Gone(article.title)
    retire_article(viewer=cast.rose, translation_id=article.pk, redirect_to=other.pk, now=NOON)
    assert published_article(cast.shop.id, article.slug, "fr") == Moved("fr", "tailles-de-bague")
    with pytest.raises(ArticleNotFound):
        retire_article(viewer=cast.rose, translation_id=other.pk, redirect_to=article.pk, now=NOON)
    publish_article(viewer=cast.rose, translation_id=article.pk, based_on=1, now=NOON)
    assert isinstance(published_article(cast.shop.id, article.slug, "fr"), PublishedArticle)


def test_nobody_elsewhere_publishes_or_retires(cast: SimpleNamespace) -> None:
    """Attack A4."""
    article = in_english(cast, an_article(cast))
    for viewer in (cast.stranger, cast.amin):
        with pytest.raises(ArticleNotFound):
            publish_article(viewer=viewer, translation_id=article.pk, based_on=1, now=NOON)
        with pytest.raises(ArticleNotFound):
            retire_article(viewer=viewer, translation_id=article.pk, now=NOON)
    with pytest.raises(NotAllowed):
        retire_article(viewer=cast.adele, translation_id=article.pk, now=NOON)
