"""Waiting for what only a page's script can tell.

Playwright's own `wait_for_function` looks once, and then again by `eval` within the page, which the desk's content security policy
forbids: it works only for what is true at once.
"""

import time

import pytest
from playwright.sync_api import Page


def wait_until(page: Page, expression: str, seconds: float = 20) -> None:
    """Wait until the expression is true in the page; fails with it after so many seconds."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression):
        if time.monotonic() > end:
            pytest.fail(f"still not true after {seconds} s: {expression}")
        page.wait_for_timeout(50)
