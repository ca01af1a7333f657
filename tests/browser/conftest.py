"""Whom tests find at their desks and on the shop's pages; a file with a desk of its own has its own."""

from playwright.sync_api import expect

from tests.browser.console_stage import at_desk, desk, visitors
from tests.browser.widget_stage import amin, visit

__all__ = ["amin", "at_desk", "desk", "visit", "visitors"]

# Two browsers and their desks share what processors a machine has: what is slow there is not wrong.
expect.set_options(timeout=15_000)
