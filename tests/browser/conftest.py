"""Whom tests find at their desks and on the shop's pages; a file with a desk of its own has its own."""

from tests.browser.console_stage import at_desk, desk, visitors
from tests.browser.widget_stage import amin, visit

__all__ = ["amin", "at_desk", "desk", "visit", "visitors"]
