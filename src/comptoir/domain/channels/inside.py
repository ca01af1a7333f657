"""What letters to people of the team say alike: how they greet, and where our own pages are."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

OWN_PAGES: dict[str, Callable[[], str]] = {}
"""The addresses of our own pages, named by the wiring: "training" is where modules are taken, "absences" where one's own stand."""


def greeting(name: str) -> str:
    """How a letter to a colleague begins, in the language in force."""
    return _("Hello %(name)s,") % {"name": name}
