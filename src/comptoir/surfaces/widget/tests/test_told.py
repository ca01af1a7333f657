"""What the widget is told of a shop, and its texts."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.utils import translation

from comptoir.surfaces.widget.tests.stage import Browser
from comptoir.surfaces.widget.texts import COUNTED, FORMS, TEXTS, texts
from tests.people import ALWAYS_OPEN, a_member, a_shop

CODE = Path(__file__).parents[1] / "static/widget"

DRESSED = """
[widget]
colour = "#7a1f3d"
side = "left"
button = { fr = "Une question ?", en = "A question?" }
greeting = { fr = "Bonjour", en = "Hello" }
tips = [{ fr = "Un bonjour fait plaisir.", en = "A hello is always nice." }]
[[widget.questions]]
key = "ring_size"
label = { fr = "Votre taille", en = "Your size" }
kind = "choice"
required = true
choices = [{ fr = "Je ne sais pas", en = "I do not know" }, "52"]
"""


@pytest.mark.django_db
def test_settings_speak_the_language_asked_for_or_the_shops_own() -> None:
    shop = a_shop(charter=ALWAYS_OPEN + DRESSED)
    english = Browser(shop, language="en-GB").ask("GET", "settings.json").json()
    unknown = Browser(shop, language="de").ask("GET", "settings.json").json()
    assert (english["language"], english["greeting"], english["button"]) == ("en", "Hello", "A question?")
    assert (unknown["language"], unknown["greeting"]) == ("fr", "Bonjour")
    assert english["audiences"]["advisor"] == {"name": "Advisor"}
    assert english["questions"][0]["choices"] == ["I do not know", "52"]


@pytest.mark.django_db
def test_settings_name_the_pages_on_which_the_visitor_chooses_or_is_invited() -> None:
    """A3: the page decides whether the visitor may choose."""
    told = Browser(a_shop()).ask("GET", "settings.json").json()
    page = next(page for page in told["pages"] if page["path"] == "/alliances/*")
    assert (page["visitor_chooses"], page["invite_after"], page["audience"]) == (True, 2, "")


@pytest.mark.django_db
def test_tips_are_told_only_where_the_charter_turns_them_on() -> None:
    """B1: gentle tips at most, off by default."""
    off = Browser(a_shop(charter=ALWAYS_OPEN + DRESSED)).ask("GET", "settings.json").json()
    on = (
        Browser(a_shop(charter=ALWAYS_OPEN + DRESSED + "\n[courtesy]\ntips_in_widget = true\n"))
        .ask("GET", "settings.json")
        .json()
    )
    assert (off["tips"], on["tips"]) == ([], ["A hello is always nice."])


@pytest.mark.django_db
def test_settings_and_availability_may_be_kept_for_as_long_as_the_wire_says() -> None:
    browser = Browser(a_shop())
    assert browser.ask("GET", "settings.json")["Cache-Control"] == "public, max-age=300"
    assert browser.ask("GET", "availability.json")["Cache-Control"] == "public, max-age=2"


@pytest.mark.django_db
def test_availability_tells_who_answers_and_until_when() -> None:
    """A3: each audience is shown with its live availability."""
    shop = a_shop()
    a_member(shop, "advisor")
    audiences = Browser(shop).ask("GET", "availability.json").json()["audiences"]
    assert set(audiences) == {"advisor", "ambassador"}
    assert set(audiences["advisor"]) == {"open", "open_until", "next_opening", "available", "free", "wait", "faces"}
    assert audiences["advisor"]["available"] == 0, "nobody is at their desk"


def test_every_text_that_the_code_asks_for_is_there_and_none_is_idle() -> None:
    code = "\n".join(path.read_text() for path in CODE.rglob("*.js"))
    asked = set(re.findall(r'\.say\("(\w+)"', code)) | set(re.findall(r"texts\.(\w+)", code))
    there = TEXTS.keys() | COUNTED.keys()
    assert asked - there == set(), "asked for, and not there"
    named = set(re.findall(r'"(\w+)"', code)) | asked
    made = ("state_", "status_", "offer_")
    assert {name for name in there if name not in named and not name.startswith(made)} == set(), "asked for by nobody"


def test_facts_of_a_text_are_written_so_that_the_code_fills_them_in() -> None:
    for name, said in texts().items():
        for text in said.values() if isinstance(said, dict) else [said]:
            assert "%" not in re.sub(r"%\(\w+\)s", "", text), name


@pytest.mark.parametrize(
    ("language", "one", "few", "other"),
    [
        ("en", "1 new message", "2 new messages", "20 new messages"),
        ("fr", "1 nouveau message", "2 nouveaux messages", "20 nouveaux messages"),
        ("pt", "1 mensagem nova", "2 mensagens novas", "20 mensagens novas"),
        ("ro", "1 mesaj nou", "2 mesaje noi", "20 de mesaje noi"),
    ],
)
def test_what_is_counted_is_said_as_each_language_counts(language: str, one: str, few: str, other: str) -> None:
    with translation.override(language):
        forms = texts()["unread"]
    assert isinstance(forms, dict)
    assert {kind: forms[kind].replace("%(count)s", str(number)) for kind, number in FORMS.items()} == {
        "one": one,
        "few": few,
        "other": other,
    }


@pytest.mark.django_db
def test_settings_name_who_stands_in_where_the_charter_asks_another_audience() -> None:
    """A6: with nobody of the page's audience free, the visitor is told who answers instead."""
    topical = ALWAYS_OPEN.replace('path = "/mon-compte/*"', 'path = "/sav/*"\ntopic = "after_sales"')
    assert _stand_ins(topical) == {"/sav/*": [], "/alliances/*": ["advisor", "ambassador"], "*": ["advisor"]}
    alone = ALWAYS_OPEN + '\n[chat]\nfallback = ["referent_alarm", "message"]\n'
    assert set(map(tuple, _stand_ins(alone).values())) == {()}


@pytest.mark.django_db
def test_settings_name_who_may_answer_on_each_page() -> None:
    """A3, A5: the visitor is offered nobody who may not answer the page's topic."""
    topical = ALWAYS_OPEN.replace('path = "/alliances/*"', 'path = "/sav/*"\ntopic = "after_sales"')
    everybody = ["advisor", "ambassador"]
    assert _of_pages("able", topical) == {"/mon-compte/*": everybody, "/sav/*": ["advisor"], "*": everybody}


def _stand_ins(charter: str) -> dict[str, list[str]]:
    return _of_pages("stand_ins", charter)


def _of_pages(key: str, charter: str) -> dict[str, list[str]]:
    pages = Browser(a_shop(charter=charter)).ask("GET", "settings.json").json()["pages"]
    assert pages[-1]["path"] == "*", "a rule holds on every page"
    return {page["path"]: page[key] for page in reversed(pages)}
