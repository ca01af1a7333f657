"""The demo's mail: mailboxes that the catcher fills and empties, and stories that are told by mail, each mail by the way of all mail."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.conf import settings

from comptoir.config.demo.stories import Line
from comptoir.config.demo.telling import Telling
from comptoir.config.wiring import REACTIONS
from comptoir.domain.channels.actions import add_mailbox, work_mails
from comptoir.domain.channels.models import ReceivedMail, SentMail
from comptoir.domain.channels.rules import MailboxWanted
from comptoir.domain.conversations.actions import Post
from comptoir.domain.conversations.models import Conversation
from comptoir.domain.people.rules import Viewer
from comptoir.foundation.worker import Worker
from comptoir.letters.child import Reader
from comptoir.surfaces.storefront.catcher.reading import opened
from comptoir.surfaces.storefront.catcher.writing import Author, send_answer, send_new

MAILBOXES = {
    "maison-perle": MailboxWanted(
        "service@maison-perle.example",
        "Maison Perle",
        signature={
            "fr": "Maison Perle · Service clients\nLyon, Nantes, Dijon",
            "en": "Maison Perle · Customer service",
        },
        incoming="catcher",
        outgoing="catcher",
    ),
    "feira-do-largo": MailboxWanted(
        "apoio@feira-do-largo.example",
        "Feira do Largo",
        signature={"pt": "Feira do Largo · Apoio ao Cliente", "en": "Feira do Largo · Customer support"},
        incoming="catcher",
        outgoing="catcher",
    ),
}
PROGRAMS = ("gmail", "outlook", "apple", "mutt")


class MailSaid(NamedTuple):
    """What somebody answers by mail in a conversation. `number` chooses the mail program, each time another."""

    conversation_id: int
    author: Author
    body: str
    language: str
    number: int


class MailRead:
    """A reader that is there while the demo is told, and what makes of each mail what it is."""

    def __init__(self) -> None:
        self._reader = Reader()

    def __enter__(self) -> MailRead:
        return self

    def __exit__(self, *_why: object) -> None:
        self._reader.close()

    def settle(self, mail_id: int | None, at: dt.datetime) -> ReceivedMail:
        """Work off what has come, and what followed from it; returns what became of that mail."""
        work_mails(now=at, reader=self._reader)
        Worker(REACTIONS).deliver_all()
        return ReceivedMail.objects.get(pk=mail_id or 0)

    def answers(self, said: MailSaid, at: dt.datetime) -> None:
        """Answer the last letter that somebody received in a conversation."""
        last = SentMail.objects.filter(conversation_id=said.conversation_id, recipient=said.author.address).latest("pk")
        words: dict[str, Any] = {"author": said.author, "body": said.body, "language": said.language}
        program = PROGRAMS[said.number % len(PROGRAMS)]
        self.settle(send_answer(opened(bytes(last.content)), program=program, **words, now=at), at)


def connect_mailbox(key: str, manager: Viewer, at: dt.datetime) -> None:
    """Connect the shop's mailbox, if the demo has one for it."""
    if settings.DEMO and key in MAILBOXES:
        add_mailbox(viewer=manager, wanted=MAILBOXES[key], now=at)


class MailTelling(Telling):
    """A story that came by mail: `mail: address | Name | Subject`. What the customer writes comes in as a mail, and agents answer by one."""

    reader: MailRead

    def _open(self, first_words: str) -> None:
        address, name, self._subject = (it.strip() for it in self._story.heads["mail"].split("|"))
        self._author = Author(name, address)
        to = MAILBOXES[self._shop.key].address
        new: dict[str, Any] = {"author": self._author, "to": to, "subject": self._subject, "body": first_words}
        mail = self.reader.settle(send_new(**new, now=self._now), self._now)
        self._id = mail.conversation_id or 0
        self._visitor_id = Conversation.objects.get(pk=self._id).visitor_id

    def _say(self, line: Line, post: Post) -> None:
        if line.who:
            super()._say(line, post)
            return
        Worker(REACTIONS).deliver_all()
        said = MailSaid(self._id, self._author, line.words, self._shop.language, self._told)
        self.reader.answers(said, self._now)
