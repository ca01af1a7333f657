"""Buyers and sellers at their pages, signed for by the shop as its server would."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from uuid import uuid4

import jwt
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from comptoir.domain.marketplace.tests.stage import BUYERS_EMAIL, ORDER, a_picture
from comptoir.domain.shops.identity import identity_key
from comptoir.domain.shops.queries import KnownShop
from tests.people import NOON

HOUR = 3600
ORDERS, SELLERS = "/orders/feira-do-largo/", "/sellers/feira-do-largo/"
CONTACT = f"{ORDERS}contact/{ORDER}?seller=casa-luz"


def signed(shop: KnownShop, lasts: int = HOUR, **claims: Any) -> str:
    """What the shop's server signs."""
    return jwt.encode({"exp": int(NOON.timestamp()) + lasts, **claims}, identity_key(shop), algorithm="HS256")


def a_customer_at(shop: KnownShop, number: str = "C-77", **claims: Any) -> Client:
    """A browser whose customer the shop has signed for: João Melo, unless told otherwise."""
    said = {"sub": number, "first_name": "João", "last_name": "Melo", "email": BUYERS_EMAIL} | claims
    return _at(f"{ORDERS}enter", signed(shop, **said))


def a_seller_at(shop: KnownShop, key: str = "casa-luz", **claims: Any) -> Client:
    """A browser whose seller the shop has signed for: Casa Luz, unless told otherwise."""
    return _at(f"{SELLERS}enter", signed(shop, seller=key, **claims))


def _at(door: str, identity: str) -> Client:
    client = Client(headers={"accept-language": "pt"})
    assert (
        client.post(door, {"identity": identity}, headers={"origin": "https://www.feira-do-largo.example"}).status_code
        == 303
    )
    return client


def sends(client: Client, address: str = CONTACT, **fields: Any) -> HttpResponse:
    """The form of the contact, filled in about the lamp unless told otherwise."""
    form = {
        "once": str(uuid4()),
        "line": ["0"],
        "reason": "warranty",
        "q-warranty-fault": "Não acende",
        "body": "Parou ontem.",
    }
    return client.post(address, {name: value for name, value in (form | fields).items() if value is not None})


def an_upload(name: str = "IMG_2041.JPG") -> SimpleUploadedFile:
    """A photograph, as a browser sends it."""
    return SimpleUploadedFile(name, a_picture().content, "image/jpeg")


def words(response: HttpResponse) -> str:
    """What a page says."""
    page = re.sub(r"<(script|style).*?</\1>", " ", response.content.decode(), flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace("\xa0", " ")
