"""Words that mean the same in a shop (D10)."""

from __future__ import annotations

import pytest

from comptoir.domain.knowledge.actions import remove_synonyms, write_synonyms
from comptoir.domain.knowledge.errors import LanguageNotServed, SynonymsAreTooFew, SynonymsNotFound
from comptoir.domain.knowledge.queries import found, synonyms_of
from comptoir.domain.knowledge.tests.findable import a_phrase
from comptoir.domain.knowledge.tests.stage import a_cast
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON

pytestmark = pytest.mark.django_db


def test_customers_find_by_one_word_what_is_written_with_the_other() -> None:
    cast = a_cast()
    a_phrase(cast.shop, "La jonc se porte à gauche")
    it = write_synonyms(viewer=cast.rose, language="fr", words="jonc, bangle,  bracelet rigide ,", now=NOON)
    assert it.words == "jonc\nbangle\nbracelet rigide"
    assert found(cast.shop.id, "bangle", "fr").rows[0].title == "La jonc se porte à gauche"
    remove_synonyms(viewer=cast.rose, synonym_id=it.pk)
    assert found(cast.shop.id, "bangle", "fr").rows == ()


def test_only_who_looks_after_knowledge_writes_them_and_only_in_their_shop() -> None:
    """Attack A4"""
    cast = a_cast()
    it = write_synonyms(viewer=cast.rose, language="fr", words="a\nb", now=NOON)
    with pytest.raises(NotAllowed):
        write_synonyms(viewer=cast.adele, language="fr", words="a\nb", now=NOON)
    with pytest.raises(NotAllowed):
        remove_synonyms(viewer=cast.amin, synonym_id=it.pk)
    with pytest.raises(SynonymsNotFound):
        remove_synonyms(viewer=cast.stranger, synonym_id=it.pk)
    assert synonyms_of(cast.other.id) == []


@pytest.mark.parametrize(
    ("language", "words", "refusal"),
    [("fr", "a", SynonymsAreTooFew), ("fr", "a,a", SynonymsAreTooFew), ("de", "a,b", LanguageNotServed)],
)
def test_what_are_no_synonyms_is_refused(language: str, words: str, refusal: type) -> None:
    cast = a_cast()
    with pytest.raises(refusal):
        write_synonyms(viewer=cast.rose, language=language, words=words, now=NOON)


def test_there_is_an_end_to_a_group() -> None:
    """Attack A14"""
    cast = a_cast()
    it = write_synonyms(viewer=cast.rose, language="fr", words="\n".join(f"mot{n}" for n in range(5000)), now=NOON)
    assert len(it.words.splitlines()) == 12
