"""After an upgrade what stands in the index is made anew in small steps, once, while it is searched (A12, D3, D10)."""

from __future__ import annotations

from collections import Counter

import pytest

from comptoir.domain.knowledge.actions import put_edition_in_force, reindex_shop, reindex_some, reindexing
from comptoir.domain.knowledge.actions.indexing import index_kept
from comptoir.domain.knowledge.models import Findable, IndexEdition, KnownWord, Phrase
from comptoir.domain.knowledge.queries import found
from comptoir.domain.knowledge.rules.edition import digest_of, edition
from comptoir.domain.knowledge.sweeps import REST, STEPS, IndexAnew
from comptoir.domain.knowledge.tests.findable import a_knowing_shop, a_link, a_phrase, an_article
from tests.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def shop():
    """A shop whose texts were indexed by a release that knew no "colis"."""
    shop = a_knowing_shop()
    a_phrase(shop, "Délai de livraison", "Votre colis arrive sous trois jours ouvrés.")
    an_article(shop, "Nettoyer un bijou", "Avec un chiffon doux.")
    a_link(shop, "Guide des tailles", "/guide-des-tailles")
    grown_old()
    return shop


def grown_old(edition: str = "of-long-ago") -> None:
    for row in Findable.objects.all():
        old = {
            "tokens": f"{row.tokens} wold",
            "named": f"{row.named} wold ",
            "known": f"{row.known} old/wold",
            "edition": edition,
        }
        Findable.objects.filter(pk=row.pk).update(**old)
        known, _ = KnownWord.objects.get_or_create(shop_id=row.shop_id, language="fr", word="old", stem="wold")
        KnownWord.objects.filter(pk=known.pk).update(texts=known.texts + 1)


def editions() -> Counter[str]:
    return Counter(Findable.objects.values_list("edition", flat=True))


@pytest.mark.parametrize("old", ["", "0" * 16, "f" * 16])
def test_texts_of_another_edition_are_indexed_anew(shop, old: str) -> None:
    grown_old(old)
    assert reindex_some() == 3
    assert editions() == {edition(): 3}
    assert not Findable.objects.filter(tokens__contains="wold").exists()
    assert reindex_some() == 0


def test_the_words_are_counted_as_if_the_texts_had_been_indexed_so_from_the_beginning(shop) -> None:
    IndexAnew()(NOON)
    rows = KnownWord.objects.filter(shop_id=shop.id)
    assert not rows.filter(word="old").exists()
    assert rows.get(word="livraison").texts == 1


def test_a_step_is_small_and_the_next_goes_on_where_it_ended(shop, monkeypatch) -> None:
    """Whoever is killed between two has lost nothing."""
    monkeypatch.setattr(reindexing, "STEP", 2)
    assert reindex_some() == 2
    assert editions() == {edition(): 2, "of-long-ago": 1}
    assert (reindex_some(), reindex_some()) == (1, 0)


def test_a_step_that_fails_leaves_the_texts_as_they_were(shop, monkeypatch) -> None:
    def breaks(kind: str, of: list[int]) -> None:
        index_kept(kind, of)
        raise RuntimeError(kind)

    monkeypatch.setattr(reindexing, "index_kept", breaks)
    with pytest.raises(RuntimeError):
        reindex_some()
    assert editions() == {"of-long-ago": 3}


def test_one_run_leaves_the_worker_time_for_the_rest(shop, monkeypatch) -> None:
    taken: list[int] = []
    monkeypatch.setattr("comptoir.domain.knowledge.sweeps.reindex_some", lambda: taken.append(1) or 20)
    IndexAnew()(NOON)
    assert len(taken) == STEPS


def test_who_has_found_nothing_to_do_rests_a_minute(shop, django_assert_num_queries) -> None:
    index_anew = IndexAnew()
    index_anew(NOON)
    grown_old("0" * 16)
    with django_assert_num_queries(0):
        index_anew(NOON + REST / 2)
    index_anew(NOON + REST)
    assert editions() == {edition(): 3}


def test_search_answers_meanwhile(shop, monkeypatch) -> None:
    monkeypatch.setattr(reindexing, "STEP", 1)
    while reindex_some():
        assert [it.title for it in found(shop.id, "livraison", "fr").rows][:1] == ["Délai de livraison"]


def test_what_is_kept_no_more_goes_out_of_the_index(shop) -> None:
    Phrase.objects.all().delete()
    IndexAnew()(NOON)
    assert set(Findable.objects.values_list("kind", flat=True)) == {"article", "link"}
    assert not KnownWord.objects.filter(shop_id=shop.id, word="livraison").exists()


def test_old_and_new_processes_side_by_side_do_not_undo_each_others_work(shop, monkeypatch) -> None:
    IndexAnew()(NOON)
    IndexEdition.objects.create(digest="of-tomorrow")
    grown_old("of-tomorrow")
    assert reindex_some() == 0, "the newer release has begun: this one leaves the index to it"
    put_edition_in_force()
    assert reindex_some() == 3, "unless an operator went back to this one"


def test_all_that_a_shop_keeps_can_be_indexed_whatever_stands_there(shop) -> None:
    Findable.objects.filter(kind="link").delete()
    Phrase.objects.all().delete()
    assert sum(reindex_shop(shop.id)) == 3
    assert editions() == {edition(): 2}


def test_an_edition_is_another_when_anything_of_it_is() -> None:
    assert edition() == edition()
    assert len({digest_of(it) for it in ([b"a", b"b"], [b"ab"], [b"a", b"c"], [b"b", b"a"])}) == 4
