"""The charters that come with Comptoir, and the shape that all later work relies on."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from comptoir.domain.charter.rules import (
    FIELDS,
    chapters,
    examine,
    may_answer,
    may_see,
    page_rule,
    parse,
    promise_for,
    topic_of,
)
from comptoir.domain.charter.tests.charters import READY

CONTRACT = {
    "shop": "key name languages time_zone sites contact_page also_called phones emails stores accounts",
    "charter": "title edition in_force_from",
    "holidays": "country add remove",
    "hours": "",
    "audiences": "",
    "topics": "",
    "topic": "",
    "pages": "",
    "promises": "",
    "commitments": "",
    "escalation": "levels tell_customer",
    "wording": "allowed_abbreviations plain_words emoji_at_most longest_sentence diacritics_required spelling grammar texting "
    "capitals emoji familiarity sentence_length jargon negative_phrasing bad_news_order introduction empathy off_topic "
    "contact_details link outside_offer promise ambassador",
    "courtesy": "tips_in_widget blur_insults time_for_upset pause_lasts",
    "links": "allowed",
    "offers": "only_on_request per_agent_and_day once_per_customer codes",
    "orders": "formats",
    "returns": "within refund_promise not_returnable",
    "team": "second_factor leave_needed",
    "training": "before_answering valid_for shadow_conversations",
    "reviews": "drawn low_rating",
    "retention": "conversations attachments visitors_without_conversation raw_mail",
    "privacy": "policy_page contact rights_answered_within",
}


@pytest.fixture(params=READY, ids=lambda path: path.stem)
def ready(request: pytest.FixtureRequest) -> Path:
    return request.param


def jeweller() -> str:
    return next(path for path in READY if path.stem == "jeweller").read_text()


def test_each_ready_charter_passes_without_mistake_or_warning(ready):
    """G1"""
    found = examine(ready.read_text())

    assert [str(mistake) for mistake in (*found.mistakes, *found.warnings)] == []
    assert found.charter is not None


def test_there_is_a_charter_for_each_kind_of_shop():
    assert [path.stem for path in READY] == ["agency", "jeweller", "marketplace", "office-supplies"]


def test_every_section_and_key_of_the_shape_is_written_in_the_jewellers_charter():
    written = tomllib.loads(jeweller())

    for section, keys in CONTRACT.items():
        assert written[section], section
        assert not keys or set(keys.split()) <= set(written[section]), section


def test_every_topic_of_a_ready_charter_has_a_name_and_words_in_the_shops_languages(ready):
    charter = parse(ready.read_text())

    for topic in charter.topics.values():
        assert set(topic.name.by_language) == set(charter.shop.languages)
        assert topic.key == "other" or all(topic.words[language] for language in charter.shop.languages)


@pytest.mark.parametrize("language", ["en", "fr", "pt", "ro"])
def test_each_ready_charter_can_be_read_as_sentences(ready, language):
    """G1"""
    charter = parse(ready.read_text())

    told = chapters(charter, language)

    assert [chapter.key for chapter in told][:2] == ["shop", "hours"]
    assert all(sentence.strip() and "{" not in sentence for chapter in told for sentence in chapter.sentences)
    assert all(name.strip() and said.strip() for chapter in told for name, said in chapter.rows)
    assert "duration-" not in str(told), "a span is said in the language's own words"


def test_the_jewellers_chat_is_answered_within_30_seconds_and_warns_before():
    """A1"""
    promise = promise_for(parse(jeweller()), "chat", "first_answer")

    assert promise is not None
    assert (promise.within.seconds, promise.clock) == (30, "opening")
    assert [warning.seconds for warning in promise.warn_at] == [20]


def test_ambassadors_answer_the_six_general_topics_and_advisors_all():
    """A4, A5"""
    charter = parse(jeweller())
    general = {"services", "navigation", "products", "payment", "click_and_reserve", "stores"}
    special = {"after_sales", "returns", "accounting", "store_orders", "technical"}

    assert {topic for topic in charter.topics if may_answer(charter, "ambassador", topic)} == general
    assert {topic for topic in charter.topics if may_answer(charter, "advisor", topic)} == general | special


def test_an_ambassador_of_any_ready_charter_never_sees_how_to_reach_the_customer(ready):
    """A11"""
    charter = parse(ready.read_text())

    for field in ("email", "phone", "address", "orders"):
        assert not may_see(charter, "ambassador", field)
    assert (
        all(may_see(charter, "advisor", field) for field in FIELDS)
        or "everything" not in charter.audiences["advisor"].may_see
    )


@pytest.mark.parametrize(
    ("charter", "language", "said", "topic"),
    [
        ("jeweller", "fr", "Ma chaîne est cassée", "after_sales"),
        ("jeweller", "fr", "Mes boucles ont été abîmées et rayées, pouvez-vous les réparer ?", "after_sales"),
        ("jeweller", "fr", "Je souhaite être remboursée", "returns"),
        ("jeweller", "fr", "J'ai réservé deux montres", "click_and_reserve"),
        ("jeweller", "en", "It came damaged and scratched", "after_sales"),
        ("agency", "ro", "Am returnat produsul și aștept rambursarea", "returns"),
        ("agency", "ro", "Când se livrează coletele?", "delivery"),
        ("agency", "ro", "Florile s-au ofilit, semințele la fel", "plants"),
        ("marketplace", "pt", "Faltam peças e vieram incompletas", "missing_item"),
        ("marketplace", "pt", "O artigo chegou com defeitos e está partido", "warranty"),
        ("office-supplies", "fr", "Les cartouches commandées ne sont pas reconnues, erreurs partout", "technical"),
        ("office-supplies", "en", "Two invoices were charged", "billing"),
    ],
)
def test_words_are_found_in_the_forms_that_people_write(charter, language, said, topic):
    """A4"""
    [path] = [path for path in READY if path.stem == charter]
    assert topic in dict(topic_of(parse(path.read_text()), said, language))


@pytest.mark.parametrize(
    ("charter", "language", "said"),
    [
        ("jeweller", "fr", "Pourrais-je avoir un renseignement ?"),
        ("jeweller", "fr", "Ce n'est pas grave"),
        ("agency", "ro", "Anul acesta ne vedem"),
        ("marketplace", "pt", "Há dois dias atrás"),
    ],
)
def test_words_that_only_look_alike_are_not_found(charter, language, said):
    """A4"""
    [path] = [path for path in READY if path.stem == charter]
    assert topic_of(parse(path.read_text()), said, language) == []


def test_on_some_pages_the_visitor_chooses_who_answers():
    """A3"""
    charter = parse(jeweller())

    assert page_rule(charter, "https://www.maison-perle.example/alliances/or?taille=52").visitor_chooses
    assert page_rule(charter, "/mon-compte/commandes").audience == "advisor"
    assert page_rule(charter, "/bagues").audience == "ambassador"


def test_the_office_shop_counts_what_its_terms_promise():
    """D1, D5"""
    charter = parse(next(path for path in READY if path.stem == "office-supplies").read_text())

    def promised(of: str, when: str) -> tuple[str, str] | None:
        promise = promise_for(charter, of, when)
        return promise and (str(promise.within), promise.clock)

    assert promised("phone", "first_answer") == ("30 s", "opening")
    assert promised("email", "first_answer") == ("24 h", "weekday")
    assert promised("push", "first_answer") == ("24 h", "weekday")
    assert promised("linkedin", "first_answer") == ("8 h", "opening")
    assert promised("simple", "resolution") == ("2 d", "working_days")
    assert promised("complex", "resolution") == ("7 d", "working_days")
    assert ("simple_resolution", 90.0, "month") in [(it.promise, it.share, it.by) for it in charter.commitments]


def test_a_seller_of_the_marketplace_has_24_hours_by_the_wall_clock():
    """E3, E8"""
    promise = promise_for(
        parse(next(path for path in READY if path.stem == "marketplace").read_text()), "marketplace", "next_answer"
    )

    assert promise is not None
    assert (str(promise.within), promise.clock) == ("24 h", "wall")
    assert promise.warn_at
