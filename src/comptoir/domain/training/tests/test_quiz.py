"""A quiz as it is written, and the paper that becomes of it."""

from __future__ import annotations

import pytest

from comptoir.domain.charter.rules import parse
from comptoir.domain.training.rules import asked, filled, fitting, is_right, paper_of, read_lesson, read_quiz
from tests.people import ALWAYS_OPEN

CHARTER = parse(ALWAYS_OPEN)
QUIZ = """
? One of them?
( ) no
(x) yes
! Because.

? Several, over
two lines?
if: offers
[x] this
[ ] that
[x] and this

? In order?
1. first
2. second
3. third

? Mend it.
first: yes
> I have waited so long!
~ Slt, votre colis
arrive.
= colis
+ Bonjour, votre colis arrive.

? What is wrong?
# Slt !!!
= texting, capitals
"""


def test_every_kind_of_question_is_read():
    questions, mistakes = read_quiz(QUIZ)

    assert mistakes == ()
    assert [it.kind for it in questions] == ["one", "several", "order", "mend", "find"]
    one, several, order, mend, find = questions
    assert (one.options, one.right, one.why) == (("no", "yes"), (1,), "Because.")
    assert (several.asks, several.condition, several.right) == ("Several, over two lines?", "offers", (0, 2))
    assert order.right == (0, 1, 2)
    assert (mend.draft, mend.keeps, mend.is_first) == ("Slt, votre colis\narrive.", ("colis",), True)
    assert (mend.said, mend.model) == ("I have waited so long!", "Bonjour, votre colis arrive.")
    assert find.clauses == ("texting", "capitals")


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("( ) alone", 1, "before_question"),
        ("? Who?\n( ) a", 1, "options_missing"),
        ("? Who?\n( ) a\n( ) b", 1, "right_missing"),
        ("? Who?\n(x) a\n(x) b", 1, "right_missing"),
        ("? Who?\n(x) a\n[ ] b", 1, "mixed"),
        ("? Who?\n(x) a\n( ) b\n~ c", 1, "mixed"),
        ("?\n(x) a\n( ) b", 1, "nothing_asked"),
        ("? What is wrong?\n# abc\n= manners", 1, "unknown_clause"),
        ("? Who?\n(x) a\n( ) b\n\nstray", 5, "not_understood"),
    ],
)
def test_each_mistake_is_told_with_its_line(text, line, why):
    assert (line, why) in read_quiz(text)[1]


def test_what_is_right_and_why_does_not_leave_the_server():
    """A22, D6"""
    paper = paper_of(read_quiz(QUIZ)[0], CHARTER, "fr", "advisor", "seed")

    shown = [asked(paper, n) for n in range(len(paper))]
    assert all(not {"right", "why", "model", "clauses"} & set(it) for it in shown)


def test_a_question_whose_condition_does_not_hold_is_not_asked():
    paper = paper_of(read_quiz(QUIZ)[0], CHARTER, "fr", "advisor", "seed")

    assert ("several" in {it["kind"] for it in paper}) == (CHARTER.offers is not None)


def test_answers_stand_in_an_order_of_chance_and_an_order_never_in_the_right_one():
    for seed in map(str, range(20)):
        paper = {it["kind"]: it for it in paper_of(read_quiz(QUIZ)[0], CHARTER, "fr", "advisor", seed)}
        one, order = paper["one"], paper["order"]
        assert one["options"][one["right"][0]] == "yes"
        assert order["options"] != ["first", "second", "third"]
        assert [order["options"][n] for n in order["right"]] == ["first", "second", "third"]
        assert is_right(order, order["right"])


def test_a_wrong_answer_that_says_the_same_as_the_right_one_is_left_out():
    questions = read_quiz("? How many?\n(x) {emoji_at_most}\n( ) 1\n( ) 2")[0]

    paper = paper_of(questions, CHARTER, "en", "advisor", "seed")

    assert sorted(paper[0]["options"]) == ["1", "2"]


def test_figures_of_the_charter_fill_the_gaps_and_may_be_reckoned_with():
    text = "{shop}: {first_answer}, {first_answer*4}, {emoji_at_most+2}, {unknown}"

    assert filled(text, CHARTER, "en", "advisor") == "Maison Perle: 30 seconds, 120 seconds, 3, {unknown}"


def test_a_section_for_others_is_left_out():
    text = "a\n:::if mediation\nb\n:::\nc\n:::if not mediation\nd\n:::\n"

    assert filled(text, CHARTER, "en", "advisor") == "a\nc\nd\n"


def test_what_a_charter_says_is_never_read_as_a_gap():
    """A1"""
    charter = parse(ALWAYS_OPEN.replace('name = "Maison Perle"', 'name = "{emoji_at_most}"'))

    assert filled("{shop}", charter, "en", "advisor") == "{emoji_at_most}"


def test_odd_answers_fit_nothing():
    paper = paper_of(read_quiz(QUIZ)[0], CHARTER, "fr", "advisor", "seed")
    mend = next(it for it in paper if it["kind"] == "mend")

    assert fitting(mend, [0]) is None
    assert len(fitting(mend, "x" * 9000)) == 2000
    assert fitting(paper[0], [0, 1]) is None


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("not toml", "not_toml"),
        ('key = "a"', "no_language"),
        ('key = "A b"\nlanguage = "en"\ntitle = "T"\ntext = "t"', "no_key"),
        ('key = "a"\nlanguage = "en"\ntitle = "T"\ntext = "t"\nroot = true', "unknown_entry"),
        ('key = "a"\nlanguage = "en"\ntitle = "T"\ntext = "t"\nminutes = true', "no_minutes"),
        ('key = "a"\nlanguage = "en"\ntitle = "T"\ntext = "t"\nkind = "magic"', "unknown_kind"),
        ('key = "a"\nlanguage = "xx"\ntitle = "T"\ntext = "t"', "no_language"),
        ('key = "a"\nlanguage = "en"\ntitle = "T"\ntext = "t"\nquiz = "?"', "nothing_asked"),
        ("x" * 200_000, "too_long"),
    ],
)
def test_a_file_that_is_no_module_says_why(file, why):
    """A22"""
    assert why in [it.why for it in read_lesson(file)[1]]
