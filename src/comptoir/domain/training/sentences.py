"""What is wrong with a module, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from comptoir.domain.training.rules import QuizMistake

MISTAKES = {
    "too_long": lambda: _("This is longer than a module may be."),
    "not_toml": lambda: _("This is no TOML file: look at the example in the guide."),
    "unknown_entry": lambda: _("There is an entry that modules do not have. Look at the example in the guide."),
    "no_key": lambda: _("A module needs a short name of small letters, digits and underscores, such as “after_sales”."),
    "no_language": lambda: _("Please choose the language of the module."),
    "unknown_kind": lambda: _("Please choose one of the four kinds of modules."),
    "no_title": lambda: _("A module needs a title of at most 120 characters."),
    "no_text": lambda: _("A module needs a text of at most 40,000 characters."),
    "no_minutes": lambda: _("Please say how many minutes it takes, from 1 to 240."),
    "no_list": lambda: _("Audiences and topics are lists of their names in the charter."),
    "before_question": lambda: _("The quiz begins with a question: a line that begins with “?”."),
    "not_understood": lambda: _("This line has no mark in front, and belongs to none."),
    "nothing_asked": lambda: _("Nothing is asked here."),
    "mixed": lambda: _("A question has answers of one kind: ( ) or [ ] or 1. – or a reply to work on."),
    "options_missing": lambda: _("A question needs from two to eight answers."),
    "right_missing": lambda: _("Mark the right answer with an x: one of ( ), any of [ ]."),
    "unknown_clause": lambda: _("Say with “=” which faults there are, by the names of the charter’s clauses."),
    "too_many_questions": lambda: _("A quiz has at most 60 questions."),
}


def mistake_words(mistake: QuizMistake | None) -> str:
    """The mistake in a sentence, with its line where it has one; without a mistake: that there are too many modules."""
    if mistake is None:
        return _("A shop can have at most 100 modules of its own.")
    said = MISTAKES[mistake.why]()
    return _("Line %(line)s: %(said)s") % {"line": mistake.line, "said": said} if mistake.line else said
