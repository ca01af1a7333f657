"""Refusals: what a person may run into and should understand. Anything else that is raised is a bug."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """An expected "no": it has a stable `code`, an HTTP `status`, a translatable `message`, and may name a charter clause."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 409
    message: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, *, clause: str = "", **facts: Any) -> None:
        self.clause = clause
        self.facts = facts
        super().__init__(self.code)

    def text(self) -> str:
        """The message in the active language, with its facts filled in."""
        return str(self.message) % self.facts if self.facts else str(self.message)

    def as_answer(self) -> Mapping[str, str]:
        """What every surface says to a client: `code`, `message`, and `clause` when the charter decided."""
        answer = {"code": self.code, "message": self.text()}
        return answer | {"clause": self.clause} if self.clause else answer


class NotFound(Refusal):
    """It is not there, or the one who asks may not know that it is."""

    code = "not_found"
    status = 404
    message = _("This does not exist, or it is not yours to see.")


class NotAllowed(Refusal):
    """The one who asks is known, and has not the right."""

    code = "not_allowed"
    status = 403
    message = _("You do not have the right to do this.")


class BadRequest(Refusal):
    """What was sent does not have the shape that was agreed."""

    code = "bad_request"
    status = 400
    message = _("This request cannot be understood: %(why)s")

    def __init__(self, why: str, **facts: Any) -> None:
        super().__init__(why=why, **facts)


class NothingToOpen(Refusal):
    """Somebody has opened, as if it were a page, an address that only takes what a form sends."""

    code = "method_not_allowed"
    status = 405
    message = _("There is no page to open at this address: it only takes what a form sends. Nothing was changed.")


class BodyTooLarge(Refusal):
    """What was sent is larger than anything that is expected here."""

    code = "too_large"
    status = 413
    message = _("This is larger than what can be sent here.")


class TooMany(Refusal):
    """A limit was reached; the same request may pass later."""

    code = "too_many"
    status = 429
    message = _("That is too much at once. Please wait a moment and try again.")


class StoreUnavailable(Refusal):
    """The database cannot be written now: nothing was kept, and nothing may be acknowledged."""

    code = "unavailable"
    status = 503
    message = _("We cannot save this right now. Nothing is lost: please keep your text and try again.")
