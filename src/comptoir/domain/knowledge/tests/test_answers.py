"""Who may publish is told that an article waits, and who wrote it what was answered (D4, A12)."""

from __future__ import annotations

from types import SimpleNamespace

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comptoir.domain.knowledge.actions import (
    note_answer,
    publish_article,
    return_article,
    submit_article,
    write_article,
)
from comptoir.domain.knowledge.errors import ArticleNotFound
from comptoir.domain.knowledge.queries import answers_to, articles_waiting
from comptoir.domain.knowledge.tests.stage import RING, a_cast, a_draft
from tests.people import NOON


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    cast = a_cast()
    cast.draft = a_draft(cast)
    return cast


def handed_in(cast: SimpleNamespace) -> None:
    submit_article(viewer=cast.adele, translation_id=cast.draft.pk, based_on=1, now=NOON)


def waiting(cast: SimpleNamespace) -> list[int]:
    return [articles_waiting([it]) for it in (cast.rose, cast.adele, cast.amin, cast.stranger)]


def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[tuple[str, ...], dict[str, object]]]:
    heard: list[tuple[tuple[str, ...], dict[str, object]]] = []
    monkeypatch.setattr(
        "comptoir.domain.knowledge.actions.answering.tell",
        lambda topics, frame: heard.append((topics, msgspec.json.decode(frame))),
    )
    return heard


def test_who_may_publish_is_told_that_an_article_waits(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """D4"""
    heard = told(monkeypatch)
    assert waiting(cast) == [0, 0, 0, 0]
    handed_in(cast)
    assert waiting(cast) == [1, 0, 0, 0]
    [(topics, frame)] = heard
    assert topics == (f"shop:{cast.shop.id}:watchers",)
    assert (frame["what"], frame["id"], frame["by"]) == ("submitted", cast.draft.pk, cast.adele.name)
    assert RING.title not in str(frame)


def test_who_handed_it_in_hears_that_it_was_published(cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    """D4"""
    handed_in(cast)
    heard = told(monkeypatch)
    publish_article(viewer=cast.rose, translation_id=cast.draft.pk, based_on=1, now=NOON)
    assert waiting(cast) == [0, 1, 0, 0]
    assert [(it.what, it.by, it.title) for it in answers_to(cast.adele)] == [("published", cast.rose.name, RING.title)]
    assert [topics for topics, _ in heard] == [(f"member:{cast.adele.membership_id}",)]
    note_answer(viewer=cast.adele, translation_id=cast.draft.pk)
    assert waiting(cast) == [0, 0, 0, 0]
    assert answers_to(cast.adele) == []


def test_who_handed_it_in_hears_that_it_was_sent_back_and_why(cast: SimpleNamespace) -> None:
    """D4"""
    handed_in(cast)
    return_article(viewer=cast.rose, translation_id=cast.draft.pk, note="Une photo manque.", now=NOON)
    assert waiting(cast) == [0, 1, 0, 0]
    assert [(it.what, it.note) for it in answers_to(cast.adele)] == [("returned", "Une photo manque.")]
    handed_in(cast)
    assert waiting(cast) == [1, 0, 0, 0]


def test_who_mends_a_word_before_publishing_does_not_become_its_writer(cast: SimpleNamespace) -> None:
    handed_in(cast)
    text = RING._replace(summary="Trois façons.")
    write_article(viewer=cast.rose, translation_id=cast.draft.pk, text=text, based_on=1, now=NOON)
    publish_article(viewer=cast.rose, translation_id=cast.draft.pk, based_on=2, now=NOON)
    assert waiting(cast) == [0, 1, 0, 0]


def test_who_wrote_a_draft_that_is_published_unasked_hears_of_it(cast: SimpleNamespace) -> None:
    publish_article(viewer=cast.rose, translation_id=cast.draft.pk, based_on=1, now=NOON)
    assert [it.what for it in answers_to(cast.adele)] == ["published"]


def test_nobody_is_told_of_what_they_did_themselves(cast: SimpleNamespace) -> None:
    own = a_draft(cast, RING._replace(title="De Rose"))
    write_article(
        viewer=cast.rose, translation_id=own.pk, text=RING._replace(title="De Rose, bis"), based_on=1, now=NOON
    )
    submit_article(viewer=cast.rose, translation_id=own.pk, based_on=2, now=NOON)
    assert waiting(cast)[0] == 0
    publish_article(viewer=cast.rose, translation_id=own.pk, based_on=2, now=NOON)
    assert waiting(cast) == [0, 0, 0, 0]


def test_anothers_answer_cannot_be_noted(cast: SimpleNamespace) -> None:
    """Attack A4"""
    handed_in(cast)
    publish_article(viewer=cast.rose, translation_id=cast.draft.pk, based_on=1, now=NOON)
    for viewer in (cast.rose, cast.stranger):
        with pytest.raises(ArticleNotFound):
            note_answer(viewer=viewer, translation_id=cast.draft.pk)
    assert answers_to(cast.rose) == []


def test_what_waits_is_counted_in_one_question(cast: SimpleNamespace) -> None:
    handed_in(cast)
    with CaptureQueriesContext(connection) as asked:
        assert articles_waiting([cast.rose, cast.stranger]) == 1
    assert len(asked) == 1
    assert articles_waiting([]) == 0
