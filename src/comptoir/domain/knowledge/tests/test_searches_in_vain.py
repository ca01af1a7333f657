"""What readers looked for in vain is a list to work on."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from comptoir.domain.knowledge.actions import settle_search, take_up_search
from comptoir.domain.knowledge.models import Search
from comptoir.domain.knowledge.queries import searches_in_vain
from comptoir.domain.knowledge.tests.stage import a_cast
from comptoir.foundation.errors import BadRequest, NotAllowed, NotFound
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    return a_cast()


def in_vain(cast: SimpleNamespace, words: str, found: int = 0) -> Search:
    return Search.objects.create(shop_id=cast.shop.id, language="fr", words=words, times=2, found=found, last_at=NOON)


def test_what_found_nothing_is_listed_until_it_is_settled(cast: SimpleNamespace) -> None:
    search = in_vain(cast, "cheque cadeau")
    in_vain(cast, "bague", found=3)
    assert [it.words for it in searches_in_vain(cast.adele).rows] == ["cheque cadeau"]
    settle_search(viewer=cast.adele, search_id=search.pk, how="article", now=NOON)
    assert searches_in_vain(cast.adele).rows == []
    assert [it.settled_how for it in searches_in_vain(cast.adele, is_settled=True).rows] == ["article"]
    take_up_search(viewer=cast.adele, search_id=search.pk)
    assert [it.words for it in searches_in_vain(cast.adele).rows] == ["cheque cadeau"]


def test_only_who_writes_articles_works_on_it(cast: SimpleNamespace) -> None:
    search = in_vain(cast, "cheque cadeau")
    for act in (
        searches_in_vain,
        lambda viewer: settle_search(viewer=viewer, search_id=search.pk, how="nothing", now=NOON),
        lambda viewer: take_up_search(viewer=viewer, search_id=search.pk),
    ):
        with pytest.raises(NotAllowed):
            act(cast.amin)
    with pytest.raises(NotFound):
        settle_search(viewer=cast.stranger, search_id=search.pk, how="nothing", now=NOON)
    with pytest.raises(BadRequest):
        settle_search(viewer=cast.adele, search_id=search.pk, how="magic", now=NOON)
    assert searches_in_vain(cast.stranger).rows == []
