"""A visitor's browser, as far as the widget's requests need one."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.test import Client

from comptoir.domain.shops.queries import KnownShop

SITE = "https://www.maison-perle.example"
ELSEWHERE = "https://elsewhere.example"


class Browser:
    """Asks as a page of `origin` does; it keeps the token that it was given."""

    def __init__(self, shop: KnownShop, *, origin: str | None = SITE, language: str = "en") -> None:
        self.shop, self.origin, self.language, self.token = shop, origin, language, ""
        self._client = Client(enforce_csrf_checks=True)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request below the shop's addresses; a dictionary goes as JSON."""
        given = {"origin": self.origin} if self.origin else {}
        if self.token:
            given["authorization"] = f"Bearer {self.token}"
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(self._client, method.lower())(
            f"/widget/{self.shop.key}/{path}", headers={**given, **headers}, QUERY_STRING=self._query(path), **extra
        )

    def send_file(self, conversation_id: int, file: Any) -> Any:
        """Upload one file."""
        headers = {"origin": self.origin or "", "authorization": f"Bearer {self.token}"}
        path = f"/widget/{self.shop.key}/conversations/{conversation_id}/files"
        return self._client.post(path, {"file": file}, headers=headers)

    def open_address(self, url: str) -> Any:
        """Follow an address of ours, as an image element does."""
        return self._client.get(url)

    def begins(self, **opening: Any) -> dict[str, Any]:
        """Begin a conversation; returns its snapshot."""
        answer = self.ask("POST", "conversations", an_opening(**opening))
        assert answer.status_code == 201, answer.content
        self.token = answer.json()["token"]
        return answer.json()["conversation"]

    def _query(self, path: str) -> str:
        asked = path.partition("?")[2]
        return "&".join(part for part in (asked, f"language={self.language}") if part)


def an_opening(**changes: Any) -> dict[str, Any]:
    """What the widget sends to begin a conversation."""
    said = {
        "page": f"{SITE}/bagues/or",
        "title": "Bagues",
        "language": "fr",
        "body": "Bonjour",
        "client_id": str(uuid4()),
    }
    return said | changes
