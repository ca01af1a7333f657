"""From the text of a charter to the charter, or to everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from comptoir.domain.charter.checks import CHECKS
from comptoir.domain.charter.feeds import Beside, nothing_beside
from comptoir.domain.charter.mistakes import Advice, CharterMistakes, Mistake
from comptoir.domain.charter.reading.cells import Cell, Sheet
from comptoir.domain.charter.reading.document import read_document, syntax_mistakes
from comptoir.domain.charter.reading.kinds import expect_known, unless_unreadable
from comptoir.domain.charter.reading.syntax import SyntaxMistake
from comptoir.domain.charter.shape.at_hand import Links
from comptoir.domain.charter.shape.charter import NEEDED, READERS, Charter
from comptoir.domain.charter.shape.chat import Chat
from comptoir.domain.charter.shape.courtesy import Courtesy
from comptoir.domain.charter.shape.escalation import Escalation
from comptoir.domain.charter.shape.holidays import Holidays
from comptoir.domain.charter.shape.kept import Retention
from comptoir.domain.charter.shape.orders import Orders
from comptoir.domain.charter.shape.reviews import Reviews
from comptoir.domain.charter.shape.team import Team
from comptoir.domain.charter.shape.topic import Topic, topic_of_details
from comptoir.domain.charter.shape.widget import Widget
from comptoir.domain.charter.shape.wording import Wording


@dataclass(frozen=True, slots=True)
class Examination:
    """What reading a text came to: the charter unless there are mistakes; both lists in the order of the text."""

    charter: Charter | None
    mistakes: tuple[Mistake, ...] = ()
    warnings: tuple[Mistake, ...] = ()


def _nothing() -> None:
    """What a section is that says nothing unless it is written."""


_UNWRITTEN: Mapping[str, Callable[[], Any]] = MappingProxyType(
    {
        "holidays": Holidays,
        "pages": tuple,
        "widget": Widget,
        "chat": Chat,
        "promises": lambda: MappingProxyType({}),
        "commitments": tuple,
        "escalation": Escalation,
        "wording": Wording,
        "courtesy": Courtesy,
        "links": Links,
        "offers": _nothing,
        "orders": Orders,
        "returns": _nothing,
        "mediation": _nothing,
        "team": Team,
        "training": _nothing,
        "reviews": Reviews,
        "retention": Retention,
        "privacy": _nothing,
    }
)
"""What a section says that is not written."""


def parse(text: str, beside: Beside = nothing_beside) -> Charter:
    """The charter that `text` (TOML) is, with the files that stand `beside` it.

    Raises `CharterMistakes` with every mistake in it; warnings pass.
    """
    found = examine(text, beside)
    if found.charter is None:
        raise CharterMistakes(found.mistakes, found.warnings)
    return found.charter


def examine(text: str, beside: Beside = nothing_beside) -> Examination:
    """Read `text`, with the files that stand `beside` it, and report on it; never raises for what is in them."""
    try:
        sheet = Sheet(read_document(text), beside)
    except SyntaxMistake:
        return Examination(None, tuple(_syntax_mistake(each) for each in syntax_mistakes(text)))
    sections = _sections(sheet)
    # Nearly every name refers to an audience or to hours: without these, each would be reported for nothing.
    for check in CHECKS if sheet.names_in("hours") and sheet.names_in("audiences") else ():
        check(sections, sheet)
    mistakes, warnings = _in_order(sheet.mistakes), _in_order(sheet.warnings)
    return Examination(None if mistakes else _assembled(sections), mistakes, warnings)


def _sections(sheet: Sheet) -> Mapping[str, Any]:
    """The sections that are written and can be read."""
    sheet.languages = _languages_written(sheet)
    whole = Cell(sheet.document.values, (), sheet)
    expect_known(whole, READERS)
    for name in NEEDED:
        if sheet.document.values.get(name, {}) == {}:
            whole.refuse("section_missing", Advice("add_section", {"section": name}), section=name)
    read = {name: unless_unreadable(reader, whole[name]) for name, reader in READERS.items() if name in whole}
    return {name: section for name, section in read.items() if section is not None}


def _languages_written(sheet: Sheet) -> tuple[str, ...]:
    shop = sheet.document.values.get("shop")
    languages = shop.get("languages") if isinstance(shop, dict) else None
    return tuple(it for it in languages if isinstance(it, str)) if isinstance(languages, list) else ()


def _assembled(sections: Mapping[str, Any]) -> Charter:
    others = {name: sections.get(name, unwritten()) for name, unwritten in _UNWRITTEN.items()}
    return Charter(
        shop=sections["shop"],
        heading=sections["charter"],
        hours=sections["hours"],
        audiences=sections["audiences"],
        topics=_topics(sections),
        **others,
    )


def _topics(sections: Mapping[str, Any]) -> Mapping[str, Topic]:
    details = sections.get("topic", {})
    written = sections.get("topics", {})
    return MappingProxyType({key: topic_of_details(key, named, details.get(key)) for key, named in written.items()})


def _syntax_mistake(error: SyntaxMistake) -> Mistake:
    advice = Advice(error.advice) if error.advice else None
    return Mistake(error.place.line, error.place.column, "", error.code, error.params, advice)


def _in_order(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    return tuple(sorted(mistakes, key=lambda it: (it.line, it.column)))
