"""Phrases are written by those who may, and used by those they are for (A8, A11, A12)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.actions import count_use, remove_phrase, write_phrase
from comptoir.domain.knowledge.errors import (
    LanguageNotServed,
    PhraseForOthers,
    PhraseIsEmpty,
    PhraseIsTooLong,
    PhraseNotFound,
    PhraseShortcutTaken,
)
from comptoir.domain.knowledge.queries import (
    PhraseFilters,
    completed_phrases,
    found,
    insertable,
    phrase_for,
    phrases_page,
    uses_by_month,
)
from comptoir.domain.knowledge.rules.phrases import WrittenPhrase
from comptoir.domain.knowledge.tests.stage import a_cast
from comptoir.foundation.errors import NotAllowed, NotFound
from tests.people import NOON

pytestmark = pytest.mark.django_db

DELAY = WrittenPhrase("fr", "Délai de livraison", "Votre colis arrive sous trois jours ouvrés.", shortcut="/Délai")


@pytest.fixture
def cast():
    return a_cast()


def written(cast, text: WrittenPhrase = DELAY, **fields):
    return write_phrase(viewer=cast.adele, text=text, now=NOON, **fields)


def used(cast, of: int, **fields) -> None:
    """Adèle has sent that phrase."""
    by = cast.adele.membership_id
    count_use(shop_id=cast.shop.id, membership_id=by, kind="phrase", of=of, now=NOON, **fields)


def test_an_advisor_writes_a_phrase_and_all_find_it(cast) -> None:
    """A8"""
    phrase = written(cast)
    assert (phrase.shortcut, phrase.changed_by_id) == ("délai", cast.adele.membership_id)
    assert [it.of for it in found(cast.shop.id, "livraison", "fr").rows] == [phrase.pk]
    assert insertable(cast.amin, "phrase", phrase.pk).text == DELAY.body


def test_an_ambassador_writes_none(cast) -> None:
    with pytest.raises(NotAllowed):
        write_phrase(viewer=cast.amin, text=DELAY, now=NOON)
    with pytest.raises(NotAllowed):
        write_phrase(viewer=cast.amin, text=DELAY, phrase_id=written(cast).pk, now=NOON)


def test_a_stranger_neither_reads_nor_changes_nor_counts_one(cast) -> None:
    """A11; attack A4"""
    phrase = written(cast)
    for act in (
        lambda: write_phrase(viewer=cast.stranger, text=DELAY, phrase_id=phrase.pk, now=NOON),
        lambda: remove_phrase(viewer=cast.stranger, phrase_id=phrase.pk),
        lambda: phrase_for(cast.stranger, phrase.pk),
    ):
        with pytest.raises(PhraseNotFound):
            act()
    with pytest.raises(NotFound):
        insertable(cast.stranger, "phrase", phrase.pk)
    with pytest.raises(NotFound):
        count_use(shop_id=cast.stranger.shop_id, membership_id=None, kind="phrase", of=phrase.pk, now=NOON)


def test_a_phrase_of_the_advisors_is_none_of_an_ambassadors(cast) -> None:
    """A11"""
    phrase = written(cast, DELAY._replace(audience="advisor"))
    assert completed_phrases(cast.amin, "délai", "fr") == completed_phrases(cast.amin, "", "fr") == []
    assert phrases_page(cast.amin, PhraseFilters(), now=NOON).rows == []
    assert phrases_page(cast.amin, PhraseFilters(words="livraison"), now=NOON).rows == []
    with pytest.raises(NotFound):
        insertable(cast.amin, "phrase", phrase.pk)
    with pytest.raises(PhraseNotFound):
        phrase_for(cast.amin, phrase.pk)


def test_a_shortcut_is_one_phrases_within_a_language_and_audience(cast) -> None:
    written(cast)
    with pytest.raises(PhraseShortcutTaken):
        written(cast, DELAY._replace(title="Autre"))
    written(cast, DELAY._replace(language="en"))
    written(cast, DELAY._replace(audience="advisor"))


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (DELAY._replace(body=" \n"), PhraseIsEmpty),
        (DELAY._replace(body="a" * 2001), PhraseIsTooLong),
        (DELAY._replace(title="a" * 161), PhraseIsTooLong),
        (DELAY._replace(language="xx"), LanguageNotServed),
        (DELAY._replace(audience="nobody"), PhraseForOthers),
        (DELAY._replace(audience="ambassador"), PhraseForOthers),
        (DELAY._replace(topic="nothing"), PhraseForOthers),
    ],
)
def test_what_is_no_phrase_is_refused(cast, text: WrittenPhrase, refusal: type) -> None:
    with pytest.raises(refusal):
        written(cast, text)


def test_a_cards_number_is_never_kept(cast) -> None:
    """D9"""
    phrase = written(cast, DELAY._replace(body="Carte 4111 1111 1111 1111", words="4111111111111111"))
    assert "1111 1111" not in phrase.body
    assert "4111111111111111" not in phrase.words


def test_a_phrase_without_a_title_is_called_by_its_beginning(cast) -> None:
    assert written(cast, DELAY._replace(title="")).title == DELAY.body


def test_the_same_solution_makes_one_phrase(cast) -> None:
    """D4"""
    assert written(cast, solved=17).pk == written(cast, DELAY._replace(title="Autre"), solved=17).pk


def test_what_is_removed_is_offered_no_more(cast) -> None:
    phrase = written(cast)
    remove_phrase(viewer=cast.rose, phrase_id=phrase.pk)
    assert found(cast.shop.id, "livraison", "fr").rows == ()


def test_after_a_slash_the_shortcut_comes_first_then_the_words(cast) -> None:
    """A8, A12"""
    written(cast, WrittenPhrase("fr", "La livraison est offerte", "Dès 40 €.", shortcut="port"))
    written(cast)
    assert completed_phrases(cast.adele, "dél", "fr")[0].title == "Délai de livraison"
    assert {it.title for it in completed_phrases(cast.adele, "livraison", "fr")} == {
        "Délai de livraison",
        "La livraison est offerte",
    }


def test_with_nothing_after_the_slash_the_most_used_come_first(cast) -> None:
    first, second = written(cast), written(cast, WrittenPhrase("fr", "Merci", "Merci à vous."))
    for _ in range(2):
        used(cast, first.pk, topic="services")
    assert [it.id for it in completed_phrases(cast.adele, "", "fr")] == [first.pk, second.pk]
    assert uses_by_month(cast.shop.id, "phrase", first.pk) == [(NOON.date().replace(day=1), 2)]


def test_who_looks_after_phrases_sees_which_nobody_uses(cast) -> None:
    first, unused = written(cast), written(cast, WrittenPhrase("fr", "Merci", "Merci à vous."))
    used(cast, first.pk)
    assert phrases_page(cast.rose, PhraseFilters(is_unused=True), now=NOON).rows == [unused]


def test_a_list_of_phrases_is_read_page_by_page(cast, django_assert_num_queries) -> None:
    for n in range(5):
        written(cast, WrittenPhrase("fr", f"Phrase {n}", "Bonjour."))
    with django_assert_num_queries(1):
        page = phrases_page(cast.rose, PhraseFilters(language="fr"), now=NOON, limit=3)
    rest = phrases_page(cast.rose, PhraseFilters(language="fr"), now=NOON, limit=3, after=page.next_cursor)
    assert (len(page.rows), len(rest.rows), rest.next_cursor) == (3, 2, None)
