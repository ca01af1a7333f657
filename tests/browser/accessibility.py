"""What axe finds on a page, asked once everything on it stands still."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.waiting import wait_until

# What is fading in has not its own contrast yet, and what htmx has just put there is about to. Rings that count down never
# rest, and change no contrast.
_STANDS_STILL = """() => {
  const trees = [document];
  for (const tree of trees) {
    for (const each of tree.querySelectorAll('*')) if (each.shadowRoot) trees.push(each.shadowRoot);
  }
  const moves = (each) => each.playState === 'running' && each.transitionProperty !== 'stroke-dashoffset'
    && each.effect?.getComputedTiming().endTime !== Infinity;
  const settles = (tree) => tree.querySelector('.htmx-swapping, .htmx-settling, .htmx-added');
  return !trees.some((tree) => settles(tree) || tree.getAnimations().some(moves));
}"""


def assert_accessible(page: Page, view: str = "", context: str | None = None) -> None:
    """Fail with what axe finds against WCAG in this view, or in the part that `context` selects."""
    wait_until(page, _STANDS_STILL)
    found = Axe().run(page, context=context)
    if found.violations_count:
        pytest.fail(f"{view or page.url}\n{found.generate_report()}")
