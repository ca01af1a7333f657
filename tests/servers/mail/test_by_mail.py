"""A customer writes by mail and is answered: Dovecot, Postfix, and a mail program's view of it."""

from __future__ import annotations

import time
from email.message import EmailMessage
from typing import Any

import pytest

from tests.live import LiveAgent
from tests.mail_desk import SUPPORT, MailDesk, by_imap
from tests.post_office import GONE, PEOPLE, REPLIES, PostOffice, a_mail, awaited

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket, pytest.mark.timeout(180)]

ANA = f"ana@{PEOPLE}"
SOON = 5.0
"""Seconds for what takes less than two on a machine of one's own (`bench/mailroom.py`)."""


def comes_in(agent: LiveAgent, words: str) -> int:
    """The conversation that appears in the inbox with these words."""
    return int(agent.hear("row", words=words)["c"])


def answered(agent: LiveAgent, c: int, body: str, **more: Any) -> int:
    """Take the conversation and answer; returns where the answer stands, once it was sent."""
    assert agent.does(c, "take")[0] in (200, 204)
    agent.watch(c)
    seq = int(agent.post(c, body, **more)["seq"])
    agent.hear("mail", c=c, seq=seq, state="sent")
    return seq


def of_thread(mail: EmailMessage) -> tuple[str, list[str]]:
    """What a mail program threads by."""
    return str(mail["In-Reply-To"]), str(mail["References"]).split()


def reply_to(mail: EmailMessage, body: str, sender: str) -> EmailMessage:
    """An answer, as a mail program makes one: to Reply-To, with the thread, the question quoted below."""
    quoted = "\n".join(f"> {line}" for line in mail.get_body(("plain",)).get_content().splitlines())  # type: ignore[union-attr]
    text = f"{body}\n\nLe lun. 23 nov. 2026 à 10:00, {mail['From']} a écrit :\n{quoted}\n"
    references = f"{mail['References'] or ''} {mail['Message-ID']}".strip()
    headers = {"In_Reply_To": str(mail["Message-ID"]), "References": references}
    return a_mail(text, sender=sender, to=str(mail["Reply-To"]), subject=f"Re: {mail['Subject']}", **headers)


def test_a_mail_becomes_a_conversation_and_goes_on_by_mail(desk: MailDesk, post: PostOffice, agent: LiveAgent) -> None:
    """D1, D5, F: seen at once (IDLE), answered through Postfix, threaded for the customer, and the answer to it joins."""
    first = a_mail("Bonjour, où est ma bague ?", sender=f"Ana <{ANA}>", to=SUPPORT, subject="Ma bague")
    began = time.monotonic()
    post.drop(first, to=SUPPORT, sender=ANA)
    c = comes_in(agent, "Bonjour, où est ma bague ?")
    assert time.monotonic() - began < SOON

    answered(agent, c, "Bonjour Ana, votre bague part demain.")
    answer = post.awaited(ANA, lambda it: "part demain" in it.as_string())
    assert str(answer["From"]).startswith("Rose · Maison Perle")
    about, thread = of_thread(answer)
    assert str(first["Message-ID"]) in thread
    assert about == thread[-1]

    to = str(answer["Reply-To"].addresses[0].addr_spec)
    assert to.endswith(f"@{REPLIES}")
    post.send(reply_to(answer, "Merci beaucoup !", ANA), sender=ANA, to=to)
    entry = agent.hear("entry", c=c, within=SOON + 5)["entry"]
    while entry.get("from") != "visitor":
        entry = agent.hear("entry", c=c)["entry"]
    assert entry["body"] == "Merci beaucoup !"
    assert [talk["id"] for talk in desk.look()["talks"]].count(c) == 1


def test_a_letter_to_an_address_that_is_not_there_comes_back_to_its_answer(
    desk: MailDesk, post: PostOffice, agent: LiveAgent
) -> None:
    """E8, F: a real bounce, by a real mail server."""
    gone = f"personne@{GONE}"
    post.drop(a_mail("Ma montre retarde.", sender=gone, to=SUPPORT), to=SUPPORT, sender=gone)
    c = comes_in(agent, "Ma montre retarde.")
    awaited(lambda: [it for it in desk.look()["sent"] if it["recipient"] == gone and it["state"] == "bounced"])
    sent = [it for it in desk.look()["sent"] if it["recipient"] == gone]
    assert [it["conversation_id"] for it in sent] == [c]
    # Nothing more goes there: the answer is kept, and shown as held back.
    assert agent.does(c, "take")[0] in (200, 204)
    agent.watch(c)
    seq = agent.post(c, "Nous regardons cela.")["seq"]
    assert agent.hear("mail", c=c, seq=seq)["state"] == "suppressed"


def test_two_houses_that_acknowledge_each_other_stop_at_one(desk: MailDesk, post: PostOffice) -> None:
    """A6, R9: another Comptoir writes to ours, each thanks for the other's mail."""
    other_box = f"outra@{PEOPLE}"
    with MailDesk(
        post,
        boxes=(by_imap(post, other_box, name="Outra Casa"),),
        COMPTOIR_MAIL_DOMAIN="",
        COMPTOIR_LMTP="",
    ) as other:
        other.start()
        awaited(lambda: other.look()["boxes"][0]["uidvalidity"], 20)
        before = len(desk.look()["sent"])
        post.send(a_mail("Bonjour", sender=other_box, to=SUPPORT), sender=other_box, to=SUPPORT)
        awaited(lambda: len(other.look()["received"]) >= 1)
        time.sleep(3)
        ours, theirs = desk.look()["sent"][before:], other.look()["sent"]
    assert len(ours) + len(theirs) <= 2, (ours, theirs)
    assert len(ours) <= 1


def test_nothing_of_addresses_and_secrets_stands_in_the_log(desk: MailDesk) -> None:
    """Threat 26"""
    log = desk.log.read_text()
    assert PEOPLE not in log
    assert REPLIES not in log.replace(f"by {REPLIES}", "")
    assert SUPPORT not in log
