"""Variables that nobody has filled in."""

from __future__ import annotations

import pytest

from comptoir.language.reply import check_reply
from comptoir.language.tests.replies import reply_rules


def found(body: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(it.clause, body[it.start : it.end]) for it in check_reply(body, reply_rules(language))]


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt", "de"])
@pytest.mark.parametrize(
    "name", ["{customer.first_name}", "{agent.name}", "{{order.number}}", "{ reference }", "{Code}"]
)
def test_a_variable_in_braces_is_found_whatever_the_language(language: str, name: str) -> None:
    """And is no misspelt word, and no stranger's site."""
    assert ("unfilled", name) in found(f"Ok {name}.", language)
    assert {clause for clause, words in found(f"Ok {name}.", language) if words in name} == {"unfilled"}


@pytest.mark.parametrize(
    "body", ["Il reste {deux mots} ici.", "Prix : {12}", "{}", "{ }", "une {", "accolade}", "{a.b.c.d.e}"]
)
def test_other_braces_are_only_braces(body: str) -> None:
    assert "unfilled" not in [clause for clause, _words in found(body)]


def test_each_of_several_is_told_and_named() -> None:
    body = "Bonjour {customer.first_name}, votre commande {order.number} est partie."
    findings = [it for it in check_reply(body, reply_rules()) if it.clause == "unfilled"]
    assert [it.facts["name"] for it in findings] == ["{customer.first_name}", "{order.number}"]


def test_a_thousand_braces_are_read_in_time() -> None:
    assert len(found("{" * 4000)) < 4000
