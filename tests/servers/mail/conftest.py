"""One post office, one scanner and one desk for all tests of this folder."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.live import LiveAgent
from tests.mail_desk import MailDesk, by_imap, by_listener
from tests.post_office import PostOffice, awaited, post_office_tools
from tests.servers.scanner import OwnClamd


@pytest.fixture(scope="session")
def post() -> Iterator[PostOffice]:
    post_office_tools()
    office = PostOffice()
    yield office
    office.close()


@pytest.fixture(scope="package")
def desk(post: PostOffice) -> Iterator[MailDesk]:
    """A shop with a mailbox that is fetched, and one whose mail comes here by LMTP; every mail is scanned. On PostgreSQL and
    Redis where the run names them; it ends with this folder, as its worker would take what others there wait for.
    """
    scanner = OwnClamd()
    boxes = (by_imap(post, name="Maison Perle"), by_listener(name="Aide"))
    place = {name: os.environ.get(name, "") for name in ("DATABASE_URL", "REDIS_URL")}
    with MailDesk(post, boxes=boxes, COMPTOIR_CLAMD=scanner.at, **place) as desk:
        desk.start()
        awaited(lambda: desk.look()["boxes"][0]["uidvalidity"], 30, lambda: desk.log.read_text()[-3000:])
        yield desk
    scanner.close()


@pytest.fixture(scope="package")
def agent(desk: MailDesk) -> LiveAgent:
    """A referent, who sees everything, with the inbox open."""
    agent = desk.agent("referent")
    agent.come()
    return agent
