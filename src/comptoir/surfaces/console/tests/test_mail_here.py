"""Mail at the messages of a conversation and in its composer. D1, A11."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from uuid import uuid4

import pytest

from comptoir.domain.channels.models import MailThread, SentMail, Suppressed
from comptoir.domain.channels.tests.conftest import own_domain, senders  # noqa: F401  fixtures
from comptoir.domain.channels.tests.stage import ANA, a_mail, a_shop_with_mail, a_talk_by_mail, comes, letters, told
from comptoir.domain.conversations.actions import assign, index_names
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from tests.people import NOON, a_member

HTML = "<p>Où est <b>ma bague</b> ?</p><script>alert(1)</script><img src='https://pixel.example/x.png' alt='reçu'>"


@pytest.fixture
def desk(db, senders):  # noqa: F811
    shop, box = a_shop_with_mail(signature={"fr": "Maison Perle, Lyon"})
    other, _box = a_shop_with_mail("autre-maison")
    return SimpleNamespace(
        shop=shop,
        box=box,
        adele=a_member(shop, "advisor"),
        amin=a_member(shop, "ambassador"),
        rose=a_member(shop, "referent", audience="advisor"),
        stranger=a_member(other, "manager", name="Étienne"),
        senders=senders,
    )


@pytest.fixture
def talk(desk):
    talk = a_talk_by_mail("Où est ma bague ?\n\nAna", html=HTML, Cc="Paul <paul@client.example>")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    return talk


def here(client, talk, seqs="1,2,3,4,5"):
    answer = client.get(f"/console/c/{talk.pk}/mail?seqs={seqs}", **AS_SCRIPT)
    assert answer.status_code == 200, answer.content
    return {int(seq): it for seq, it in answer.json()["entries"].items()}


def words_of(answer):
    assert answer.status_code == 200, answer.content.decode()[:300]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split()).replace("\xa0", " ")


def answers(client, talk, body="Elle part demain.", **mail):
    post = {"client_id": str(uuid4()), "body": body, "mail": {"to": "customer", "cc": [], "history": False} | mail}
    return client.post(f"/console/c/{talk.pk}/messages", post, content_type="application/json", **AS_SCRIPT)


def test_a_message_says_by_whom_it_came_and_who_else_read_it(desk, at_desk, talk):
    """D1"""
    came = here(at_desk(desk.adele), talk)[1]["in"]
    assert came["from"] == {"name": "Ana Silva", "address": ANA}
    assert (came["check"], came["check_mark"]) == ("proven", "sender proven")
    assert came["cc"] == ["Paul <paul@client.example>"]
    assert (came["has_html"], came["has_quoted"], came["may_raw"]) == (True, False, False)


def test_a_sender_who_wants_to_look_like_another_is_warned_of_though_proven(desk, at_desk):
    """A7: the name is the shop's own address, the domain a stranger's."""
    talk = a_talk_by_mail("Changez mon adresse", sender='"service@maison-perle.example" <eve@client.example>')
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    came = here(at_desk(desk.adele), talk, "1")[1]["in"]
    assert (came["check"], came["check_mark"]) == ("unproven", "look twice at the sender")
    assert came["check_says"].startswith("The name shown is another address than the one it came from.")


def test_the_composer_knows_whom_the_answer_goes_to(desk, at_desk, talk):
    page = words_of(at_desk(desk.adele).get(f"/console/c/{talk.pk}", **AS_SCRIPT))
    assert f"To Ana Silva {ANA}" in page
    assert "From Maison Perle" in page
    assert "Maison Perle, Lyon" in page


def test_an_answer_goes_to_the_customer_and_to_who_is_copied_and_says_how_it_fares(desk, at_desk, talk):
    """D1, E3"""
    client = at_desk(desk.adele)
    assert answers(client, talk, cc=["paul@client.example"]).status_code == 201
    told()
    sent = letters(template="answer")
    assert [(it.recipient, it.party) for it in sent] == [(ANA, "customer"), ("paul@client.example", "cc")]
    seq = sent[0].entry_seq
    out = here(client, talk, str(seq))[seq]["out"]
    assert [(it["to"], it["words"]) for it in out] == [(ANA, "On its way"), ("paul@client.example", "On its way")]

    SentMail.objects.filter(pk=sent[0].pk).update(state="bounced", why="5.1.1", detail="550 5.1.1 unknown")
    back = here(client, talk, str(seq))[seq]["out"][0]
    assert (back["words"], back["why"]) == ("Came back undelivered", "The address does not exist.")


def test_an_address_that_gets_nothing_is_said_and_can_be_allowed_again(desk, at_desk, talk):
    Suppressed.objects.create(shop_id=desk.shop.id, address=ANA, why="blocked", by=desk.rose, at=NOON)
    client = at_desk(desk.adele)
    page = unescape(client.get(f"/console/c/{talk.pk}", **AS_SCRIPT).content.decode())
    assert "The team has stopped letters to this address. (Rose)" in page
    assert client.post(f"/console/c/{talk.pk}/allow", {"address": ANA}, **AS_SCRIPT).status_code == 204
    assert not Suppressed.objects.exists()


def test_a_volunteer_sees_no_address_anywhere(desk, at_desk, talk):
    """A11: neither in the composer, nor at a message, nor in its quoted part, nor as it was written, nor in the entry's facts."""
    assert answers(at_desk(desk.adele), talk, cc=["paul@client.example"]).status_code == 201
    assign(conversation_id=talk.pk, membership_id=desk.amin.pk, now=NOON)
    client = at_desk(desk.amin)
    page = client.get(f"/console/c/{talk.pk}", **AS_SCRIPT).content.decode()
    told_at = client.get(f"/console/c/{talk.pk}/mail?seqs=1", **AS_SCRIPT).content.decode()
    stream = client.get(f"/console/c/{talk.pk}/entries?after=-1", **AS_SCRIPT).content.decode()
    for text in (page, told_at, stream):
        assert ANA not in text
        assert "paul@client.example" not in text
        assert "client.example" not in text
    for part in ("quoted", "written", "original"):
        assert client.get(f"/console/c/{talk.pk}/mail/1/{part}", **AS_SCRIPT).status_code in (403, 404)
    assert client.post(f"/console/c/{talk.pk}/allow", {"address": ANA}, **AS_SCRIPT).status_code == 403
    for path in ("/console/mail", "/console/mail/blocked", "/console/mailboxes", "/console/write"):
        assert client.get(path).status_code == 403


def test_a_mail_as_it_was_written_can_do_nothing(desk, at_desk, talk):
    """A1, threat 12: a page of its own, that runs nothing and asks nobody for anything."""
    answer = at_desk(desk.adele).get(f"/console/c/{talk.pk}/mail/1/written", **AS_SCRIPT)
    policy, page = answer["Content-Security-Policy"], answer.content.decode()
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups")
    assert "allow-scripts" not in policy
    assert "allow-same-origin" not in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "<b>ma bague</b>" in page
    assert "<script" not in page
    assert "pixel.example" not in page


def test_pictures_that_came_with_a_mail_are_within_its_page_when_asked_for(desk, at_desk):
    """Threat 12: nobody is told that it was read."""
    from comptoir.surfaces.console.tests.test_files import picture

    raw = a_mail("Voyez", html='<p>Voyez <img src="cid:bague" alt="la bague"></p>')
    boundary = raw.split(b'boundary="')[1].split(b'"')[0]
    import base64

    content = base64.encodebytes(picture())
    part = (
        b"--"
        + boundary
        + b'\nContent-Type: image/png; name="b.png"\nContent-ID: <bague>\nContent-Disposition: inline\n'
        b"Content-Transfer-Encoding: base64\n\n" + content + b"\n--" + boundary + b"--"
    )
    mail = comes(raw.replace(b"multipart/alternative", b"multipart/related").replace(b"--" + boundary + b"--", part))
    assign(conversation_id=mail.conversation_id, membership_id=desk.adele.pk, now=NOON)
    client = at_desk(desk.adele)
    where = f"/console/c/{mail.conversation_id}/mail/{mail.entry_seq}/written"
    plain = client.get(where, **AS_SCRIPT)
    assert "img-src" not in plain["Content-Security-Policy"]
    shown = client.get(f"{where}?pictures=1", **AS_SCRIPT)
    assert "img-src data:;" in shown["Content-Security-Policy"]
    assert "data:image/png;base64," in shown.content.decode()


def test_the_mail_as_it_came_is_for_those_who_watch(desk, at_desk, talk):
    """A11"""
    path = f"/console/c/{talk.pk}/mail/1/original"
    assert at_desk(desk.adele).get(path, **AS_SCRIPT).status_code == 403
    answer = at_desk(desk.rose).get(path, **AS_SCRIPT)
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"Subject: Ma commande" in answer.content


@pytest.mark.parametrize(
    "part", ["mail?seqs=1", "mail/1/quoted", "mail/1/written", "mail/1/original", "forward", "spam", "block"]
)
def test_nobody_of_another_shop_comes_near(desk, at_desk, talk, part):
    """A4"""
    assert at_desk(desk.stranger).get(f"/console/c/{talk.pk}/{part}", **AS_SCRIPT).status_code == 404


def test_another_conversations_mail_is_not_reached_by_its_number(desk, at_desk, talk):
    """A4: a mail is asked for by the entry of a conversation that one sees."""
    other = a_talk_by_mail("Bonjour", sender="Paul <paul@elsewhere.example>")
    assign(conversation_id=other.pk, membership_id=desk.adele.pk, now=NOON)
    answer = at_desk(desk.adele).get(f"/console/c/{other.pk}/mail/1/written", **AS_SCRIPT)
    assert "ma bague" not in answer.content.decode()
    assert at_desk(desk.adele).get(f"/console/c/{other.pk}/mail/99/written", **AS_SCRIPT).status_code == 404


def test_the_list_and_the_head_name_the_subject(desk, at_desk, talk):
    client = at_desk(desk.adele)
    assert "Ma commande" in words_of(client.get("/console/list?view=mine", **AS_SCRIPT))
    assert "Ma commande" in words_of(client.get(f"/console/c/{talk.pk}/head", **AS_SCRIPT))


def test_search_finds_a_subject(desk, at_desk):
    talk = a_talk_by_mail("Bonjour", subject="Sertissage émeraude")
    assign(conversation_id=talk.pk, membership_id=desk.adele.pk, now=NOON)
    assert "Sertissage émeraude" in words_of(at_desk(desk.adele).get("/console/search?q=emeraude"))


@pytest.mark.parametrize(("who", "finds"), [("adele", True), ("amin", False)])
def test_an_address_is_found_by_whom_the_charter_shows_it(desk, at_desk, talk, who, finds):
    """A11"""
    assign(conversation_id=talk.pk, membership_id=getattr(desk, who).pk, now=NOON)
    index_names([talk.pk])
    page = words_of(at_desk(getattr(desk, who)).get(f"/console/search?q={ANA}"))
    assert ("Ma commande" in page) is finds


def test_the_card_says_that_letters_came_back(desk, at_desk, talk):
    """D1"""
    Suppressed.objects.create(shop_id=desk.shop.id, address=ANA, why="bounced", at=NOON)
    page = at_desk(desk.adele).get(f"/console/c/{talk.pk}", **AS_SCRIPT)
    assert words_of(page).count("it does not exist, or takes no mail.") >= 1


def test_what_a_conversation_shows_of_mail_is_asked_for_at_once(desk, at_desk, talk, django_assert_max_num_queries):
    """Many messages cost what one costs."""
    client = at_desk(desk.adele)
    for n in range(6):
        comes(a_mail(f"Encore {n}", In_Reply_To="<x@y>", References=_of(talk)))
    here(client, talk)
    with django_assert_max_num_queries(12):
        here(client, talk, ",".join(str(n) for n in range(1, 20)))


def _of(talk):
    from comptoir.domain.channels.models import ThreadMessage

    return ThreadMessage.objects.filter(conversation_id=talk.pk).order_by("pk").values_list("message_id", flat=True)[0]


def test_cc_that_an_agent_takes_away_is_gone_for_the_next_answer(desk, at_desk, talk):
    assert MailThread.objects.get(conversation=talk).cc == ["paul@client.example"]
    assert answers(at_desk(desk.adele), talk).status_code == 201
    told()
    assert MailThread.objects.get(conversation=talk).cc == []


def test_a_letter_may_be_longer_than_what_is_said_in_a_chat(desk, at_desk, talk):
    """D1: 20,000 characters by mail, 4,000 elsewhere."""
    client = at_desk(desk.adele)
    long = "Bonjour Ana, votre bague est prête. " * 500
    assert answers(client, talk, body=long).status_code == 201
    assert answers(client, talk, body=long * 2).json()["code"] == "message_too_long"
    text = {"body": long, "language": "", "is_final": False, "writer": "w"}
    checked = client.post(f"/console/c/{talk.pk}/check", text, content_type="application/json", **AS_SCRIPT)
    assert checked.status_code == 200
