"""Whom tests of the console find at their desks; a file with a desk of its own has its own."""

from tests.browser.console_stage import at_desk, browser, desk, visitors

__all__ = ["at_desk", "browser", "desk", "visitors"]
