"""How drafts stand before the ready charters: each audience is held to its own levels."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.wording.tests.conftest import Checker
from comptoir.domain.wording.tests.desk import judge, levels, shop_with
from tests.people import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("checker")]

TABLE = [
    # charter, audience, text, clause, level
    ("jeweller", "ambassador", "Appelez-moi au 06 12 34 56 78.", "contact_details", "forbid"),
    ("jeweller", "advisor", "Appelez-moi au 06 12 34 56 78.", "contact_details", "confirm"),
    ("jeweller", "ambassador", "Voyez sur www.amazon.fr.", "link", "forbid"),
    ("jeweller", "advisor", "Voyez sur www.amazon.fr.", "link", "confirm"),
    ("jeweller", "ambassador", "Votre comande part demain.", "spelling", "hold"),
    ("jeweller", "advisor", "Votre comande part demain.", "spelling", "confirm"),
    ("jeweller", "advisor", "Tu peux me donner ton numéro ?", "familiarity", "confirm"),
    ("jeweller", "advisor", "Il y a -20 % chez Darty cette semaine.", "outside_offer", "forbid"),
    ("jeweller", "advisor", "Un rhodiage suffit.", "jargon", "hint"),
    ("agency", "advisor", "Mersi, va sun dc vreti.", "texting", "forbid"),
    ("agency", "ambassador", "Comnada este gata.", "spelling", "hold"),
    ("agency", "advisor", "Acest peren rezistă la ger.", "jargon", "confirm"),
    ("office-supplies", "advisor", "Appelez-moi au 06 12 34 56 78.", "contact_details", "hint"),
    ("office-supplies", "advisor", "Avec plaisir 🙂", "emoji", "hint"),
    ("marketplace", "advisor", "Escreva para ines.silva@gmail.com.", "contact_details", "forbid"),
    ("marketplace", "sales_support", "Obg, respondo qd souber.", "texting", "confirm"),
]


@pytest.mark.parametrize(("charter", "audience", "body", "clause", "level"), TABLE)
def test_the_charter_says_how_firmly(charter: str, audience: str, body: str, clause: str, level: str) -> None:
    """A9, A10"""
    assert levels(judge(shop_with(charter), body, audience))[clause] == level


CLEAN = [
    ("jeweller", "Bonjour, votre bague est prête. Vous pouvez la retirer dans notre boutique de Lyon."),
    ("jeweller", "Suivez votre colis sur https://www.laposte.example/suivi/6A123456789."),
    (
        "jeweller",
        "Écrivez à confidentialite@maison-perle.example, ou par https://www.maison-perle.example/contact.html.",
    ),
    ("agency", "Bună ziua, coletul dumneavoastră a plecat ieri din depozitul nostru."),
    ("office-supplies", "Bonjour, votre toner est parti ce matin."),
    ("marketplace", "Bom dia, a sua encomenda saiu ontem do nosso armazém."),
]


@pytest.mark.parametrize(("charter", "body"), CLEAN)
def test_nothing_is_said_of_a_clean_reply(charter: str, body: str) -> None:
    """A8, A10"""
    verdict = judge(shop_with(charter), body)
    assert (verdict.level, verdict.findings, verdict.blocking, verdict.is_complete) == ("off", (), (), True)


def test_the_strictest_finding_is_the_verdict_and_blocks_alone() -> None:
    """A10"""
    verdict = judge(shop_with("jeweller"), "Slt, appelez le 06 12 34 56 78.", "ambassador")
    assert verdict.level == "forbid"
    assert [each.clause for each in verdict.blocking] == ["contact_details"]
    assert levels(verdict)["texting"] == "confirm"


def test_hints_block_nothing() -> None:
    verdict = judge(shop_with("jeweller"), "Nous ne pouvons pas livrer avant vendredi.")
    assert (verdict.level, verdict.blocking) == ("hint", ())


def test_a_promise_is_noted_with_its_day_in_the_shops_time_and_blocks_nothing() -> None:
    """C4"""
    late = dt.datetime(2026, 12, 1, 23, 30, tzinfo=dt.UTC)  # half past midnight in Paris
    verdict = judge(shop_with("jeweller"), "Je vous rappelle demain.", now=late)
    assert [(each.clause, each.due) for each in verdict.findings] == [("promise", dt.date(2026, 12, 3))]
    assert verdict.blocking == ()


def test_a_code_is_refused_where_the_charter_lists_others_and_asked_about_where_it_lists_none() -> None:
    """A10, A12"""
    listed = shop_with("jeweller")
    assert levels(judge(listed, "Profitez de 10 % avec le code PERLE10.", "ambassador")) == {}
    foreign = judge(listed, "Profitez de 10 % avec le code AUTRE10.", "ambassador")
    assert levels(foreign) == {"outside_offer": "forbid"}
    unlisted = shop_with("jeweller", replaced=('codes = ["PERLE10"', '# codes = ["PERLE10"'))
    assert levels(judge(unlisted, "Profitez de 10 % avec le code AUTRE10.", "ambassador")) == {
        "outside_offer": "confirm"
    }


def test_the_shops_own_number_mailbox_and_store_may_be_given_by_everybody() -> None:
    """A10"""
    body = (
        "Notre numéro est le +33 1 99 00 12 34. Écrivez à service@maison-perle.example, ou passez au 9 rue Crébillon."
    )
    assert levels(judge(shop_with("jeweller"), body, "ambassador")) == {}


def test_a_first_reply_is_introduced_with_the_agents_name() -> None:
    """C2"""
    verdict = judge(shop_with("jeweller"), "Que puis-je faire pour vous ?", is_first_reply=True, agent_name="Adèle")
    assert levels(verdict) == {"introduction": "hint"}
    assert "Adèle" in verdict.findings[0].fixes[0].text


def test_an_upset_customer_is_understood_first() -> None:
    """C7"""
    shop = shop_with("jeweller")
    body = "Donnez-moi votre numéro de commande, s’il vous plaît."
    assert levels(judge(shop, body, upset_words="C'est inadmissible !")) == {"empathy": "hint"}
    assert levels(judge(shop, body)) == {}


def test_a_word_of_a_topic_keeps_the_talk_on_its_topic() -> None:
    """C6"""
    shop = shop_with("jeweller")
    assert levels(judge(shop, "Vous avez vu le match de foot hier soir ?")) == {"off_topic": "hint"}
    assert levels(judge(shop, "Cette montre est parfaite pour un match de foot.")) == {}


def test_a_clause_that_is_off_is_not_asked_for(checker: Checker) -> None:
    text = 'emoji = "hint"', 'emoji = "off"'
    shop = shop_with("jeweller", replaced=text)
    assert levels(judge(shop, "Avec plaisir 🙂🙂🙂")) == {}
    assert "emoji" not in checker.asked[-1].manner.clauses


def test_without_diacritics_where_the_charter_does_not_ask_for_them() -> None:
    """C1"""
    body = "Comanda dumneavoastra a plecat ieri si ajunge maine."
    assert "spelling" in levels(judge(shop_with("agency"), body))
    relaxed = shop_with("agency", replaced=("diacritics_required = true", "diacritics_required = false"))
    assert "spelling" not in levels(judge(relaxed, body))


def test_an_audience_that_the_charter_does_not_know_is_held_to_what_holds_for_all() -> None:
    assert levels(judge(shop_with("jeweller"), "Voyez sur www.amazon.fr.", "")) == {"link": "confirm"}


class TestLanguage:
    def test_a_text_tells_its_language(self) -> None:
        """C1"""
        body = "Hello, your ring has just left our workshop and will reach you soon."
        assert judge(shop_with("jeweller"), body, language="").language == "en"

    def test_the_usual_language_wins_on_short_texts(self) -> None:
        """C1"""
        shop = shop_with("jeweller")
        assert judge(shop, "Ok, 14:00", language="", usual_language="en").language == "en"
        assert judge(shop, "Ok, 14:00", language="", usual_language="").language == "fr"

    def test_the_agent_may_say_which_language_it_is(self) -> None:
        body = "Hello, your ring has just left our workshop and will reach you soon."
        assert judge(shop_with("jeweller"), body, language="fr").language == "fr"

    def test_a_language_that_the_shop_does_not_serve_is_not_read_for_spelling(self) -> None:
        """C1"""
        verdict = judge(
            shop_with("jeweller"), "A sua encomneda saiu, escreva para ines.silva@gmail.com.", language="pt"
        )
        assert set(levels(verdict)) == {"contact_details"}
        assert verdict.silent == ("spelling",)

    def test_a_language_that_nobody_reads_is_read_for_what_has_none(self) -> None:
        """A10"""
        body = "Rufen Sie mich an: +33 6 12 34 56 78."
        verdict = judge(shop_with("jeweller"), body, "ambassador", language="de")
        assert levels(verdict) == {"contact_details": "forbid"}
        assert {"spelling", "grammar", "familiarity"} <= set(verdict.silent)

    def test_a_language_with_its_country_is_that_language(self) -> None:
        assert judge(shop_with("marketplace"), "Bom dia", language="pt-PT").language == "pt"


def test_the_day_of_noon_is_the_same_everywhere() -> None:
    assert judge(shop_with("jeweller"), "Je vous rappelle demain.", now=NOON).findings[0].due == dt.date(2026, 12, 2)
