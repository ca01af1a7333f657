"""Texts read by a charter's file, from the command line (mission G2)."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from comptoir.config.command import main
from comptoir.language.findings import CUSTOMER_CLAUSES, REPLY_CLAUSES

ROOT = Path(__file__).resolve().parents[4]
JEWELLER = str(ROOT / "charters/jeweller.toml")
WEDNESDAY = "2026-03-11T10:00"


class Said:
    """What the command printed, and its status."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capfd = capfd
        self.out = self.err = ""

    def status(self, text: str | bytes, *options: str, charter: str = JEWELLER) -> int:
        raw = text if isinstance(text, bytes) else text.encode()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
        status = main(["check-text", "--charter", charter, "--language-of-answers", "en", "--now", WEDNESDAY, *options])
        sys.stdout.flush()
        self.out, self.err = self._capfd.readouterr()
        return status

    def lines(self, *asked: object, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        text = "\n".join(each if isinstance(each, str) else json.dumps(each) for each in asked)
        self.status(text, "--jsonl", *options)
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Said:
    return Said(monkeypatch, capfd)


def test_a_text_is_told_what_to_mend_and_where(said: Said) -> None:
    """Missions A8, G2."""
    assert said.status("Bonjour,\nvotre comande est partie.\n", "--audience", "ambassador") == 1
    assert said.out.startswith("2:7: hold: Spelling mistakes. “comande”")
    assert "    votre comande est partie.\n          ^^^^^^^\n    → commande\n" in said.out


def test_a_gap_is_told_to_people_and_is_no_clause_of_the_programs_fixed_list(said: Said) -> None:
    """Mission A8."""
    gap = "Bonjour {customer.first_name}, votre commande est partie ce matin."
    assert said.status(gap, "--json") == 1
    assert [found["clause"] for found in json.loads(said.out)["findings"]] == ["unfilled"]
    assert said.lines({"id": 1, "lang": "fr", "text": gap}) == [{"id": 1, "findings": []}]


def test_a_text_with_nothing_but_hints_is_fine(said: Said) -> None:
    """Mission C4: a promise is no fault."""
    assert said.status("Bonjour, je vous rappelle demain.", "--json") == 0
    promise = json.loads(said.out)["findings"][0]
    assert (promise["clause"], promise["level"], promise["due"]) == ("promise", "hint", "2026-03-12")


def test_the_audience_decides_how_firmly(said: Said) -> None:
    """Mission A10."""
    text = "Appelez-moi au 06 12 34 56 78."
    levels = {}
    for audience in ("ambassador", "advisor"):
        assert said.status(text, "--audience", audience, "--json") == 1
        levels[audience] = json.loads(said.out)["level"]
    assert levels == {"ambassador": "forbid", "advisor": "confirm"}


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        (b"\xff\xfe", (), "UTF-8"),
        ("Bonjour", ("--audience", "nobody"), "no audience “nobody”"),
        ("Bonjour", ("--charter", "/nowhere.toml"), "/nowhere.toml"),
        ("Bonjour", ("--charter", str(ROOT / "pyproject.toml")), "pyproject.toml:"),
        ("Bonjour", ("--now", "soon"), "soon"),
        ("Bonjour", ("--words", "/nowhere.txt"), "/nowhere.txt"),
    ],
)
def test_what_cannot_be_used_is_said(said: Said, text: str | bytes, options: tuple[str, ...], why: str) -> None:
    assert said.status(text, *options) == 2
    assert why in said.err
    assert said.out == ""


def test_an_empty_text_needs_no_mending(said: Said) -> None:
    assert said.status("") == 0
    assert said.out == ""


def test_the_words_of_the_shop_are_right(said: Said, tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("comande\n")
    assert said.status("Votre comande est partie.", "--words", str(words)) == 0


def test_each_line_is_answered_with_one(said: Said) -> None:
    """The issue's own form, and its clauses."""
    agent, customer = said.lines(
        {"id": "a", "lang": "fr", "author": "agent", "text": "La comande est prête. Je vous rappelle vendredi."},
        {"id": 2, "lang": "fr", "author": "customer", "text": "Merci, bande de cons"},
    )
    spelling, promise = sorted(agent["findings"], key=lambda found: found["clause"] == "promise")
    assert agent["id"] == "a"
    assert (spelling["clause"], spelling["level"], spelling["start"], spelling["end"]) == ("spelling", "confirm", 3, 10)
    assert spelling["fixes"] == ["commande"]
    assert "comande" in spelling["because"]
    assert "due" not in spelling
    assert promise["due"] == "2026-03-13"
    assert {found["clause"] for found in customer["findings"]} == {"thanks", "insult", "angry"}
    assert {found["level"] for found in customer["findings"]} == {"hint"}


def test_places_are_code_points(said: Said) -> None:
    text = "👩🏽‍🚀 e\u0301 Je vous rapelle."
    (answer,) = said.lines({"id": 1, "lang": "fr", "author": "agent", "text": text})
    places = [text[found["start"] : found["end"]] for found in answer["findings"] if found["clause"] == "spelling"]
    assert places == ["rapelle"]


def test_without_a_language_it_is_told_from_the_text(said: Said) -> None:
    (answer,) = said.lines(
        {"id": 1, "author": "agent", "text": "Hello, your parcel has definately left our warehouse."}
    )
    assert [found["fixes"][0] for found in answer["findings"]] == ["definitely"]


def test_the_language_of_the_command_holds_for_lines_that_name_none(said: Said) -> None:
    line = {"author": "agent", "text": "Je vous rapelle."}
    own, other = said.lines(line | {"id": 1}, line | {"id": 2, "lang": "fr"}, options=("--lang", "de"))
    assert [found["clause"] for found in own["findings"]] == []
    assert "spelling" in [found["clause"] for found in other["findings"]]


def test_the_context_of_a_line_counts(said: Said) -> None:
    """Missions C2, C7."""
    line = {"id": 1, "lang": "fr", "author": "agent", "text": "Votre commande est partie hier."}
    alone, first, upset = said.lines(
        line,
        {**line, "context": {"first_reply": True}},
        {**line, "context": {"customer": "C'est inadmissible, je suis vraiment très déçue !"}},
    )
    assert [[found["clause"] for found in answer["findings"]] for answer in (alone, first, upset)] == [
        [],
        ["introduction"],
        ["empathy"],
    ]


def test_a_broken_line_is_said_and_the_others_are_read(said: Said) -> None:
    good = {"id": "good", "lang": "fr", "author": "customer", "text": "Merci"}
    broken = ["{", "[1]", '{"id": 7}', '{"id": 8, "text": 5}', '{"id": 9, "text": "a", "author": "robot"}', "[" * 5000]
    answers = said.lines(*broken, "", {**good, "context": 5}, good)
    assert [answer["id"] for answer in answers] == [None, None, 7, 8, 9, None, "good", "good"]
    assert ["error" in answer for answer in answers] == [True] * 7 + [False]
    assert [line.split(":")[1] for line in said.err.splitlines()] == [f" line {n}" for n in (1, 2, 3, 4, 5, 6, 8)]


def test_odd_lines_are_read(said: Said) -> None:
    odd = ["\ud83d", "\x00", "a" * 50_000, "😀" * 3000, "\u202e\u200b", " \n\t", "e\u0301" * 500, "﷽" * 100, "1" * 4000]
    answers = said.lines(
        *(
            {"id": n, "lang": "fr", "author": author, "text": text}
            for n, text in enumerate(odd)
            for author in ("agent", "customer")
        )
    )
    assert len(answers) == 2 * len(odd)
    assert not [answer for answer in answers if "error" in answer]
    for answer in answers:
        size = len(odd[answer["id"]])
        assert all(0 <= found["start"] <= found["end"] <= size for found in answer["findings"])


def test_bytes_that_are_no_text_break_only_their_line(said: Said) -> None:
    good = json.dumps({"id": 1, "author": "customer", "lang": "fr", "text": "Merci"}).encode()
    assert said.status(b"\xef\xbb\xbf" + good + b"\r\n\xff\n" + good, "--jsonl") == 2
    assert ["error" in json.loads(line) for line in said.out.splitlines()] == [False, True, False]


def test_an_unknown_language_is_read_for_what_every_language_shares(said: Said) -> None:
    (answer,) = said.lines(
        {"id": 1, "lang": "de", "author": "agent", "text": "Schreiben Sie mir an ana@web.example bitte."}
    )
    assert [found["clause"] for found in answer["findings"]] == ["contact_details"]


@pytest.mark.parametrize("language", ["fr", "en", "ro", "pt"])
def test_labelled_lines_are_answered_in_their_order_by_clauses_that_have_names(said: Said, language: str) -> None:
    labelled = (ROOT / f"tests/language/{language}.jsonl").read_text(encoding="utf-8").splitlines()[::12]
    answers = said.lines(*labelled)
    assert [answer["id"] for answer in answers] == [json.loads(line)["id"] for line in labelled]
    clauses = {found["clause"] for answer in answers for found in answer["findings"]}
    assert clauses <= {*REPLY_CLAUSES, *CUSTOMER_CLAUSES}
    assert all(found["because"] for answer in answers for found in answer["findings"])


def test_it_needs_nothing_but_the_file_and_writes_nothing(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("COMPTOIR_", "DJANGO_"))}
    ran = subprocess.run(
        [sys.executable, "-m", "comptoir.config.command", "check-text", "--charter", JEWELLER],
        input=b"Votre comande est partie.",
        env=environment
        | {
            "PYTHONPATH": str(ROOT / "src"),
            "LANG": "fr_FR.UTF-8",
            "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
        },
        cwd=tmp_path,
        check=False,
        capture_output=True,
        timeout=120,
    )
    assert (ran.returncode, ran.stderr) == (1, b"")
    assert "orthographe" in ran.stdout.decode()
    assert list(tmp_path.iterdir()) == []
