"""What may go wrong in training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal


class NotTrainedYet(Refusal):
    """The member has not passed what the charter asks for before this topic; `modules` names what is missing."""

    code = "not_trained"
    status = 403
    message = _("Pass your training first: then you can answer this. You find it under Training.")

    def __init__(self, *, modules: Sequence[str], clause: str) -> None:
        super().__init__(clause=clause)
        self.modules = list(modules)

    def as_answer(self) -> Mapping[str, Any]:
        """As every refusal, with `modules`: the keys of what is missing."""
        return {**super().as_answer(), "modules": self.modules}


class ColleagueNotTrained(Refusal):
    """The one who is asked by name has not passed what the charter asks for."""

    code = "colleague_not_trained"
    status = 409
    message = _("They have not passed the training for this topic yet. Please choose somebody else.")


class ModuleNotFound(Refusal):
    """There is no such module in this shop, or not for the one who asks."""

    code = "module_not_found"
    status = 404
    message = _("This module does not exist, or it is not yours to see.")


class ModuleMistaken(Refusal):
    """What was written is no module; `mistakes` say what is wrong, each with its line where it has one."""

    code = "module_mistaken"
    status = 400
    message = _("This module cannot be saved yet: %(first)s")

    def __init__(self, mistakes: Sequence[str]) -> None:
        super().__init__(first=mistakes[0] if mistakes else "")
        self.mistakes = list(mistakes)


class ModuleHasMoved(Refusal):
    """Somebody else has saved the draft since it was opened."""

    code = "module_has_moved"
    status = 409
    message = _(
        "Somebody else has saved this module since you opened it. Copy your text, load the page again and add it there."
    )


class NothingToPublish(Refusal):
    """There is no draft in this language."""

    code = "nothing_to_publish"
    status = 409
    message = _("There is no draft in this language to publish.")


class AttemptNotFound(Refusal):
    """There is no such attempt, or it is somebody else's."""

    code = "attempt_not_found"
    status = 404
    message = _("This attempt does not exist, or it is not yours.")


class AttemptIsOver(Refusal):
    """It was handed in already."""

    code = "attempt_over"
    status = 409
    message = _("This attempt has been handed in: its answers stay as they are.")


class NotAllAnswered(Refusal):
    """Some questions are still open."""

    code = "not_all_answered"
    status = 409
    message = _("Some questions have no answer yet.")


class CheckerNotReady(Refusal):
    """A mended reply is judged by the checker, which could not be asked: nobody passes, nor fails, unread."""

    code = "checker_not_ready"
    status = 503
    message = _("The checker cannot look just now. Your answers are kept: please hand in again in a moment.")


class PauseNeeded(Refusal):
    """Somebody has failed so often in a row that a pause helps more than another try."""

    code = "pause_needed"
    status = 409
    message = _("Take a pause and read the module again. The next try is possible from %(time)s.")


class AnswerMistaken(Refusal):
    """The answer does not fit the question."""

    code = "answer_mistaken"
    status = 400
    message = _("Please choose one of the answers.")


class NewcomerNotFound(Refusal):
    """There is no such newcomer in this shop."""

    code = "newcomer_not_found"
    status = 404
    message = _("This newcomer does not exist, or is not yours to see.")


class WordMissing(Refusal):
    """Who decides about a newcomer says why."""

    code = "word_missing"
    status = 400
    message = _("Please add a word for your colleague.")


class NotYoursToWatch(Refusal):
    """The conversation is not among those that a newcomer may watch."""

    code = "not_yours_to_watch"
    status = 404
    message = _("This conversation does not exist, or it is not yours to watch.")
