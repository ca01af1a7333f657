"""Every mail with its one state: listed, read, and settled by hand; and the letters that went out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from babel.dates import format_date
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from comptoir.domain.channels import actions
from comptoir.domain.channels.queries import (
    MailFilters,
    letters,
    mail_for,
    mails_to_nobody,
    nobodys_addresses,
    nobodys_erasable,
    raw_kept_at,
    raw_of,
    unsettled,
    words_of_mail,
)
from comptoir.domain.channels.queries import (
    mails as mails_page,
)
from comptoir.domain.conversations.queries import conversation_for
from comptoir.domain.people.rules import Viewer, may
from comptoir.foundation.clock import now
from comptoir.foundation.errors import BadRequest, NotAllowed, NotFound
from comptoir.foundation.pages import cursor_in, number_in
from comptoir.language.locales import locale_of
from comptoir.surfaces.console.access import Agent, for_agents
from comptoir.surfaces.console.acts import require
from comptoir.surfaces.console.answers import done, wire_answer
from comptoir.surfaces.console.by_state import AskedFor, list_page
from comptoir.surfaces.console.mailing import rows
from comptoir.surfaces.console.mailing.nobodys import NOBODYS, nobodys_shown, nobodys_view
from comptoir.surfaces.console.mailing.written import original_answer, written_answer
from comptoir.surfaces.console.paces import keep_pace
from comptoir.surfaces.console.pages import desk_page
from comptoir.surfaces.console.reading import note_reading
from comptoir.surfaces.console.showing import charter_of_shop, granted_fields, reading

READINGS_A_MINUTE = 60


@for_agents("GET", right="see_mail")
def mails(request: HttpRequest, agent: Agent) -> HttpResponse:
    """A page of mails or letters, by state and shop."""
    _require_sight(agent)
    view, shop_id = request.GET.get("state", "quarantined"), number_in(request.GET.get("shop"))
    known = rows.VIEWS | nobodys_view(agent.viewers)
    if view not in known:
        raise BadRequest("there is no such state")
    chosen = agent.in_shop(shop_id).shop_id if shop_id else None
    asked = AskedFor(view, view, chosen, cursor_in(request.GET.get("after")))
    counts = unsettled(agent.viewers)
    views = {name: _counted(words, counts.get(name, 0)) for name, words in known.items()}
    if view == NOBODYS:
        unclaimed = mails_to_nobody(agent.viewers, after=asked.after)
        known_to = nobodys_addresses(agent.viewers, unclaimed.rows)
        of_nobody = nobodys_shown(unclaimed.rows, known_to, nobodys_erasable(agent.viewers, unclaimed.rows))
        return list_page(
            request, agent, "mails_of_nobody.html", asked=asked, views=views, page=unclaimed, rows=of_nobody
        )
    if view in ("sent", "not-sent"):
        sent = letters(agent.viewers, MailFilters(view, chosen), after=asked.after)
        told = rows.letters_shown(agent.viewers, sent.rows)
        return list_page(request, agent, "letters.html", asked=asked, views=views, page=sent, rows=told)
    page = mails_page(agent.viewers, MailFilters("" if view == "all" else view, chosen), after=asked.after)
    shown = rows.mails_shown(agent.viewers, page.rows)
    return list_page(request, agent, "mails.html", asked=asked, views=views, page=page, rows=shown)


@for_agents("GET", right="see_mail")
def one(request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """One mail: where it stands and why, and what was read of it."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    sees, kept = _sees_addresses(viewer), raw_kept_at(mail.pk)
    return desk_page(
        request,
        agent,
        "mail.html",
        it=rows.mail_shown(mail, viewer, sees),
        sees=sees,
        has_html=bool(mail.html) and sees,
        may_raw=may(viewer.role, "see_raw_mail") and sees and kept is not None,
        kept_until=_until(kept, viewer) if mail.conversation_id is None else "",
        may_block=may(viewer.role, "block_senders") and sees and bool(mail.sender),
    )


@for_agents("GET", right="see_mail")
def words(_request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """What a mail says, read anew from its bytes."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    if not _sees_addresses(viewer):
        raise NotFound
    keep_pace(("read_mail", agent.user_id), READINGS_A_MINUTE)
    _note(mail, viewer, "mail")
    return wire_answer({"words": words_of_mail(mail.pk) or mail.quoted})


@for_agents("GET", right="see_mail")
def written(request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """A mail as it was written, cleaned, on a page that can do nothing."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    if not _sees_addresses(viewer):
        raise NotFound
    _note(mail, viewer, "mail")
    return written_answer(mail, with_pictures=request.GET.get("pictures") == "1")


@for_agents("GET", right="see_raw_mail")
def original(_request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """A mail as it came, to be saved."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    if not may(viewer.role, "see_raw_mail"):
        raise NotAllowed
    _note(mail, viewer, "raw_mail")
    return original_answer(mail.pk, raw_of(mail.pk))


@for_agents("POST", right="settle_mail")
def settle(request: HttpRequest, agent: Agent, mail_id: int, act: str) -> HttpResponse:
    """Let a mail in, process it again, or take it for spam."""
    mail, viewer = mail_for(agent.viewers, mail_id)
    if act not in rows.ACTS:
        raise NotFound
    require(act, frozenset(rows.acts_on(mail, viewer)))
    if act == "process-again":
        actions.process_again(mail_id=mail_id, viewer=viewer, now=now())
    elif act == "erase":
        actions.erase_mail(mail_id=mail_id, viewer=viewer, now=now())
    elif act == "let-in":
        actions.take_as(mail_id=mail_id, viewer=viewer, what="let_in", now=now())
    else:
        blocks = request.POST.get("block") == "on"
        actions.take_as(mail_id=mail_id, viewer=viewer, what="spam", is_blocking=blocks, now=now())
    return done(go_to=reverse("console:mail_one", kwargs={"mail_id": mail_id}))


@for_agents("POST", right="erase_mail")
def erase_unclaimed(_request: HttpRequest, agent: Agent, mail_id: int) -> HttpResponse:
    """Erase a mail that came to an address nobody has, from the list: there is no page of it."""
    actions.erase_unclaimed(mail_id=mail_id, viewers=agent.viewers, now=now())
    return done(go_to=f"{reverse('console:mail')}?state={NOBODYS}")


def _until(kept: dt.datetime | None, viewer: Viewer) -> str:
    """The day until which a mail's bytes are kept, in words; "" where they are not."""
    if kept is None:
        return ""
    lasts = charter_of_shop(viewer.shop_id).retention.raw_mail.timedelta
    return format_date(kept + lasts, "long", locale=locale_of(reading()))


def _counted(words: Any, count: int) -> Any:
    return (lambda: f"{words()} · {count}") if count else words


def _require_sight(agent: Agent) -> None:
    if not agent.may("see_mail"):
        raise NotAllowed


def _sees_addresses(viewer: Viewer) -> bool:
    return "email" in granted_fields(viewer, charter_of_shop(viewer.shop_id))


def _note(mail: Any, viewer: Viewer, how: str) -> None:
    """Keep who reads a mail of a conversation that is not theirs."""
    if mail.conversation_id is not None:
        note_reading(conversation_for(viewer, mail.conversation_id)[0], viewer, how)
