"""The pictures of the README, taken of a demo of their own: `make screenshots` writes them to docs/pictures/."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs/pictures"
PORT = int(os.environ.get("PORT", "8765"))
URL = f"http://localhost:{PORT}"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
]
PASSWORD = "comptoir-demo"  # noqa: S105 - printed for everybody


@contextmanager
def demo() -> Iterator[None]:
    """A demo with its own data, served while the block runs."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"COMPTOIR_DATA_DIR": folder, "COMPTOIR_DEMO": "1", "COMPTOIR_PUBLIC_URL": URL}
        environment = os.environ | settings
        comptoir = [sys.executable, "-m", "comptoir.config.command"]
        for verb in ("migrate", "demo"):
            subprocess.run([*comptoir, verb], env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        server = subprocess.Popen([*comptoir, "serve", "--port", str(PORT)], env=environment)  # noqa: S603
        try:
            wait_until_served()
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(10)


def wait_until_served() -> None:
    """Return once the server answers."""
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{URL}/health")  # noqa: S310 - our own server
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the demo did not start")


OPEN_ROOTS = """{ const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (options) { return attach.call(this, { ...options, mode: "open" }); }; }"""
"""The widget's root is closed to the shop's scripts; the photographer must reach inside."""

TALK = (
    ("visitor", "L’alliance Ruban, est-ce que je peux la porter avec un solitaire sans qu’il la raye ?"),
    (
        "agent",
        "Bonjour Léa, je suis Nadia, conseillère à Lyon. Oui, à une condition : que les deux bagues soient à la même taille.",
    ),
    ("agent", "Sinon elles tournent, et c’est le chaton qui marque l’alliance. Quelle taille fait votre solitaire ?"),
    ("visitor", "Un 52, et je pensais prendre l’alliance en 53 pour être à l’aise…"),
    (
        "agent",
        "Restez sur 52 : l’alliance est fine, elle passera très bien. Et la mise à taille est offerte pendant deux mois.",
    ),
    ("visitor", "Parfait, merci Nadia !"),
)


class AtTheDesk:
    """An agent's console."""

    def __init__(
        self, browser: Browser, email: str, width: int = 1440, theme: str = "light", *, is_available: bool = True
    ) -> None:
        looks: dict[str, Any] = {"viewport": {"width": width, "height": 860}, "color_scheme": theme, "locale": "fr-FR"}
        self.page = browser.new_context(**looks).new_page()
        self.page.goto(f"{URL}/console/sign-in")
        self.page.fill("#email", email)
        self.page.fill("#password", PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.locator("input[value=available]").wait_for()
        self.page.wait_for_timeout(1500)
        if is_available:
            self.page.locator("input[value=available]").check(force=True)
            self.page.wait_for_timeout(1500)

    def accept(self) -> None:
        """Take what rings, by its key."""
        self.page.locator(".offer").wait_for()
        self.page.wait_for_timeout(700)
        self.page.keyboard.press("a")
        self.page.locator(".composer textarea").wait_for()

    def write(self, words: str) -> None:
        """Answer the customer."""
        composer = self.page.locator(".composer textarea")
        composer.fill(words)
        for _ in range(10):  # it goes out once it was read by the checker, and the newest message by who answers
            composer.press("Enter")
            self.page.wait_for_timeout(1200)
            if not composer.input_value():
                return
        raise SystemExit(f"this was not sent: {words}")


class OnThePage:
    """A visitor of the shop."""

    def __init__(self, browser: Browser) -> None:
        context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="fr-FR")
        context.add_init_script(OPEN_ROOTS)
        self.page = context.new_page()
        self.page.goto(f"{URL}/demo/maison-perle/alliances/ruban-or-blanc")
        self.chat = self.page.locator("comptoir-chat")
        self.chat.locator(".door").click()
        self.page.wait_for_timeout(2500)

    def begin(self, words: str) -> None:
        """Ask an advisor."""
        self.chat.locator(".choice.of-advisor").click()
        self.chat.get_by_label("Votre prénom").fill("Léa")
        self.chat.locator("select").select_option(index=1)
        self.chat.locator("textarea[name=words]").fill(words)
        self.chat.locator("form .main").click()

    def write(self, words: str) -> None:
        """Write in the chat."""
        self.chat.locator(".composer textarea").fill(words)
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(300)


def talk(browser: Browser) -> None:
    """A visitor and an advisor meet; each of them is photographed."""
    ines = AtTheDesk(browser, "ines@maison-perle.example")
    nadia = AtTheDesk(browser, "nadia@maison-perle.example")
    ines.page.wait_for_timeout(2500)
    visitor = OnThePage(browser)
    photograph(visitor.page, "shop")
    (_, first), *rest = TALK
    visitor.begin(first)
    nadia.accept()
    for who, words in rest:
        (nadia if who == "agent" else visitor).write(words)
    nadia.page.wait_for_timeout(1500)
    photograph(nadia.page, "console")
    photograph(visitor.page, "chat")


def between(browser: Browser) -> None:
    """What a buyer wrote to a seller, as support sees it: masked, with the clock, and its playbook beside it."""
    marta = AtTheDesk(browser, "marta@feira-do-largo.example", is_available=False).page
    marta.goto(f"{URL}/console/cases?turn=support")
    case = marta.locator("table a[href*='/console/c/']").first.get_attribute("href")
    marta.goto(f"{URL}{case}?view=all")
    marta.locator(".thread .passes").first.wait_for()
    marta.wait_for_timeout(1500)
    photograph(marta, "marketplace")


def photograph(page: Page, name: str) -> None:
    """Keep what the page shows as docs/pictures/<name>.webp."""
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").save(PICTURES / f"{name}.webp", quality=88)


def main() -> int:
    """Take every picture."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with demo(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        talk(browser)
        between(browser)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
