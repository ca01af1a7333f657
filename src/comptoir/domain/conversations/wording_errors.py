"""What the charter keeps from being sent as it stands; each answer says where and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.domain.conversations.findings import findings_as_wire
from comptoir.domain.wording.because import because
from comptoir.domain.wording.rules import Verdict
from comptoir.foundation.errors import Refusal


class WordingRefused(Refusal):
    """What an agent has written does not simply go out, by a clause of the charter; the answer says where and why."""

    def __init__(self, verdict: Verdict, body: str) -> None:
        super().__init__(clause=f"wording.{verdict.blocking[0].clause}")
        self.verdict = verdict
        self.body = body

    def as_answer(self) -> Mapping[str, Any]:
        """Code, message and clause, and what was found."""
        return {**super().as_answer(), "findings": findings_as_wire(self.verdict.findings, self.body)}


class WordingForbidden(WordingRefused):
    """The charter forbids it."""

    code = "wording_forbidden"
    status = 422
    message = _("The charter does not allow this message as it stands. Please change what is marked, then send again.")


class IntroductionForbidden(WordingForbidden):
    """What every customer of a member would read says what the charter keeps from them."""

    code = "introduction_forbidden"
    message = _("The charter does not let you introduce yourself to customers with this: %(because)s")

    def text(self) -> str:
        """The message in the active language, with the first reason."""
        return str(self.message) % {"because": because(self.verdict.blocking[0])}


class WordingNotPassedOn(WordingRefused):
    """The charter lets it out after an approval only, and what is passed on does not wait for one."""

    code = "wording_not_passed_on"
    status = 422
    message = _(
        "The charter lets what is marked out only after an approval. Please change it, pass the message on as it came, or write it as an answer of your own."
    )


class WordingToConfirm(WordingRefused):
    """The charter asks before it is sent."""

    code = "wording_to_confirm"
    status = 409
    message = _("Please look at what is marked. Send again to confirm.")
