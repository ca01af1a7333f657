"""The mailroom dies at every step of taking mail in and of sending: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.mailrooms import STEPS, DyingMailrooms
from tests.mail_desk import LISTENED, SUPPORT, MailDesk, by_imap, by_listener
from tests.post_office import PEOPLE, PostOffice, a_mail, awaited, post_office_tools
from tests.post_office.beside import await_port
from tests.requirements import patience

MAILS = int(os.environ.get("COMPTOIR_MAILS", "60"))
"""1,000 by hand."""
SEED = int(os.environ.get("COMPTOIR_SEED", time.time_ns() % 1_000_000))
AT_RANDOM = max(2, patience() // 2)
LONGEST = 180 + 8 * AT_RANDOM + 2 * MAILS
"""Seconds of the test."""
pytestmark = [pytest.mark.faults, pytest.mark.embedded, pytest.mark.enable_socket, pytest.mark.timeout(LONGEST)]


@pytest.fixture
def post() -> Iterator[PostOffice]:
    post_office_tools()
    office = PostOffice()
    yield office
    office.close()


@pytest.fixture
def desk(post: PostOffice) -> Iterator[MailDesk]:
    boxes = (by_imap(post, name="Maison Perle", uid=-1), by_listener(name="Aide"))
    with MailDesk(post, boxes=boxes) as desk:
        yield desk


def person(n: int) -> str:
    return f"u{n}@{PEOPLE}"


class Writers:
    """People who write, every other one to the mailbox that is fetched, over the whole time of the test."""

    def __init__(self, post: PostOffice) -> None:
        self._post, self._left, self._more = post, iter(range(MAILS)), threading.Semaphore(0)
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self.errors: list[Exception] = []

    def write(self, number: int) -> None:
        """Let so many more be written from now on."""
        for _ in range(number):
            self._more.release()

    def end(self) -> None:
        """Wait until all are written."""
        self.write(MAILS)
        self._thread.join(60 + MAILS)
        assert not self.errors

    def _run(self) -> None:
        for n in self._left:
            self._more.acquire()
            to = LISTENED if n % 2 else SUPPORT
            mail = a_mail(f"Message {n}", sender=person(n), to=to, message_id=f"<m{n}@client.test>")
            try:
                self._post.send(mail, sender=person(n), to=to)
            except Exception as error:
                self.errors.append(error)


def test_a_mailroom_that_dies_at_every_step_loses_nothing_and_doubles_nothing(desk: MailDesk, post: PostOffice) -> None:
    """R1, R2, R3, G8, threat 27: kill -9 at each step of ingest and of sending, and at random half as often as COMPTOIR_KILLS says."""
    chance = random.Random(SEED)
    plan = [*STEPS, *[""] * AT_RANDOM]
    chance.shuffle(plan)
    mailrooms, writers = DyingMailrooms(desk), Writers(post)
    each = max(1, MAILS // len(plan))
    died_at = Counter[str]()
    try:
        for step in plan:
            mailrooms.start(step, chance.randint(1, 2))
            writers.write(each)
            died_at[step] += mailrooms.died(6.0 if step else chance.uniform(0.2, 1.2))
            mailrooms.kill()
        mailrooms.start()
        writers.end()
        await_port(post.desk_lmtp)
        post.flush()
        awaited(lambda: is_settled(desk), 60 + MAILS, lambda: told(desk) + where_else(desk, post))
    finally:
        mailrooms.close()
    print(
        f"died by itself at {sorted(step for step, times in died_at.items() if step and times)} (COMPTOIR_SEED={SEED})"
    )
    expect_each_mail_once(desk)
    expect_each_letter_delivered(desk, post)


def is_settled(desk: MailDesk) -> bool:
    found = desk.look()
    mails = [it for it in found["received"] if it["state"] == "applied"]
    letters = [it for it in found["sent"] if it["state"] == "sent"]
    return len(mails) >= MAILS and len(letters) >= MAILS


def told(desk: MailDesk) -> str:
    found = desk.look()
    states = {
        name: Counter((it["state"], it["why"], it["detail"]) for it in found[name]) for name in ("received", "sent")
    }
    return f"{states} (COMPTOIR_SEED={SEED})\n{desk.log.read_text()[-3000:]}"


def where_else(desk: MailDesk, post: PostOffice) -> str:
    """What has not come to the desk, and where the post office has it."""
    came = {it["message_id"] for it in desk.look()["received"]}
    missing = [n for n in range(MAILS) if f"<m{n}@client.test>" not in came]
    there = {str(it["Message-ID"]) for it in post.mails(SUPPORT)}
    return f"\nmissing: {missing}; in the mailbox: {[n for n in missing if f'<m{n}@client.test>' in there]}\n{post.queue()}"


def expect_each_mail_once(desk: MailDesk) -> None:
    """Each mail is kept once, in one conversation, as one message."""
    found = desk.look()
    everyone = [f"<m{n}@client.test>" for n in range(MAILS)]
    assert sorted(it["message_id"] for it in found["received"]) == sorted(everyone), told(desk)
    assert {it["state"] for it in found["received"]} == {"applied"}, told(desk)
    words = Counter(it["body"] for it in found["entries"] if it["kind"] == "message" and it["author"] == "visitor")
    assert words == Counter(f"Message {n}" for n in range(MAILS)), told(desk)
    assert len(found["talks"]) == MAILS


def expect_each_letter_delivered(desk: MailDesk, post: PostOffice) -> None:
    """Everybody was thanked by one letter; one that was sent again after a crash is the same one."""
    letters = desk.look()["sent"]
    assert Counter(it["recipient"] for it in letters) == Counter(person(n) for n in range(MAILS)), told(desk)
    with ThreadPoolExecutor(4) as pool:
        boxes = list(pool.map(post.mails, [it["recipient"] for it in letters]))
    again = 0
    for letter, mails in zip(letters, boxes, strict=True):
        assert {str(it["Message-ID"]) for it in mails} == {letter["message_id"]}, letter["recipient"]
        assert len({it.get_payload()[0].as_bytes() for it in mails}) == 1
        again += len(mails) - 1
    print(f"{len(letters)} letters, {again} of them sent again")
