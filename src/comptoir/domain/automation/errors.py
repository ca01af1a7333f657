"""What may go wrong with macros and rules."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal

WHY = {
    "nothing": _("say what it does."),
    "two_targets": _("choose an audience or a group, not both."),
    "closes_and_goes_on": _("what is closed is neither put aside nor handed over."),
    "reply_comes_first": _("an answer is sent by you first: a macro with one neither closes nor hands over."),
    "nobody_told": _("only rules tell the referents."),
    "topic": _("the charter has no such topic."),
    "audience": _("the charter has no such audience."),
    "group": _("there is no such group."),
    "score": _("a rating is a number from 1 to 5."),
    "words": _("there is no word in what the text should contain."),
    "choice": _("there is no such choice."),
    "tags": _("these are too many tags."),
    "length": _("a text is too long."),
}


class NotWritten(Refusal):
    """A macro or a rule that cannot be as it was written."""

    code = "not_written"
    status = 400
    message = _("This cannot be kept: %(why)s")

    def __init__(self, why: str) -> None:
        super().__init__(why=WHY[why])


class MacroNotFound(Refusal):
    """It is not there, or it is somebody else's."""

    code = "macro_not_found"
    status = 404
    message = _("There is no such macro, or it is not yours.")


class RuleNotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "rule_not_found"
    status = 404
    message = _("There is no such rule, or it is not yours to see.")


class ShortcutTaken(Refusal):
    """Two macros do not answer to one word."""

    code = "shortcut_taken"
    message = _("Another macro has this shortcut.")


class TooManyOfThem(Refusal):
    """There is an end to macros and rules."""

    code = "too_many_of_them"
    status = 400
    message = _("There can be %(most)s at most. Remove one first.")


class NothingWasChanged(Refusal):
    """A macro or a rule does all it says, or nothing: what stood in its way, one reason for each act."""

    code = "nothing_was_changed"
    status = 409

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def text(self) -> str:
        """The reasons, each once, a line each."""
        reasons = dict.fromkeys(refusal.text() for refusal in self.refusals)
        return "\n".join([str(_("Nothing was changed.")), *reasons])

    @property
    def codes(self) -> str:
        return " ".join(dict.fromkeys(refusal.code for refusal in self.refusals))
