"""French grammar by Grammalecte, behind its process. A stand-in of its shape is started; the real one where it is installed."""

from __future__ import annotations

import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from comptoir.language import grammalecte, grammar, reply
from comptoir.language.grammalecte import Grammalecte
from comptoir.language.grammars import further
from comptoir.language.reply import check_reply
from comptoir.language.tests.replies import reply_rules

ENGINE = """
import os, time
version = "0"
def load(context): pass
def getOptions(): return {"gn": False, "typo": True}
def setOptions(options): assert options == {"gn": True, "typo": False}
def parse(text):
    if "meurs" in text: os._exit(1)
    if "attends" in text: time.sleep(60)
    start = text.find("faute")
    if start < 0: return []
    error = {"nStart": start, "nEnd": start + 5, "sType": "gn", "sRuleId": "g3__gn", "sMessage": "Accord.", "aSuggestions": ["fautes"]}
    return [error]
"""


@pytest.fixture
def stand_in(tmp_path: Path):
    package = tmp_path / "grammalecte"
    (package / "fr").mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "fr" / "__init__.py").touch()
    (package / "fr" / "gc_engine.py").write_text(ENGINE, encoding="utf-8")
    running = Grammalecte(package)
    reply.forget()
    yield running
    running.close()


@pytest.fixture
def installed(stand_in: Grammalecte, monkeypatch: pytest.MonkeyPatch) -> Grammalecte:
    monkeypatch.setattr(grammalecte, "running", lambda: stand_in)
    return stand_in


def test_it_is_asked_sentence_by_sentence_and_keeps_running(stand_in):
    assert stand_in.errors("Une faute.") == [(4, 9, "gn", "g3__gn", "Accord.", ("fautes",))]
    assert stand_in.errors("Sans rien.") == []
    assert stand_in.generation == 1


def test_when_it_dies_nothing_is_found_and_it_is_started_anew_after_a_rest(stand_in):
    assert stand_in.errors("Je meurs, faute de mieux.") == []
    assert stand_in.errors("Une faute.") == []
    stand_in._rests_until = time.monotonic()
    assert stand_in.errors("Une faute.")


def test_nobody_waits_for_it_longer_than_a_second(stand_in, monkeypatch):
    monkeypatch.setattr(grammalecte, "ANSWER_WITHIN", 0.05)
    stand_in.errors("Bonjour.")
    started = time.monotonic()
    assert stand_in.errors("J'attends, faute de mieux.") == []
    assert time.monotonic() - started < 5


def test_lines_and_odd_letters_keep_their_places(stand_in):
    for body in ("Ici\nune faute", "Ici\u2028une faute", "😀 é faute", "ﬁn faute"):
        assert stand_in.errors(body)[0][0] == body.index("faute")


def test_what_is_no_sentence_is_not_asked(stand_in):
    assert stand_in.errors("faute " * 500) == []
    assert stand_in.generation == 0


def test_what_it_says_becomes_a_finding_of_grammar(installed):
    found = check_reply("Voici une faute ici.", reply_rules(clauses=frozenset({"grammar"})))
    assert [(each.why, each.facts["message"], each.fixes[0].text) for each in found] == [
        ("agreement", "Accord.", "fautes")
    ]
    assert not found[0].fixes[0].is_safe


@pytest.mark.parametrize("body", ["Le titre « une faute » ici.", "Une faute Dupont.", "DES FAUTES : une faute".upper()])
def test_titles_names_and_shouting_are_not_its_matter(installed, body):
    assert list(further.found(body)) == []


def test_a_sentence_read_without_it_is_read_again_when_it_is_back(installed):
    rules = reply_rules(clauses=frozenset({"grammar"}))
    installed.errors("Je meurs.")
    assert check_reply("Encore une faute ici.", rules) == []
    installed._rests_until = time.monotonic()
    assert check_reply("Encore une faute ici.", rules)


def test_who_cannot_wait_reads_without_it_and_finds_the_rest_at_the_next_reading(installed):
    rules = reply_rules(clauses=frozenset({"grammar", "spelling"}))
    body = "Voici une faute ici. Une fautte aussi."
    with grammalecte.putting_off() as unread:
        assert [finding.clause for finding in check_reply(body, rules)] == ["spelling"]
    assert unread == ["Voici une faute ici.", "Une fautte aussi."]
    assert installed.generation == 0
    for sentence in unread:
        installed.errors(sentence)
    with grammalecte.putting_off() as unread:
        assert [finding.clause for finding in check_reply(body, rules)] == ["grammar", "spelling"]
    assert unread == []


def test_what_is_sent_is_read_whole_though_it_was_put_off_while_typed(installed):
    rules = reply_rules(clauses=frozenset({"grammar"}))
    with grammalecte.putting_off():
        check_reply("Toujours une faute ici.", rules)
    assert check_reply("Toujours une faute ici.", rules)


def test_nothing_is_put_off_while_it_rests(installed):
    installed.errors("Je meurs.")
    with grammalecte.putting_off() as unread:
        check_reply("Une phrase de plus.", reply_rules(clauses=frozenset({"grammar"})))
    assert unread == []


def test_it_is_told_by_what_a_language_is_read(monkeypatch, tmp_path):
    monkeypatch.setattr(grammalecte, "folder", lambda: None)
    assert [grammar.reader_of(language) for language in ("fr", "ro", "de")] == ["rules", "rules", ""]
    monkeypatch.setattr(grammalecte, "folder", lambda: tmp_path)
    assert grammar.reader_of("fr") == "grammalecte"


def test_it_may_be_switched_off(monkeypatch):
    monkeypatch.setenv("COMPTOIR_GRAMMALECTE", "off")
    assert grammalecte.folder.__wrapped__() is None


@pytest.mark.parametrize(
    ("body", "words"),
    [("Appelez le 01 99 00 12 34.", []), ("Appelez les 3 boutiques.", []), ("Appelez le dès lundi.", ["Appelez le"])],
)
def test_an_article_before_a_number_is_no_pronoun(monkeypatch, body, words):
    """C1: "Appelez-le 01 …" is what it would make of a telephone number."""
    end = len("Appelez les") if body.startswith("Appelez les") else len("Appelez le")
    said = SimpleNamespace(errors=lambda _: [(0, end, "imp", "g2__imp", "Un trait d'union.", ["Appelez-le"])])
    monkeypatch.setattr(grammalecte, "running", lambda: said)
    assert [body[each.start : each.end] for each in further.found(body)] == words


@pytest.mark.skipif(grammalecte.folder() is None, reason="python3-grammalecte is not installed")
def test_the_real_one_knows_agreement():
    running = Grammalecte(grammalecte.folder())
    try:
        assert any(error[2] == "ppas" for error in running.errors("Nous avons reçus votre courrier ce matin."))
        assert running.errors("Nous avons reçu votre courrier ce matin.") == []
    finally:
        running.close()
