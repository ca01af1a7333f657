"""The kept bytes of a mail hold no card number: where one stands in a mail, its text is kept in place of its bytes. D9."""

from __future__ import annotations

import zlib

from comptoir.domain.channels.models import RawMail
from comptoir.language.cards import find_cards, masked
from comptoir.letters.hypertext import text_of_html, words_of
from comptoir.letters.letter import Letter

HEAD_LARGEST = 64 * 1024


def hide_cards(mail_id: int, letter: Letter) -> None:
    """Keep of a mail that names a card only its head and its text, every number hidden; the files stand in the conversation."""
    if not _names_card(letter):
        return
    kept = RawMail.objects.filter(pk=mail_id).values_list("content", flat=True).first()
    if kept is None:
        return
    content = without_cards(zlib.decompress(bytes(kept)), letter)
    RawMail.objects.filter(pk=mail_id).update(content=zlib.compress(content, 1))


def without_cards(raw: bytes, letter: Letter) -> bytes:
    """The mail's head and its text as one plain mail, every card number hidden."""
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0][:HEAD_LARGEST].decode("latin-1")
    lines = [line for line in _unfolded(head) if not line.lower().startswith(("content-", "mime-version:"))]
    written = "\n".join(
        [
            *map(masked, lines),
            f"Subject: {masked(letter.subject)}" if letter.subject else "Subject:",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit",
            "X-Comptoir-Shortened: card-number",
            "",
            masked(words_of(letter)),
        ]
    )
    return written.replace("\n", "\r\n").encode("utf-8", "replace")


def _unfolded(head: str) -> list[str]:
    """The lines of a head, each whole; the subject is written anew."""
    lines: list[str] = []
    for line in head.split("\n"):
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += " " + line.strip()
        else:
            lines.append(line)
    return [line for line in lines if not line.lower().startswith("subject:")]


def _names_card(letter: Letter) -> bool:
    people = " ".join(it.name for it in (*letter.to, *letter.cc) if it.name)
    texts = [letter.subject, letter.text, people, letter.sender.name if letter.sender else ""]
    texts += [text_of_html(letter.html), letter.html] if letter.html else []
    texts += [it.content.decode("utf-8", "replace") for it in letter.parts if it.content_type.startswith("text/")]
    texts += [it.name for it in letter.parts]
    return any(find_cards(text, 1) for text in texts)
