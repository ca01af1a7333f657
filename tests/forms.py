"""The forms that somebody is shown, found in the pages themselves, and filled as one likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.test import Client
from lxml import html

WORDS = frozenset({"text", "search", "email", "url", "tel", "password", ""})
USUAL = {
    "email": "mot@exemple.example",
    "url": "https://www.maison-perle.example/mot",
    "number": "1",
    "date": "2026-12-10",
    "datetime-local": "2026-12-10T10:00",
    "time": "10:00",
}
"""What is filled in where something is needed and nothing stands yet."""


class Form(NamedTuple):
    """A form: where it goes, how, what stands in it, and what kind of words each field for words takes."""

    method: str
    action: str
    values: dict[str, list[str]]
    words: dict[str, str]

    @property
    def name(self) -> tuple[str, tuple[str, ...]]:
        """By which the same form on another page is known."""
        return self.action, tuple(sorted(self.words))

    def filled(self, fill: Callable[[str], str], *names: str) -> dict[str, list[str]]:
        """What is sent when each field for words (or only those named) is filled by its kind."""
        chosen = names or tuple(self.words)
        return self.values | {name: [fill(self.words[name])] for name in chosen}


def forms_shown(client: Client, addresses: list[str]) -> list[Form]:
    """The forms of the first of these pages that is shown: the page's own, and those of its dialogs."""
    for address in addresses:
        answer = client.get(address, HTTP_ACCEPT="*/*", HTTP_X_REQUESTED_WITH="fetch")
        if answer.status_code == 200 and "html" in answer.headers.get("Content-Type", "") and answer.content.strip():
            return list(forms_in(answer.content.decode(), address))
    return []


def forms_in(page: str, address: str) -> Iterator[Form]:
    """The forms of a page."""
    for form in html.document_fromstring(page).iter("form"):
        goes = form.get("hx-post") or form.get("action") or address
        method = "POST" if form.get("hx-post") else (form.get("method") or "get").upper()
        values, words = dict[str, list[str]](), dict[str, str]()
        for field in form.inputs:
            _take(field, values, words)
        yield Form(method, urljoin(address, goes), values, words)


def _take(field: Any, values: dict[str, list[str]], words: dict[str, str]) -> None:
    name, kind = field.get("name"), (field.get("type") or "").lower()
    if not name or kind in ("file", "submit", "button", "image"):
        return
    if field.tag == "textarea" or (field.tag == "input" and kind in WORDS):
        words[name] = "textarea" if field.tag == "textarea" else kind
        values[name] = [field.value or USUAL.get(kind, "Mot")]
    elif kind in ("checkbox", "radio"):
        if field.get("checked") is not None or (kind == "radio" and name not in values):
            values.setdefault(name, []).append(field.get("value") or "on")
    elif field.tag == "select":
        options = [it.get("value", (it.text or "").strip()) for it in field.iter("option")]
        chosen = [field.value] if isinstance(field.value, str) and field.value else [it for it in options if it][:1]
        values[name] = chosen or [""]
    else:
        values.setdefault(name, []).append(field.get("value") or USUAL.get(kind, ""))
