"""How the chat looks and greets on the shop's pages."""

from __future__ import annotations

from comptoir.domain.charter.reading.addresses import page_address
from comptoir.domain.charter.reading.kinds import colour, key_name, list_of, one_of, yes_or_no
from comptoir.domain.charter.reading.tables import clause, holds, table_of
from comptoir.domain.charter.reading.texts import text
from comptoir.domain.charter.shape.text import Text


@clause
class Question:
    """`[[widget.questions]]`: a question asked before the chat: words, an e-mail address, or a choice of some answers."""

    key: str = holds(key_name)
    label: Text = holds(text(120))
    kind: str = holds(one_of("text", "choice", "email"), default="text")
    required: bool = holds(yes_or_no, default=False)
    choices: tuple[Text, ...] = holds(list_of(text(80), at_most=12), default=())


@clause
class Widget:
    """`[widget]`: the shop's colour and logo, what is said when it opens, tips, and questions before the chat."""

    colour: str = holds(colour, default="#1f6f5c")
    logo: str = holds(page_address, default="")
    side: str = holds(one_of("right", "left"), default="right")
    button: Text = holds(text(30), default=Text())
    greeting: Text = holds(text(), default=Text())
    closed_greeting: Text = holds(text(), default=Text())
    invitation: Text = holds(text(), default=Text())
    tips: tuple[Text, ...] = holds(list_of(text(160), at_most=12), default=())
    questions: tuple[Question, ...] = holds(list_of(table_of(Question), at_most=8, once=False), default=())
