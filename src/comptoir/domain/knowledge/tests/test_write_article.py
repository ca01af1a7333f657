"""Writing an article: every version is kept, and nobody's words are lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import (
    arrange_article,
    new_article,
    publish_article,
    restore_version,
    translate_article,
    write_article,
)
from comptoir.domain.knowledge.errors import (
    AddressTaken,
    ArticleHasMoved,
    ArticleIsEmpty,
    ArticleIsTooLong,
    ArticleNotFound,
    LanguageNotServed,
)
from comptoir.domain.knowledge.models import Version
from comptoir.domain.knowledge.queries import article_at_work, version_of, versions_of
from comptoir.domain.knowledge.rules.articles import Written
from comptoir.domain.knowledge.tests.stage import RING, RING_EN, a_cast, a_draft, an_article, in_english
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def test_a_new_article_is_a_draft_named_by_its_title(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    assert (draft.state, draft.number, draft.slug) == ("draft", 1, "mesurer-son-tour-de-doigt")
    assert draft.published_version is None


def test_two_articles_of_one_title_have_two_addresses(cast: SimpleNamespace) -> None:
    assert [a_draft(cast).slug for _ in range(3)] == [
        "mesurer-son-tour-de-doigt",
        "mesurer-son-tour-de-doigt-2",
        "mesurer-son-tour-de-doigt-3",
    ]
    assert a_draft(cast, Written("Contact", "", "x")).slug == "contact-2"


def test_what_is_written_is_a_version_and_the_same_words_again_are_none(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    text = RING._replace(body="Enroulez un fil.")
    for based_on in (1, 2):
        draft = write_article(viewer=cast.adele, translation_id=draft.pk, text=text, based_on=based_on, now=NOON)
    assert draft.number == 2
    assert [it.number for it in versions_of(cast.adele, draft.pk)] == [2, 1]
    assert version_of(cast.adele, draft.pk, 1).text == RING
    assert version_of(cast.adele, draft.pk, 1).by == "Adèle"


def test_two_who_write_at_once_are_told_and_both_texts_are_there(cast: SimpleNamespace) -> None:
    """Nobody's text is lost: the second is refused, and knows which version to compare with."""
    draft = a_draft(cast)
    write_article(viewer=cast.rose, translation_id=draft.pk, text=RING._replace(title="Rose"), based_on=1, now=NOON)
    with pytest.raises(ArticleHasMoved) as refused:
        write_article(
            viewer=cast.adele, translation_id=draft.pk, text=RING._replace(title="Adèle"), based_on=1, now=NOON
        )
    assert refused.value.theirs == 2
    assert article_at_work(cast.adele, draft.pk).text.title == "Rose"


def test_an_older_version_comes_back_as_a_new_one(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    write_article(viewer=cast.adele, translation_id=draft.pk, text=RING._replace(body="Rien."), based_on=1, now=NOON)
    back = restore_version(viewer=cast.adele, translation_id=draft.pk, number=1, based_on=2, now=NOON)
    assert (back.number, back.body) == (3, RING.body)
    with pytest.raises(ArticleNotFound):
        restore_version(viewer=cast.adele, translation_id=draft.pk, number=9, based_on=3, now=NOON)


def test_readers_keep_what_was_published_while_it_is_written_anew(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    write_article(viewer=cast.adele, translation_id=article.pk, text=RING._replace(title="Neuf"), based_on=1, now=NOON)
    standing = article_at_work(cast.adele, article.pk).standing
    assert (standing.state, standing.is_read, standing.has_news) == ("draft", True, True)


def test_a_draft_follows_its_title_and_a_published_article_keeps_its_address(cast: SimpleNamespace) -> None:
    draft = a_draft(cast)
    draft = write_article(
        viewer=cast.adele, translation_id=draft.pk, text=RING._replace(title="Quelle taille ?"), based_on=1, now=NOON
    )
    assert draft.slug == "quelle-taille"
    publish_article(viewer=cast.rose, translation_id=draft.pk, based_on=2, now=NOON)
    kept = write_article(
        viewer=cast.adele, translation_id=draft.pk, text=RING._replace(title="Autre titre"), based_on=2, now=NOON
    )
    assert kept.slug == "quelle-taille"


def test_an_address_is_changed_by_who_publishes_and_only_to_a_free_one(cast: SimpleNamespace) -> None:
    article, other = an_article(cast), a_draft(cast, Written("Autre", "", "x"))
    change = {"translation_id": article.pk, "text": RING, "based_on": 1, "now": NOON}
    with pytest.raises(NotAllowed):
        write_article(viewer=cast.adele, slug="tour-de-doigt", **change)  # type: ignore[arg-type]
    for odd in (other.slug, "search", "Pas Un Slug", "../x"):
        with pytest.raises(AddressTaken):
            write_article(viewer=cast.rose, slug=odd, **change)  # type: ignore[arg-type]
    assert write_article(viewer=cast.rose, slug="tour-de-doigt", **change).slug == "tour-de-doigt"  # type: ignore[arg-type]


def test_an_ambassador_and_a_stranger_write_nothing(cast: SimpleNamespace) -> None:
    """Attack A4: an article of another shop does not exist."""
    draft = a_draft(cast)
    for viewer in (cast.amin, cast.stranger):
        with pytest.raises(ArticleNotFound):
            write_article(viewer=viewer, translation_id=draft.pk, text=RING, based_on=1, now=NOON)
        with pytest.raises(ArticleNotFound):
            article_at_work(viewer, draft.pk)
        with pytest.raises(ArticleNotFound):
            versions_of(viewer, draft.pk)
        with pytest.raises(ArticleNotFound):
            translate_article(
                viewer=viewer, article_id=draft.article_id, language="en", text=RING_EN, follows=1, now=NOON
            )
    with pytest.raises(NotAllowed):
        new_article(viewer=cast.amin, language="fr", text=RING, now=NOON)


def test_what_cannot_be_kept_is_refused_before_anything_is(cast: SimpleNamespace) -> None:
    for text, why in [
        (Written("  "), ArticleIsEmpty),
        (RING._replace(body="x" * 40_001), ArticleIsTooLong),
        (RING._replace(title="x" * 161), ArticleIsTooLong),
    ]:
        with pytest.raises(why):
            a_draft(cast, text)
    with pytest.raises(LanguageNotServed):
        a_draft(cast, RING, "de")
    assert not Version.objects.exists()


def test_no_card_number_is_kept_in_an_article(cast: SimpleNamespace) -> None:
    """D9: card numbers are never stored, in any field."""
    number = "4111 1111 1111 1111"
    draft = a_draft(cast, Written(f"Carte {number}", f"Dont {number}", f"Comme {number}", number))
    kept = Version.objects.get(translation=draft)
    assert number not in f"{kept.title} {kept.summary} {kept.body} {kept.words} {draft.slug}"


def test_a_translation_is_out_of_date_when_its_source_is_published_anew(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    english = in_english(cast, article)
    assert not article_at_work(cast.adele, english.pk).standing.is_behind
    write_article(viewer=cast.adele, translation_id=article.pk, text=RING._replace(body="Neuf."), based_on=1, now=NOON)
    assert not article_at_work(cast.adele, english.pk).standing.is_behind
    publish_article(viewer=cast.rose, translation_id=article.pk, based_on=2, now=NOON)
    assert article_at_work(cast.adele, english.pk).standing.is_behind
    write_article(
        viewer=cast.adele,
        translation_id=english.pk,
        text=RING_EN._replace(body="New."),
        based_on=1,
        follows=2,
        now=NOON,
    )
    assert not article_at_work(cast.adele, english.pk).standing.is_behind


def test_an_article_is_once_in_each_language(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    in_english(cast, article)
    with pytest.raises(LanguageNotServed):
        in_english(cast, article)


def test_a_solution_makes_one_article(cast: SimpleNamespace) -> None:
    """D4: the same solution told twice is one draft."""
    assert a_draft(cast, solved=7).pk == a_draft(cast, Written("Autre", "", "y"), solved=7).pk


def test_what_readers_see_is_arranged_by_who_publishes(cast: SimpleNamespace) -> None:
    article = an_article(cast)
    arrange = {"article_id": article.article_id, "category_id": None, "topic": "", "position": 0, "now": NOON}
    with pytest.raises(NotAllowed):
        arrange_article(viewer=cast.adele, is_public=False, **arrange)  # type: ignore[arg-type]
    arrange_article(viewer=cast.rose, is_public=False, **arrange)  # type: ignore[arg-type]
    assert not article_at_work(cast.rose, article.pk).is_public
