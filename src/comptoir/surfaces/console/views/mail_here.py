"""Mail at the messages of a conversation: what stands there, what was cut off, how it looked, and the mail as it came."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from comptoir.domain.channels.actions import unsuppress
from comptoir.domain.channels.queries import mail_of_entry, raw_of
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.errors import NotAllowed, NotFound
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.incoming import numbers_in, words_of
from comptoir.surfaces.console.mailing.beside import entries_shown
from comptoir.surfaces.console.mailing.written import original_answer, written_answer
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields

ADDRESS_LONGEST = 254


@for_agents("GET", right="open_console")
def here(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """What stands of mail at the entries `seqs`."""
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    seqs = numbers_in(request.GET.get("seqs", ""))
    sees = _sees_addresses(viewer)
    return wire_answer({"entries": entries_shown(conversation.pk, viewer, seqs, sees=sees)})


@for_agents("GET", right="open_console")
def quoted(_request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """What was cut off a mail as quoted."""
    mail = _mail(agent, conversation_id, seq, "mail")
    return wire_answer({"words": mail.quoted})


@for_agents("GET", right="open_console")
def written(request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """A mail as it was written, cleaned, on a page that can do nothing."""
    mail = _mail(agent, conversation_id, seq, "mail")
    return written_answer(mail, with_pictures=request.GET.get("pictures") == "1")


@for_agents("GET", right="see_raw_mail")
def original(_request: HttpRequest, agent: Agent, conversation_id: int, seq: int) -> HttpResponse:
    """A mail as it came, to be saved."""
    mail = _mail(agent, conversation_id, seq, "raw_mail")
    return original_answer(mail.pk, raw_of(mail.pk))


@for_agents("POST", right="block_senders")
def allow(request: HttpRequest, agent: Agent, conversation_id: int) -> HttpResponse:
    """Let letters go again to an address of this conversation."""
    _conversation, viewer = conversation_for(agent.viewers, conversation_id)
    if not _sees_addresses(viewer):
        raise NotAllowed
    unsuppress(viewer=viewer, address=words_of(request, "address", ADDRESS_LONGEST))
    return done()


def _mail(agent: Agent, conversation_id: int, seq: int, how: str) -> Any:
    """The mail of an entry, for those to whom the charter grants the address: a mail names it. Raises `NotFound`.

    That it is read, and `how`, is kept.
    """
    conversation, viewer = conversation_for(agent.viewers, conversation_id)
    mail = mail_of_entry(conversation.pk, seq)
    if mail is None or not _sees_addresses(viewer):
        raise NotFound
    note_reading(conversation, viewer, how)
    return mail


def _sees_addresses(viewer: Viewer) -> bool:
    return "email" in granted_fields(viewer, charter_of_shop(viewer.shop_id))
