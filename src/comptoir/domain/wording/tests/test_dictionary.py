"""The shop's dictionary: who adds to it, what it holds."""

from __future__ import annotations

import pytest

from comptoir.domain.people.rules import Viewer
from comptoir.domain.shops.queries import KnownShop
from comptoir.domain.wording import actions
from comptoir.domain.wording.actions import add_word, remove_word
from comptoir.domain.wording.errors import DictionaryIsFull, NotAWord, WordNotFound, WordsAreAddedByOthers
from comptoir.domain.wording.models import DictionaryWord
from comptoir.domain.wording.queries import dictionary, known_words, page_of_words, words_of
from comptoir.domain.wording.tests.desk import shop_with
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON, a_member, a_shop, a_viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop() -> KnownShop:
    return shop_with("jeweller")


@pytest.fixture
def adele(shop: KnownShop) -> Viewer:
    return a_viewer(a_member(shop, "advisor"))


def test_a_word_is_kept_as_it_was_written_with_who_added_it(shop: KnownShop, adele: Viewer) -> None:
    """C1"""
    add_word(shop.id, "fr", " Kintsugi ", adele, now=NOON)
    (word,) = words_of(shop.id)
    assert (word.word, word.language, word.added_by, word.added_at) == ("Kintsugi", "fr", "Adèle", NOON)


def test_the_same_word_again_changes_nothing(shop: KnownShop, adele: Viewer) -> None:
    first = add_word(shop.id, "fr", "Kintsugi", adele, now=NOON)
    assert add_word(shop.id, "fr", "kintsugi", adele, now=NOON).pk == first.pk
    assert len(words_of(shop.id)) == 1


def test_a_word_counts_in_its_language_and_a_word_of_all_in_each(shop: KnownShop, adele: Viewer) -> None:
    """C1"""
    add_word(shop.id, "fr", "ondine", adele, now=NOON)
    add_word(shop.id, "", "kintsugi", adele, now=NOON)
    assert [word.word for word in words_of(shop.id, "en")] == ["kintsugi"]
    assert {"ondine", "kintsugi"} <= known_words(shop.id).words["fr"]
    assert "ondine" not in known_words(shop.id).words["en"]


def test_what_holds_in_every_language_is_not_kept_for_one_again(shop: KnownShop, adele: Viewer) -> None:
    add_word(shop.id, "", "kintsugi", adele, now=NOON)
    assert add_word(shop.id, "fr", "Kintsugi", adele, now=NOON).language == ""


def test_old_romanian_letters_and_kinds_of_apostrophe_make_no_other_word(shop: KnownShop, adele: Viewer) -> None:
    """C1"""
    add_word(shop.id, "ro", "Orașului", adele, now=NOON)
    add_word(shop.id, "ro", "oraşului", adele, now=NOON)
    add_word(shop.id, "fr", "aujourd’hui", adele, now=NOON)
    assert "aujourd'hui" in known_words(shop.id).words["fr"]
    assert DictionaryWord.objects.count() == 2


def test_however_a_keyboard_writes_its_letters_it_is_the_same_word(shop: KnownShop, adele: Viewer) -> None:
    """C1: accents that stand apart, spaces without width, hyphens that nobody sees."""
    first = add_word(shop.id, "fr", "He\u0301loi\u0308se", adele, now=NOON)
    assert first.word == "Héloïse"
    assert add_word(shop.id, "fr", "Hé\u00adloïse\u200b", adele, now=NOON).pk == first.pk
    assert "héloïse" in known_words(shop.id).words["fr"]


@pytest.mark.parametrize("text", ["", "two words", "PB-12", "x" * 41, "06", "a@b", "<b>", "mot.", "-mot"])
def test_only_words_are_words(shop: KnownShop, adele: Viewer, text: str) -> None:
    with pytest.raises(NotAWord):
        add_word(shop.id, "fr", text, adele, now=NOON)


def test_a_language_that_nobody_reads_has_no_dictionary(shop: KnownShop, adele: Viewer) -> None:
    with pytest.raises(NotAWord):
        add_word(shop.id, "de", "Kintsugi", adele, now=NOON)


def test_whose_spelling_waits_for_approval_adds_no_words(shop: KnownShop) -> None:
    """A7, A8: the charter of the jeweller holds ambassadors' spelling."""
    amin = a_viewer(a_member(shop, "ambassador"))
    with pytest.raises(WordsAreAddedByOthers) as refused:
        add_word(shop.id, "fr", "comande", amin, now=NOON)
    assert refused.value.clause == "spelling"


def test_nor_do_those_whose_spelling_waits_on_one_channel_alone() -> None:
    """A10, C1"""
    shop = shop_with("jeweller", ('spelling = "hold"', '[wording.ambassador.chat]\nspelling = "hold"'))
    amin = a_viewer(a_member(shop, "ambassador", name="Amin"))
    with pytest.raises(WordsAreAddedByOthers):
        add_word(shop.id, "fr", "comande", amin, now=NOON)


def test_who_approves_adds_words_whatever_their_audience_is_held_to(shop: KnownShop) -> None:
    """C1"""
    rose = a_viewer(a_member(shop, "referent", audience="ambassador", name="Rose"))
    assert add_word(shop.id, "fr", "Kintsugi", rose, now=NOON).pk


def test_ambassadors_add_words_where_nobody_reads_after_them() -> None:
    shop = a_shop()
    amin = a_viewer(a_member(shop, "ambassador"))
    assert add_word(shop.id, "fr", "Kintsugi", amin, now=NOON).pk


def test_a_member_of_another_shop_changes_nothing_here(shop: KnownShop, adele: Viewer) -> None:
    """A11"""
    word = add_word(shop.id, "fr", "Kintsugi", adele, now=NOON)
    stranger = a_viewer(a_member(a_shop("autre"), "manager"))
    with pytest.raises(NotAllowed):
        add_word(shop.id, "fr", "Ondine", stranger, now=NOON)
    with pytest.raises(NotAllowed):
        remove_word(shop.id, word.pk, stranger)
    assert known_words(stranger.shop_id).words["fr"].isdisjoint({"kintsugi"})


def test_a_dictionary_has_its_measure(shop: KnownShop, adele: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "WORDS_AT_MOST", 1)
    add_word(shop.id, "fr", "Kintsugi", adele, now=NOON)
    with pytest.raises(DictionaryIsFull):
        add_word(shop.id, "fr", "Ondine", adele, now=NOON)


def test_a_word_is_removed_by_who_added_it_or_who_looks_after_the_words(shop: KnownShop, adele: Viewer) -> None:
    rose = a_viewer(a_member(shop, "referent"))
    bruno = a_viewer(a_member(shop, "advisor", name="Bruno"))
    first, second = (add_word(shop.id, "fr", word, adele, now=NOON) for word in ("Kintsugi", "Ondine"))
    camille = a_viewer(a_member(shop, "community_manager"))
    for other in (bruno, camille):
        with pytest.raises(NotAllowed):
            remove_word(shop.id, first.pk, other)
    remove_word(shop.id, first.pk, adele)
    remove_word(shop.id, second.pk, rose)
    assert words_of(shop.id) == []


def test_a_word_that_is_gone_is_not_found(shop: KnownShop, adele: Viewer) -> None:
    with pytest.raises(WordNotFound):
        remove_word(shop.id, 404, adele)


def test_the_dictionary_is_read_page_by_page(
    shop: KnownShop, adele: Viewer, django_assert_num_queries: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionary, "A_PAGE", 2)
    for word in ("Kintsugi", "ondine", "Éole"):
        add_word(shop.id, "fr", word, adele, now=NOON)
    with django_assert_num_queries(2):
        first = page_of_words(shop.id)
    assert ([it.word for it in first.words], first.many, first.pages) == (["Éole", "Kintsugi"], 3, 2)
    assert [it.word for it in page_of_words(shop.id, number=2).words] == ["ondine"]
    assert page_of_words(shop.id, number=99).number == 2


def test_a_word_is_found_by_a_part_of_it_without_accents(shop: KnownShop, adele: Viewer) -> None:
    for language, word in (("fr", "Créole"), ("", "Kintsugi"), ("en", "Ondine")):
        add_word(shop.id, language, word, adele, now=NOON)
    assert [it.word for it in page_of_words(shop.id, search=" creo").words] == ["Créole"]
    assert [it.word for it in page_of_words(shop.id, language="fr").words] == ["Créole", "Kintsugi"]
    assert page_of_words(shop.id, search="zzz").words == ()
