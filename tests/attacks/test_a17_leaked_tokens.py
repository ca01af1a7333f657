"""Attack A17: a token that leaks: into logs, pages, addresses, the Referer, caches (as in CVE-2024-3262)."""

from __future__ import annotations

import re

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from comptoir.domain.conversations.actions import keep_file
from comptoir.domain.people.tokens import visitor_token
from tests.live import LiveDesk
from tests.people import a_conversation, a_member, a_shop


def test_no_secret_is_in_logs_or_pages(desk: LiveDesk) -> None:
    """A17: planted tokens, cookies and passwords are searched for in all that the server writes and shows."""
    visitor, agent = desk.visitor(), desk.agent("referent")
    visitor.come()
    agent.come()
    visitor.post("Bonjour")
    cookies = [cookie.value or "" for cookie in agent.cookies if cookie.name == "comptoir"]
    secrets = [visitor.token, visitor.token.rsplit(":", 1)[1], *cookies, desk.cast["password"]]
    visitor.ask("GET", f"/widget/{visitor.shop}/conversations/999999")
    visitor.ask("POST", f"/widget/{visitor.shop}/conversations/{visitor.c}/messages", b"{broken")
    visitor.connect({"t": "hello", "as": "visitor", "shop": "none", "token": visitor.token, "c": 1})

    shown = [
        str(agent.page("GET", path)[1])
        for path in ("/console/", f"/console/c/{visitor.c}", "/console/search?q=Bonjour", "/console/team")
    ]
    told = str(visitor.ask("GET", f"/widget/{visitor.shop}/conversations/{visitor.c}")[1])

    for secret in secrets:
        for where in (desk.log.read_text(), told, *shown):
            assert secret not in where
    assert "Traceback" not in desk.log.read_text()


@pytest.mark.django_db
def test_nothing_personal_may_be_kept_by_a_cache() -> None:
    """A17: every answer that depends on who asks says no-store; what may be kept is the same for all."""
    shop = a_shop()
    member = a_member(shop, "administrator")
    talk = a_conversation(shop, answered_by=member)
    kept = keep_file(
        conversation_id=talk.pk, visitor_id=talk.visitor_id, name="a.txt", content=b"x", now=timezone.now()
    )
    client, headers = Client(), {"Authorization": f"Bearer {visitor_token(talk.visitor)}"}
    client.force_login(member.user)
    console = [
        reverse(f"console:{name}")
        for name in ("inbox", "list", "rows", "search", "team", "charter", "settings", "failures")
    ]
    console += [reverse(f"console:{name}", args=[talk.pk]) for name in ("talk", "head", "entries", "hand_over")]
    console += [reverse("console:file", args=[talk.pk, kept.key]), reverse("console:sign_in")]
    widget = [
        reverse("widget:conversations", args=[shop.key]),
        reverse("widget:conversation", args=[shop.key, talk.pk]),
        reverse("widget:address", args=[shop.key, talk.pk, kept.key]),
        reverse("widget:conversation", args=[shop.key, 999_999]),
    ]

    for address in [*console, *widget]:
        answer = client.get(address, headers=headers)
        assert "no-store" in answer["Cache-Control"], address
        assert answer["Referrer-Policy"] == "same-origin", address
        assert visitor_token(talk.visitor) not in answer.content.decode()
    for address in (reverse("widget:loader"), reverse("widget:settings", args=[shop.key])):
        answer = client.get(address, headers=headers)
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies


@pytest.mark.django_db
def test_no_address_carries_a_visitors_token() -> None:
    """A17: the only secret in an address is the signature of one file, and that ends after ten minutes."""
    shop = a_shop()
    talk = a_conversation(shop)
    kept = keep_file(
        conversation_id=talk.pk, visitor_id=talk.visitor_id, name="a.txt", content=b"x", now=timezone.now()
    )
    token = visitor_token(talk.visitor)
    headers = {"Authorization": f"Bearer {token}"}

    url = Client().get(reverse("widget:address", args=[shop.key, talk.pk, kept.key]), headers=headers).json()["url"]
    assert token not in url
    assert talk.visitor.key.hex not in url
    assert talk.visitor.key.hex not in str(signing.loads(url.rsplit("/", 1)[1], salt="comptoir.widget.file"))
    in_address = Client().get(f"{reverse('widget:conversations', args=[shop.key])}?token={token}")
    assert in_address.status_code == 401
    file = Client().get(url)
    assert "private" in file["Cache-Control"]
    assert int(re.findall(r"max-age=(\d+)", file["Cache-Control"])[0]) <= 600
