"""A provider brings a mail: 200 once it is kept, 5xx where it shall come again."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from comptoir.domain.channels.actions import CameIn, mailbox_troubled, mailbox_well
from comptoir.domain.channels.queries import Hook, mailbox_of_hook
from comptoir.domain.channels.rules import WEBHOOK_PROVIDERS
from comptoir.domain.people.rules import open_to
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, BodyTooLarge, NotAllowed, NotFound
from comptoir.surfaces.mailroom.hooks.forms import FormBroken
from comptoir.surfaces.mailroom.keeping import keep

if TYPE_CHECKING:
    from comptoir.surfaces.mailroom.hooks.providers import Told

log = logging.getLogger(__name__)

LARGEST = 35 * 1024 * 1024
"""Bytes of a body."""


@open_to("provider", "POST")
@csrf_exempt  # there is no cookie that another site could ride on
def hook(request: HttpRequest, key: str, provider: str) -> HttpResponse:
    """Keep the mails of this request. Who does not know the key learns nothing, not even that there is something."""
    place = mailbox_of_hook(key)
    if place is None or place.provider != provider or provider not in WEBHOOK_PROVIDERS:
        raise NotFound
    if request.method == "HEAD":
        return HttpResponse()
    if request.method != "POST":
        raise NotFound
    at = now()
    mails = _mails(place, _told(place, request, at), at)
    if mails:
        keep(mails)
    if place.trouble:
        mailbox_well(mailbox_id=place.mailbox_id, now=at)
    return JsonResponse({"kept": len(mails)})


def _told(place: Hook, request: HttpRequest, at: dt.datetime) -> list[Told]:
    # The libraries that know what providers send are for who has a mailbox with one.
    from comptoir.surfaces.mailroom.hooks.providers import PROVIDERS, NotAMail, NotProven, told_by

    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        raise BodyTooLarge
    try:
        return told_by(PROVIDERS[place.provider], place.secret, request, body)
    except NotProven as error:
        log.warning("a webhook of mailbox %s was not signed by its provider", place.mailbox_id)
        raise NotAllowed from error
    except NotAMail as error:
        mailbox_troubled(mailbox_id=place.mailbox_id, why=error.code, now=at)
        raise BadRequest(error.code) from error
    except FormBroken as error:
        raise BadRequest("the form") from error


def _mails(place: Hook, told: list[Told], at: dt.datetime) -> list[CameIn]:
    return [
        CameIn(
            source="webhook",
            source_id=f"{place.mailbox_id}:{place.provider}:{_number(each)}",
            raw=each.raw,
            mailbox_id=place.mailbox_id,
            shop_id=place.shop_id,
            envelope_from=each.sender,
            envelope_to=each.recipients,
            received_at=at,
        )
        for each in told
    ]


def _number(told: Told) -> str:
    """The provider's own number; where it gives none, the same mail to the same people is the same one."""
    if told.number:
        return told.number[:100]
    return hashlib.sha256("\n".join(told.recipients).encode("utf-8", "replace") + b"\n" + told.raw).hexdigest()
