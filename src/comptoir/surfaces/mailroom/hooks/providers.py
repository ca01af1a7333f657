"""What each provider sends, and how it proves that it is the one: by django-anymail's checks. Whole mails are taken as they are.

Providers that send mails only taken apart (Mailjet, Brevo) have them put together again by django-anymail.
"""

from __future__ import annotations

import base64
import binascii
import email.policy
import json
import warnings
from collections.abc import Callable
from email import encoders
from typing import Any, NamedTuple

import httpx
from anymail.exceptions import (
    AnymailConfigurationError,
    AnymailError,
    AnymailNotSupportedWarning,
    AnymailWebhookValidationFailure,
)
from anymail.inbound import AnymailInboundMessage
from anymail.webhooks.base import AnymailBaseWebhookView, AnymailCoreWebhookView
from anymail.webhooks.brevo import BrevoInboundWebhookView
from anymail.webhooks.mailgun import MailgunInboundWebhookView
from anymail.webhooks.mailjet import MailjetInboundWebhookView
from anymail.webhooks.postmark import PostmarkInboundWebhookView
from anymail.webhooks.sendgrid import SendGridInboundWebhookView
from anymail.webhooks.sparkpost import SparkPostInboundWebhookView
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from comptoir.surfaces.mailroom.hooks.bounds import bounded
from comptoir.surfaces.mailroom.hooks.forms import Fields, fields_of

USER = "comptoir"
"""Under which name a provider shows its password."""
ATTACHMENT_LARGEST = 25 * 1024 * 1024

AS_BYTES = email.policy.default.clone(linesep="\r\n", refold_source="none", cte_type="8bit")


class NotProven(Exception):
    """It does not come from the provider."""


class NotAMail(Exception):
    """What came holds no mail as it was sent: the provider is set up in another way. `code` names how."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Told(NamedTuple):
    """A mail as a provider tells of it; `number` is the provider's own, "" where it gives none."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    number: str


class Sent(NamedTuple):
    """What a provider has sent, once it is taken apart."""

    request: HttpRequest
    body: bytes
    fields: Fields


class Provider(NamedTuple):
    """`view`: made of the secret, django-anymail's own, which knows the provider's signature. `mails`: what is inside."""

    view: Callable[[str], AnymailCoreWebhookView]
    mails: Callable[[AnymailCoreWebhookView, Sent], list[Told]]
    is_form: bool = False


class _Brevo(BrevoInboundWebhookView):  # type: ignore[misc]
    """Fetches files within bounds of time and size."""

    def _fetch_attachment(self, attachment: dict[str, Any]) -> Any:
        address = httpx.URL(self.api_url).join("inbound/attachments/").join(str(attachment["DownloadToken"])[:2000])
        if address.host != httpx.URL(self.api_url).host:
            raise NotAMail("hook_not_understood")
        with httpx.stream("GET", address, headers={"api-key": self.api_key}, timeout=15) as answer:
            answer.raise_for_status()
            content = b""
            for chunk in answer.iter_bytes():
                content += chunk
                if len(content) > ATTACHMENT_LARGEST:
                    raise NotAMail("hook_not_understood")
            kind = answer.headers.get("Content-Type") or attachment.get("ContentType") or "application/octet-stream"
        name, number = attachment.get("Name"), attachment.get("ContentID")
        return AnymailInboundMessage.construct_attachment(kind, content, filename=name, content_id=number)


def told_by(provider: Provider, secret: str, request: HttpRequest, body: bytes) -> list[Told]:
    """The mails that a provider has sent. Raises `NotProven`, `NotAMail`."""
    if not secret:
        raise NotProven
    fields = fields_of(body, request.headers.get("Content-Type", "")) if provider.is_form else {}
    _given(request, body, fields)
    view = provider.view(secret)
    try:
        view.run_validators(request)
        return provider.mails(view, Sent(request, body, fields))
    except AnymailWebhookValidationFailure as error:
        raise NotProven from error
    except (
        AnymailError,
        AnymailConfigurationError,
        KeyError,
        IndexError,
        TypeError,
        ValueError,
        AttributeError,
        RecursionError,
        httpx.InvalidURL,
    ) as error:
        raise NotAMail("hook_not_understood") from error


def _given(request: HttpRequest, body: bytes, fields: Fields) -> None:
    """Let django-anymail find what was read already, within our own bounds."""
    form = QueryDict(mutable=True)
    for name, value in fields.items():
        form[name] = value.decode("utf-8", "replace") if len(value) < 10_000 else ""
    request._body, request._post, request._files = body, form, MultiValueDict()  # type: ignore[attr-defined]


def _by_password(view: type[AnymailBaseWebhookView], **more: str) -> Callable[[str], AnymailCoreWebhookView]:
    def made(secret: str) -> AnymailCoreWebhookView:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", AnymailNotSupportedWarning)
            return view(webhook_secret=f"{USER}:{secret}", **more)

    return made


def _brevo(secret: str) -> AnymailCoreWebhookView:
    password, _, key = secret.partition(":")
    return _Brevo(webhook_secret=f"{USER}:{password}", api_key=key)


def _mailgun(secret: str) -> AnymailCoreWebhookView:
    return MailgunInboundWebhookView(webhook_signing_key=secret, webhook_secret="")


def _of_mailgun(_view: AnymailCoreWebhookView, sent: Sent) -> list[Told]:
    if "body-mime" not in sent.fields:
        raise NotAMail("hook_not_raw")
    recipients = tuple(each.strip() for each in _text(sent, "recipient").split(",") if each.strip())
    return [Told(sent.fields["body-mime"], _text(sent, "sender"), recipients, _text(sent, "token"))]


def _of_sendgrid(_view: AnymailCoreWebhookView, sent: Sent) -> list[Told]:
    if "email" not in sent.fields:
        raise NotAMail("hook_not_raw")
    envelope = json.loads(sent.fields.get("envelope", b"{}"))
    recipients = tuple(str(each) for each in envelope.get("to", []))
    return [Told(sent.fields["email"], str(envelope.get("from", "")), recipients, "")]


def _of_postmark(_view: AnymailCoreWebhookView, sent: Sent) -> list[Told]:
    told = json.loads(sent.body)
    if "RawEmail" not in told:
        raise NotAMail("hook_not_raw")
    recipient = str(told.get("OriginalRecipient") or "")
    sender = next((str(it["Value"]) for it in told.get("Headers", [])[:1] if it["Name"].lower() == "return-path"), "")
    return [Told(_bytes(told["RawEmail"]), sender.strip("<> "), (recipient,), str(told.get("MessageID") or ""))]


def _of_sparkpost(_view: AnymailCoreWebhookView, sent: Sent) -> list[Told]:
    events = [it["msys"]["relay_message"] for it in json.loads(sent.body) if "relay_message" in it["msys"]]
    return [
        Told(_sparkposts(it["content"]), str(it.get("msg_from") or ""), (str(it.get("rcpt_to") or ""),), "")
        for it in events
    ]


def _sparkposts(content: dict[str, Any]) -> bytes:
    if not content.get("email_rfc822_is_base64"):
        return _bytes(content["email_rfc822"])
    try:
        return base64.b64decode(content["email_rfc822"])
    except binascii.Error as error:
        raise NotAMail("hook_not_understood") from error


def _put_together(view: AnymailCoreWebhookView, sent: Sent) -> list[Told]:
    sent.request._body = bounded(sent.body)  # type: ignore[attr-defined]
    told = []
    for event in view.parse_events(sent.request):
        message = event.message
        recipient, sender = message.envelope_recipient, message.envelope_sender
        raw = _as_bytes(message)
        told.append(Told(raw, str(sender or ""), (str(recipient),) if recipient else (), str(event.event_id or "")))
    return told


def _as_bytes(message: AnymailInboundMessage) -> bytes:
    for part in message.walk():
        is_file = not part.is_multipart() and part.get_content_maintype() != "text"
        if is_file and "Content-Transfer-Encoding" not in part:
            encoders.encode_base64(part)
    return bytes(message.as_bytes(policy=AS_BYTES))


def _text(sent: Sent, name: str) -> str:
    return sent.fields.get(name, b"").decode("utf-8", "replace").strip()


def _bytes(raw: object) -> bytes:
    """A mail told as text: bytes that are no text were made so by escapes."""
    return str(raw).encode("utf-8", "surrogateescape")


PROVIDERS: dict[str, Provider] = {
    "mailgun": Provider(_mailgun, _of_mailgun, is_form=True),
    "sendgrid": Provider(_by_password(SendGridInboundWebhookView), _of_sendgrid, is_form=True),
    "postmark": Provider(_by_password(PostmarkInboundWebhookView), _of_postmark),
    "sparkpost": Provider(_by_password(SparkPostInboundWebhookView), _of_sparkpost),
    "mailjet": Provider(_by_password(MailjetInboundWebhookView), _put_together),
    "brevo": Provider(_brevo, _put_together),
}
