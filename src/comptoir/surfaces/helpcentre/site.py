"""A shop's help centre in one language: what every page of it knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from babel import Locale
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from comptoir.domain.charter.queries import charter_in_force
from comptoir.domain.charter.rules import Charter
from comptoir.domain.knowledge.rules import Where
from comptoir.domain.shops.queries import KnownShop
from comptoir.foundation.clock import now
from comptoir.language.locales import locale_of
from comptoir.surfaces.helpcentre.colours import sheet_of

SPOKEN = frozenset(code for code, _name in settings.LANGUAGES)


@dataclass(frozen=True, slots=True)
class Site:
    """The help centre of a shop, in the language of its words; `language` is one of the shop's."""

    shop: KnownShop
    charter: Charter
    language: str

    @property
    def where(self) -> Where:
        """Where the pictures of its articles are, and the other articles."""
        pictures = reverse("helpcentre:picture", args=[self.shop.key, "0" * 8 + "-0000-0000-0000-" + "0" * 12])
        return Where(pictures.removesuffix("0" * 8 + "-0000-0000-0000-" + "0" * 12), self.address("home"))

    def called(self, language: str) -> str:
        """What a language is called by those who speak it."""
        return name_of_language(language)

    def address(self, name: str, *words: str, language: str = "") -> str:
        """The address of one of its pages."""
        return reverse(f"helpcentre:{name}", args=[self.shop.key, language or self.language, *words])

    def shown(self) -> dict[str, Any]:
        """What every page shows."""
        widget = self.charter.widget
        sheet = sheet_of(widget.colour)
        return {
            "site": self,
            "shop": self.shop,
            "language": self.language,
            "logo": widget.logo,
            "shops_site": self.charter.shop.sites[0] if self.charter.shop.sites else "",
            "colours": reverse("helpcentre:colours", args=[self.shop.key, sheet.digest]),
            "languages": [(code, name_of_language(code)) for code in self.shop.languages],
            "privacy_page": self.charter.privacy.policy_page if self.charter.privacy else "",
        }

    def policy(self) -> str:
        """The strict policy of our pages; the shop's logo alone may come from elsewhere."""
        pictures = " ".join(
            filter(None, ["'self'", "data:", "blob:", settings.FILES_ORIGIN, _origin(self.charter.widget.logo)])
        )
        socket = settings.PUBLIC_URL.replace("http", "ws", 1)
        return (
            f"default-src 'none'; script-src 'self'; style-src 'self'; img-src {pictures}; font-src 'self'; "
            f"connect-src 'self' {socket}; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )


def site_of(shop: KnownShop, language: str) -> Site:
    """The help centre as it is now. Raises `NoCharter`."""
    return Site(shop, charter_in_force(shop.id, now())[1], language)


def spoken(language: str) -> str:
    """The language of our own words beside the shop's."""
    return language if language in SPOKEN else "en"


def language_for(request: HttpRequest, shop: KnownShop) -> str:
    """The language to begin with: the first that the browser wants and the shop speaks, else the shop's own."""
    wanted = request.headers.get("Accept-Language", "")[:200]
    for part in wanted.split(","):
        code = part.split(";")[0].split("-")[0].strip().lower()
        if code in shop.languages:
            return code
    return shop.language


def name_of_language(code: str) -> str:
    """A language by its own name, as in "français"."""
    try:
        name = Locale.parse(locale_of(code)).language_name
    except ValueError:
        name = None
    return name or code


def absolute(path: str) -> str:
    """An address as others than our pages need it."""
    return settings.PUBLIC_URL + path


def in_words_of(language: str) -> Any:
    """While the block runs, our own words are of that language."""
    return translation.override(spoken(language))


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
