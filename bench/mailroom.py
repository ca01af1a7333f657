"""Mailboxes on a real IMAP server (Dovecot): how long until each of 300 was looked into, and how soon a mail in one shows in the console.

    python -m bench mailroom

First visits are the dear ones: a connection, TLS, sign-in, the folder. Then mails are dropped into mailboxes by chance, and an agent's
socket waits for the row in the inbox; the figure is the second slowest of twenty. Needs Postfix and Dovecot, as root.
"""

from __future__ import annotations

import os
import random
import time

from bench.figures import Figure, percentile
from tests.live import LiveAgent
from tests.mail_desk import MailDesk, by_imap
from tests.post_office import PEOPLE, SHOP, PostOffice, a_mail

MAILBOXES = int(os.environ.get("BENCH_MAILBOXES", "300"))
MAILS = int(os.environ.get("BENCH_MAILS", "40"))
POLLED_WITHIN, SEEN_WITHIN = 60.0, 2.0
WARMING = 3


def run() -> Figure:
    """Measure both; the figure that counts in the end is the slower to hold."""
    post = PostOffice()
    boxes = tuple(by_imap(post, f"box{n}@{SHOP}", acknowledges=False) for n in range(MAILBOXES))
    try:
        with MailDesk(post, boxes=boxes, COMPTOIR_LMTP="") as desk:
            desk.start()
            polled = Figure(
                "mailboxes polled", _until_all_looked_at(desk), "s", POLLED_WITHIN, more_is_better=False
            ).tell()
            seen = Figure("mail seen", _seen_after(desk, post), "s", SEEN_WITHIN, more_is_better=False).tell()
    finally:
        post.close()
    return seen if polled.held else polled


def _until_all_looked_at(desk: MailDesk) -> float:
    began = time.monotonic()
    while True:
        looked_at = sum(1 for it in desk.look()["boxes"] if it["looked_at"])
        took = time.monotonic() - began
        if looked_at == MAILBOXES:
            return took
        if took > 5 * POLLED_WITHIN:
            raise TimeoutError(f"{looked_at} of {MAILBOXES}: " + desk.log.read_text()[-2000:])
        time.sleep(0.1)


def _seen_after(desk: MailDesk, post: PostOffice) -> float:
    agent, chance = desk.agent("referent"), random.Random(7)
    agent.come()
    spans = [_one(agent, post, n, chance.randrange(MAILBOXES)) for n in range(WARMING + MAILS)][WARMING:]
    print(f"a mail shows after {percentile(spans, 0.5):.2f} s (p50), at the most {max(spans):.2f} s", flush=True)
    return percentile(spans, 0.95)


def _one(agent: LiveAgent, post: PostOffice, n: int, box: int) -> float:
    words, to = f"Où est ma commande {n} ?", f"box{box}@{SHOP}"
    mail = a_mail(words, sender=f"u{n}@{PEOPLE}", to=to)
    began = time.monotonic()
    post.drop(mail, to=to)
    agent.hear("row", words=words, within=30)
    return time.monotonic() - began
