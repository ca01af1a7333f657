"""What is kept of a mail: no card number, no virus, no markup that acts, no longer than the charter says."""

from __future__ import annotations

import base64
import datetime as dt
import io
from types import SimpleNamespace

import pytest
from PIL import Image

from comptoir.domain.channels.actions.applying import understanding
from comptoir.domain.channels.models import RawMail, ReceivedMail, SentMail
from comptoir.domain.channels.sweeps import forget_raw_mail
from comptoir.domain.channels.tests.stage import (
    InProcess,
    a_mail,
    a_talk_by_mail,
    applied,
    comes,
    entries,
    letters,
    raw_of,
)
from comptoir.domain.conversations.models import Attachment, Conversation
from comptoir.letters.letter import Unreadable
from comptoir.letters.viruses import Clean, Found, Unavailable
from tests.people import NOON

CARD = "4111 1111 1111 1111"


def kept_of(mail: ReceivedMail) -> str:
    """All that is stored of a mail, its files aside."""
    row = ReceivedMail.objects.get(pk=mail.pk)
    said = "".join(it.body + it.facts for it in entries(Conversation.objects.get(pk=mail.conversation_id)))
    raw = raw_of(mail).decode("utf-8", "replace")
    decoded = "".join(base64.b64decode(it + "==").decode("utf-8", "replace") for it in raw.split() if len(it) > 60)
    fields = (row.subject, row.quoted, row.html, row.sender_name, str(row.to), str(row.refused_files))
    return "\n".join([said, raw, decoded, *fields])


@pytest.mark.parametrize(
    "raw",
    [
        a_mail(f"Ma carte : {CARD}"),
        a_mail("Bonjour", subject=f"Carte {CARD}"),
        a_mail(f"Bonjour à vous, voilà : {CARD} été"),
        a_mail("Bonjour", html=f"<p>Carte <b>{CARD}</b></p>"),
        a_mail("Bonjour", html="<p>4111 <b>1111</b> 1111 <i>1111</i></p>"),
        a_mail("Bonjour", files=(("carte.txt", "text/plain", CARD.encode()),)),
        a_mail(f"Merci\n\nLe 1 déc. 2026, Perle <service@maison-perle.example> a écrit :\n> {CARD}"),
    ],
    ids=["text", "subject", "encoded", "html", "html in pieces", "file", "quoted"],
)
def test_no_card_number_stays_anywhere(desk: SimpleNamespace, raw: bytes) -> None:
    """D9: not in the words, nor in the kept bytes."""
    mail = comes(raw)
    assert mail.state == "applied"
    kept = kept_of(mail)
    assert CARD not in kept
    assert CARD.replace(" ", "") not in kept
    assert "4111" not in kept
    assert "From: Ana Silva" in kept


def test_a_mail_without_a_card_number_is_kept_as_it_came(desk: SimpleNamespace) -> None:
    raw = a_mail("Bonjour", files=(("note.txt", "text/plain", b"rien"),))
    assert raw_of(comes(raw)) == raw


def test_no_card_number_stays_in_the_name_of_a_file(desk: SimpleNamespace) -> None:
    """D9: glued to a word by a low line, too."""
    mail = comes(a_mail("Bonjour", files=(("carte_4111111111111111.txt", "text/plain", b"rien"),)))
    kept = Attachment.objects.get(conversation_id=mail.conversation_id)
    assert "411111" not in kept.name
    assert kept.name.startswith("carte_")


def test_pictures_and_papers_are_kept_and_what_acts_is_refused(desk: SimpleNamespace) -> None:
    """Threats 13, 14"""
    picture = io.BytesIO()
    Image.new("RGB", (9, 9), "red").save(picture, "JPEG", comment=b"secret place")
    files = (
        ("bague.jpg", "image/jpeg", picture.getvalue()),
        ("run.exe", "application/octet-stream", b"MZ\x90\x00" + b"\0" * 300),
    )
    mail = comes(a_mail("Voici", files=files))
    [kept] = Attachment.objects.filter(conversation_id=mail.conversation_id)
    assert (kept.name, kept.content_type, kept.width, kept.entry_seq) == ("bague.jpg", "image/jpeg", 9, 1)
    assert (
        b"secret place" not in understanding.__dict__["write_mail_files"].__globals__["path_of"](kept.key).read_bytes()
    )
    assert [name for name, _kind, _why in mail.refused_files] == ["run.exe"]


def test_one_bad_file_does_not_keep_the_mail_from_arriving(desk: SimpleNamespace, monkeypatch) -> None:
    """R8"""

    def crash(*_args: object, **_kwargs: object) -> None:
        raise Unreadable("crashed")

    monkeypatch.setattr(InProcess, "clean", crash)
    mail = comes(a_mail("Voici", files=(("bague.jpg", "image/jpeg", b"\xff\xd8\xff"),)))
    assert (mail.state, mail.refused_files) == ("applied", [["bague.jpg", "image/jpeg", "unreadable"]])


def test_markup_is_shown_without_what_acts_or_tells(desk: SimpleNamespace) -> None:
    """Threats 11, 12"""
    html = (
        "<p onclick='x()'>Où <b>est</b> ?</p><script>x()</script><img src='https://t.example/p.gif'><style>p{}</style>"
    )
    mail = comes(a_mail("Où est ?", html=html))
    assert "<b>est</b>" in mail.html
    for dangerous in ("onclick", "<script", "t.example", "<style"):
        assert dangerous not in mail.html


def test_a_virus_is_held_back(desk: SimpleNamespace, settings, monkeypatch) -> None:
    """Threat 25: nothing of it reaches a conversation."""
    settings.CLAMD = "127.0.0.1:1"
    monkeypatch.setattr(understanding, "scan", lambda content, at: Found("Eicar-Test-Signature"))
    mail = comes(a_mail("Facture", files=(("a.txt", "text/plain", b"x"),)))
    assert (mail.state, mail.why, mail.detail, mail.html) == ("quarantined", "virus", "Eicar-Test-Signature", "")
    assert not Attachment.objects.exists()


def test_a_mail_waits_while_the_scanner_is_away(desk: SimpleNamespace, settings, monkeypatch) -> None:
    """Threat 25: held, not dropped, and not let through."""
    settings.CLAMD = "127.0.0.1:1"
    monkeypatch.setattr(understanding, "scan", lambda content, at: Unavailable("refused"))
    mail = comes(a_mail())
    assert (mail.state, mail.why) == ("waiting", "scanner_away")
    monkeypatch.setattr(understanding, "scan", lambda content, at: Clean())
    assert applied(mail.pk, at=NOON + dt.timedelta(minutes=5)).state == "applied"


def test_bytes_go_when_the_charters_time_for_them_is_over(desk: SimpleNamespace) -> None:
    """D9, threat 30: and with them the mails that are in no conversation."""
    talk = a_talk_by_mail()
    ignored = comes(a_mail("Auto", Auto_Submitted="auto-generated"))
    [letter] = letters()
    SentMail.objects.update(state="sent")
    forget_raw_mail(NOON + dt.timedelta(days=89))
    assert RawMail.objects.count() == 2
    forget_raw_mail(NOON + dt.timedelta(days=91))
    assert not RawMail.objects.exists()
    assert not ReceivedMail.objects.filter(pk=ignored.pk).exists()
    assert ReceivedMail.objects.filter(conversation_id=talk.pk).exists()
    letter.refresh_from_db()
    assert bytes(letter.content) == b""


def test_what_goes_with_a_conversation_goes_with_it(desk: SimpleNamespace) -> None:
    """D9: mails, letters, addresses for replies."""
    talk = a_talk_by_mail()
    Conversation.objects.filter(pk=talk.pk).delete()
    assert not ReceivedMail.objects.exists()
    assert not SentMail.objects.exists()
