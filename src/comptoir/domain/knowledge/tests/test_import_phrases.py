"""Phrases come from a spreadsheet and go into one; no cell is ever a formula (attack A19)."""

from __future__ import annotations

import csv
import io

import pytest

from comptoir.domain.knowledge.actions import import_phrases
from comptoir.domain.knowledge.models import Phrase
from comptoir.domain.knowledge.rules.phrases import WrittenPhrase
from comptoir.domain.knowledge.rules.tables import NotATable, as_written, harmless, rows_in, table
from comptoir.domain.knowledge.tests.stage import a_cast
from comptoir.foundation.errors import NotAllowed
from tests.people import NOON

NAMES = {"title": "title", "text": "body"}
HELLO = WrittenPhrase("fr", "Bonjour", "Bonjour et bienvenue.", shortcut="bj")


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing() -> None:
    cast = a_cast()
    rows = [(2, HELLO), (3, WrittenPhrase("fr", "Merci", "Merci à vous."))]
    assert import_phrases(viewer=cast.adele, rows=rows, now=NOON)[:3] == (2, 0, 0)
    assert import_phrases(viewer=cast.adele, rows=rows, now=NOON)[:3] == (0, 0, 2)
    rows[0] = (2, HELLO._replace(body="Bonjour à vous."))
    assert import_phrases(viewer=cast.adele, rows=rows, now=NOON)[:3] == (0, 1, 1)
    assert Phrase.objects.count() == 2


@pytest.mark.django_db
def test_what_is_refused_is_told_by_its_line_and_the_rest_is_kept() -> None:
    cast = a_cast()
    done = import_phrases(viewer=cast.adele, rows=[(2, HELLO._replace(language="xx")), (3, HELLO)], now=NOON)
    assert (done.added, [line for line, _ in done.mistakes]) == (1, [2])


@pytest.mark.django_db
def test_an_ambassador_brings_no_file() -> None:
    cast = a_cast()
    with pytest.raises(NotAllowed):
        import_phrases(viewer=cast.amin, rows=[(2, HELLO)], now=NOON)


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", " =1", "\u200b=1", "|cmd", "%x"]
)
def test_no_cell_is_a_formula_and_each_comes_back_as_it_was(cell: str) -> None:
    """Attack A19"""
    assert harmless(cell) == f"'{cell}"
    assert as_written(harmless(cell)) == cell


def test_a_file_that_went_out_comes_in_again() -> None:
    written = table(["Title", "Text"], [["=1+1", 'Deux\nlignes; "et" plus'], ["'quoted'", "plain"]])
    assert written.startswith("\ufeffTitle")
    rows = rows_in(written, NAMES)
    assert [row for _, row in rows] == [
        {"title": "=1+1", "body": 'Deux\nlignes; "et" plus'},
        {"title": "'quoted'", "body": "plain"},
    ]


def test_a_file_of_another_country_has_semicolons() -> None:
    assert rows_in("Title;Text;Colour\nA;B;red\n;;\n", NAMES) == [(2, {"title": "A", "body": "B"})]


@pytest.mark.parametrize(
    "text",
    ['Title,Text\n"a', "Colour\nred", "Title\n" + "a\n" * 20_001, "a" * (5 * 2**20 + 1), "Title\n" + "a" * 200_000],
)
def test_what_is_no_table_is_refused(text: str) -> None:
    """Attack A14"""
    with pytest.raises(NotATable):
        rows_in(text, NAMES)


def test_what_is_written_is_csv_for_others_too() -> None:
    assert list(csv.reader(io.StringIO(table(["a"], [["x,y"]]).removeprefix("\ufeff")))) == [["a"], ["x,y"]]
