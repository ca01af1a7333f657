"""Webhooks: believed by their signature or password alone, kept byte for byte, acknowledged once kept."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import zlib
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

import pytest
from django.db import OperationalError
from django.test import Client

from comptoir.domain.channels.models import Mailbox, RawMail, ReceivedMail
from comptoir.domain.channels.queries import hook_key
from comptoir.domain.channels.sealing import seal

pytestmark = pytest.mark.django_db

MAIL = b"From: ana@people.test\r\nTo: support@shop.test\r\nSubject: Anel\r\n\r\nOl\xe1 de Lisboa\r\n"
LARGE = MAIL + b"x" * 3_000_000


def signed(raw: bytes, token: str = "t" * 50, key: str = "signing key", **more: str) -> dict[str, Any]:
    stamp = str(int(time.time()))
    signature = hmac.new(key.encode(), f"{stamp}{token}".encode(), hashlib.sha256).hexdigest()
    facts = {"timestamp": stamp, "token": token, "signature": signature}
    return facts | {"recipient": "support@shop.test", "sender": "ana@people.test", "body-mime": raw} | more


def multipart(fields: dict[str, Any], boundary: str = "xYz") -> dict[str, Any]:
    lines = b""
    for name, value in fields.items():
        content = value if isinstance(value, bytes) else str(value).encode()
        lines += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + content + b"\r\n"
    body = lines + f"--{boundary}--\r\n".encode()
    return {"data": body, "content_type": f"multipart/form-data; boundary={boundary}"}


def address(box: Mailbox, provider: str = "mailgun", end: str = "/mime") -> str:
    return f"/mailroom/hook/{hook_key(box.pk)}/{provider}{end}"


def of_provider(box: Mailbox, provider: str, secret: str = "password") -> str:
    box.webhook_provider, box.webhook_secret = provider, seal(secret)
    box.save()
    return address(box, provider, "")


def basic(password: str = "password") -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": "Basic " + base64.b64encode(f"comptoir:{password}".encode()).decode()}


def kept() -> bytes:
    return zlib.decompress(RawMail.objects.get().content)


def test_a_signed_mail_is_kept_byte_for_byte(client: Client, hook_box: Mailbox) -> None:
    """R1: also where its bytes are no text."""
    answer = client.post(address(hook_box), **multipart(signed(MAIL)))
    assert (answer.status_code, answer.json()) == (200, {"kept": 1})
    row = ReceivedMail.objects.get()
    assert (row.source, row.mailbox_id, row.envelope_to) == ("webhook", hook_box.pk, ["support@shop.test"])
    assert kept() == MAIL


def test_a_mail_in_the_other_kind_of_form_is_the_same(client: Client, hook_box: Mailbox) -> None:
    body = urlencode(signed(MAIL)).encode()
    answer = client.post(address(hook_box), data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert kept() == MAIL


def test_a_large_mail_is_taken(client: Client, hook_box: Mailbox) -> None:
    assert client.post(address(hook_box), **multipart(signed(LARGE))).status_code == 200
    assert kept() == LARGE


def test_the_same_told_twice_is_kept_once(client: Client, hook_box: Mailbox) -> None:
    """R3; and a signature that somebody saw does not bring another mail."""
    for raw in (MAIL, MAIL, MAIL + b"other"):
        assert client.post(address(hook_box), **multipart(signed(raw))).status_code == 200
    assert kept() == MAIL


@pytest.mark.parametrize(
    "facts", [signed(MAIL, key="another"), signed(MAIL) | {"signature": "0" * 64}, {"body-mime": MAIL}]
)
def test_what_is_not_signed_by_the_provider_is_not_taken(
    client: Client, hook_box: Mailbox, facts: dict[str, Any]
) -> None:
    """A24"""
    assert client.post(address(hook_box), **multipart(facts)).status_code == 403
    assert not ReceivedMail.objects.exists()


def test_a_mailbox_without_a_secret_believes_nobody(client: Client, hook_box: Mailbox) -> None:
    Mailbox.objects.update(webhook_secret="")
    assert client.post(address(hook_box), **multipart(signed(MAIL, key=""))).status_code == 403


@pytest.mark.parametrize("key", ["x", "1-", "1-" + "0" * 32, "-", "99999999999999999999-x", "é-x"])
def test_who_does_not_know_the_key_learns_nothing(client: Client, hook_box: Mailbox, key: str) -> None:
    """A16"""
    assert client.post(f"/mailroom/hook/{key}/mailgun", **multipart(signed(MAIL))).status_code == 404
    assert client.get(address(hook_box)).status_code == 404
    assert client.post(address(hook_box, "postmark", ""), **multipart(signed(MAIL))).status_code == 404


def test_a_mailbox_that_is_off_takes_nothing(client: Client, hook_box: Mailbox) -> None:
    Mailbox.objects.update(is_on=False)
    assert client.post(address(hook_box), **multipart(signed(MAIL))).status_code == 404


def test_the_provider_comes_again_while_the_database_is_away(client: Client, hook_box: Mailbox) -> None:
    """R1"""
    with patch("comptoir.surfaces.mailroom.keeping.keep_mails", side_effect=OperationalError("away")):
        assert client.post(address(hook_box), **multipart(signed(MAIL))).status_code == 503


def test_a_provider_that_takes_mails_apart_is_shown_on_the_mailbox(client: Client, hook_box: Mailbox) -> None:
    facts = signed(MAIL)
    del facts["body-mime"]
    assert client.post(address(hook_box), **multipart(facts | {"body-plain": "Olá"})).status_code == 400
    hook_box.refresh_from_db()
    assert hook_box.trouble == "hook_not_raw"
    assert client.post(address(hook_box), **multipart(signed(MAIL))).status_code == 200
    hook_box.refresh_from_db()
    assert hook_box.trouble == ""


def test_postmark_brings_a_mail(client: Client, hook_box: Mailbox) -> None:
    told = {
        "MessageID": "22c74902-a0c1-4511-804f-341342852c90",
        "OriginalRecipient": "support@shop.test",
        "Headers": [{"Name": "Return-Path", "Value": "<ana@people.test>"}],
        "RawEmail": MAIL.decode("latin-1"),
    }
    place = of_provider(hook_box, "postmark")
    assert client.post(place, json.dumps(told), content_type="application/json").status_code == 403
    answer = client.post(place, json.dumps(told), content_type="application/json", **basic())
    assert answer.status_code == 200
    assert ReceivedMail.objects.get().envelope_from == "ana@people.test"
    assert kept() == MAIL.decode("latin-1").encode()


def test_sendgrid_brings_a_mail(client: Client, hook_box: Mailbox) -> None:
    envelope = json.dumps({"from": "ana@people.test", "to": ["support@shop.test"]})
    place = of_provider(hook_box, "sendgrid")
    answer = client.post(place, **multipart({"email": MAIL, "envelope": envelope}), **basic())
    assert answer.status_code == 200
    assert kept() == MAIL


def test_sparkpost_brings_two_mails(client: Client, hook_box: Mailbox) -> None:
    def event(raw: bytes) -> dict[str, Any]:
        content = {"email_rfc822": base64.b64encode(raw).decode(), "email_rfc822_is_base64": True}
        told = {"content": content, "msg_from": "ana@people.test", "rcpt_to": "support@shop.test"}
        return {"msys": {"relay_message": told}}

    place, body = of_provider(hook_box, "sparkpost"), json.dumps([event(MAIL), event(MAIL + b"2"), {"msys": {}}])
    assert client.post(place, body, content_type="application/json", **basic()).json() == {"kept": 2}


def test_mailjet_brings_a_mail_taken_apart(client: Client, hook_box: Mailbox) -> None:
    told = {
        "Sender": "ana@people.test",
        "Recipient": "support@shop.test",
        "Headers": {"From": "Ana <ana@people.test>", "Subject": "Anel\r\npartido", "Received": ["a", "b"]},
        "Parts": [
            {
                "Headers": {"Content-Type": 'image/png; name="a.png"', "Content-Disposition": "attachment"},
                "ContentRef": "Attachment1",
            }
        ],
        "Text-part": "Bom dia, à tarde",
        "Html-part": "<p>Bom dia</p>",
        "Attachment1": base64.b64encode(b"\x89PNG").decode(),
    }
    place = of_provider(hook_box, "mailjet")
    assert client.post(place, json.dumps(told), content_type="application/json", **basic()).status_code == 200
    raw = kept()
    assert b"Subject: Anel partido\r\n" in raw
    assert base64.b64encode(b"\x89PNG") in raw


def test_a_header_that_would_take_minutes_to_read_takes_none(client: Client, hook_box: Mailbox) -> None:
    """Threat 21, A13"""
    bomb = "=?utf-8?q?a?= " * 40_000
    told = {"Sender": "a@b.test", "Recipient": "c@d.test", "Headers": {"Subject": bomb, "From": bomb}, "Text-part": "x"}
    began = time.process_time()
    place = of_provider(hook_box, "mailjet")
    client.post(place, json.dumps(told), content_type="application/json", **basic())
    assert time.process_time() - began < 2


@pytest.mark.parametrize("body", [b"", b"[" * 100_000, b"null", b'{"Headers": 7}', b"\xff\xfe"])
@pytest.mark.parametrize("provider", ["postmark", "sparkpost", "mailjet", "brevo"])
def test_nonsense_is_refused_and_nothing_breaks(client: Client, hook_box: Mailbox, provider: str, body: bytes) -> None:
    place = of_provider(hook_box, provider)
    assert client.post(place, body, content_type="application/json", **basic()).status_code in (200, 400)
    assert not ReceivedMail.objects.exists()
