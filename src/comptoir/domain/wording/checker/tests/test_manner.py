"""What a charter says is the shop's own may be given to every customer; what it does not say is somebody's."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from comptoir.domain.charter.rules import Charter, parse
from comptoir.domain.wording.checker.frames import ReplyQuestion, encoded
from comptoir.domain.wording.checker.manner import Manner, manner_of
from comptoir.domain.wording.checker.reading import answer_to
from comptoir.domain.wording.rules import asked_at_most, judged_by, levels_of
from comptoir.language.rules import Moment

TEXT = (Path(__file__).parents[6] / "charters" / "jeweller.toml").read_text(encoding="utf-8")
MOMENT = Moment(dt.datetime(2026, 12, 1, 10, 0, tzinfo=dt.UTC))
ASKED = frozenset(("contact_details", "link", "outside_offer"))


def jeweller(*replaced: tuple[str, str]) -> Charter:
    text = TEXT
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return parse(text)


def found(charter: Charter, body: str) -> list[tuple[str, str, str]]:
    """Clause, level and words of what an ambassador must not simply send."""
    whole = manner_of(charter, "ambassador")
    manner = Manner(shop=whole.shop, clauses=ASKED)
    findings = answer_to(ReplyQuestion(body=body, manner=manner, moment=MOMENT, language="fr")).findings
    judged = judged_by(levels_of(charter, "ambassador"), findings, asked_at_most(charter))
    return [(each.clause, each.level, body[each.start : each.end]) for each in judged]


def test_the_same_manner_is_sent_in_the_same_words_by_every_process() -> None:
    """A set has another order in each process; what is sent has none of its own."""
    words = frozenset(f"mot{number}" for number in range(50))
    sent = json.loads(encoded(Manner(known_words={"fr": words})))
    assert sent["known_words"]["fr"] == sorted(words)
    assert sent["clauses"] == sorted(sent["clauses"])


@pytest.mark.parametrize(
    "body",
    [
        "Appelez-nous au 01 99 00 12 34.",
        "Appelez-nous au 0199001234.",
        "Depuis l’étranger, composez le +33 1 99 00 12 34.",
        "Depuis l’étranger, composez le 0033 1.99.00.12.34.",
        "Composez le +33 (0)1 99 00 12 34.",
        "Écrivez à Service@Maison-Perle.example.",
        "Écrivez à service arobase maison-perle point example.",
        "Écrivez à confidentialite@maison-perle.example.",
        "C’est au 27 rue Édouard-Herriot.",
        "C’est au 27, rue Edouard Herriot à Lyon.",
        "L’adresse : 9 rue Crébillon, 44000 Nantes.",
        "Suivez @maisonperle sur Instagram.",
        "Voyez https://boutiques.maison-perle.example/lyon.",
        "Avec le code PERLE10, vous avez 10 % de remise.",
        "Avec le code MERCI-7F3K2, vous avez 10 % de remise.",
        "Vous avez 10 % chez Bijouteries Perle.",
    ],
)
def test_the_shops_own_may_be_given_in_whatever_form(body: str) -> None:
    """A10"""
    assert found(jeweller(), body) == []


@pytest.mark.parametrize(
    ("body", "clause"),
    [
        ("Appelez-moi au 06 12 34 56 78.", "contact_details"),
        ("Appelez-moi au 01 99 00 12 35.", "contact_details"),
        ("Écrivez-moi à ines@autre-bijou.example.", "contact_details"),
        ("J’habite au 7 rue Édouard-Herriot.", "contact_details"),
        ("J’habite au 127 rue Édouard-Herriot, 69002 Lyon.", "contact_details"),
        ("Écrivez-moi sur Instagram, @ines.bijoux.", "contact_details"),
        ("Avec le code AUTRE20, vous avez 20 % de remise.", "outside_offer"),
    ],
)
def test_what_is_not_the_shops_is_refused(body: str, clause: str) -> None:
    """A10"""
    assert [(each, level) for each, level, _ in found(jeweller(), body)] == [(clause, "forbid")]


def test_an_unknown_code_is_asked_about_where_the_charter_lists_none() -> None:
    """A10, A12"""
    silent = jeweller(('codes = ["PERLE10", "BIENVENUE10", "MERCI-*"]', ""))
    assert [level for _, level, _ in found(silent, "Avec le code AUTRE10, vous avez 10 % de remise.")] == ["confirm"]
    assert found(silent, "Avec le code PERLE10, vous avez 10 % de remise.") == []  # it bears the shop's name


def test_an_account_that_is_named_by_its_page_may_be_linked_and_named() -> None:
    """A10"""
    charter = jeweller(('"@maisonperle"', '"https://www.instagram.com/maisonperle"'))
    assert found(charter, "Suivez @maisonperle : https://www.instagram.com/maisonperle/") == []
    assert found(charter, "Suivez https://www.instagram.com/ines") != []


def test_stores_are_known_however_their_letters_were_written() -> None:
    """C1: accents that stand apart in the file, old Romanian letters."""
    charter = jeweller(
        ('"27 rue Édouard-Herriot, 69002 Lyon"', '"27 rue E\u0301douard-Herriot, 69002 Lyon", "Strada Mureşului nr. 3"')
    )
    assert found(charter, "C’est au 27 rue Édouard-Herriot.") == []
    assert found(charter, "C’est Strada Mureșului 3.") == []


def test_a_page_of_the_shops_help_centre_may_be_sent_and_one_of_anothers_not() -> None:
    """A10, A12"""
    from comptoir.language.links import is_allowed

    shop = manner_of(jeweller(), pages=("https://desk.example/help/maison-perle",)).shop
    assert is_allowed("https://desk.example/help/maison-perle/fr/livraison", shop)
    assert not is_allowed("https://desk.example/help/autre/fr/livraison", shop)
    assert not is_allowed("https://desk.example/help/maison-perle-et-fils/fr", shop)
