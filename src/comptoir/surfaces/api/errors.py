"""What may go wrong with a request of a shop's own systems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import Refusal, TooMany


class MethodNotAllowed(Refusal):
    """The address knows other methods: `methods`."""

    code = "method_not_allowed"
    status = 405
    message = _("This address does not know that method.")

    def __init__(self, methods: Sequence[str]) -> None:
        self.methods = methods
        super().__init__()


class AskedTooOften(TooMany):
    """The shop's systems have asked as often as they may; they may again in `seconds`."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__()


class ReturnRefused(Refusal):
    """Of several returns in a message, the one that cannot be kept; code and status are those of the reason."""

    def __init__(self, number: str, why: Refusal) -> None:
        super().__init__(clause=why.clause)
        self.number, self.why = number, why
        self.code, self.status = why.code, why.status  # type: ignore[misc]

    def text(self) -> str:
        return f"{self.number}: {self.why.text()}"

    def as_answer(self) -> Mapping[str, str]:
        return {**super().as_answer(), "return": self.number}
