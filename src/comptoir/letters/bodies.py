"""Which parts of a mail are its words, and which are files."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass, field

from comptoir.letters.charsets import decoded
from comptoir.letters.files import ENDINGS, given_name, name_of, safe_name
from comptoir.letters.flowed import unflowed
from comptoir.letters.headers import base64_of
from comptoir.letters.hypertext import text_of_html
from comptoir.letters.letter import Part, Refused
from comptoir.letters.mime import Node, Tree, cut
from comptoir.letters.sealed import unsealed
from comptoir.letters.tnef import Unpacked, is_tnef, unpack
from comptoir.letters.transfer import unpacked, uuencoded_files

LONGEST_TEXT = 256 * 1024
"""Letters of a body that are kept."""
LONGEST_HTML = 1024 * 1024
"""Letters of a body in HTML: programs write ten times as much around the words."""
MOST_FILES = 100

_REPORTS = (
    *("message/delivery-status", "message/global-delivery-status", "text/rfc822-headers", "message/global-headers"),
    *("message/disposition-notification", "message/feedback-report", "application/applefile"),
)
_WORDS = ("text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html")
_ELSEWHERE = ("message/external-body", "message/partial")
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_:.-]{1,40})", re.I)
_EMBEDDED = re.compile(rb"src\s{0,9}=\s{0,9}([\"'])data:(image/[a-z0-9.+-]{1,20});base64,([A-Za-z0-9+/=\s%]*)\1", re.I)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TAGS = re.compile(r"<[^<>]{0,200}>")


@dataclass(frozen=True, slots=True)
class Words:
    """A body in the two forms that it may have; either may be empty."""

    text: str = ""
    html: str = ""


@dataclass(slots=True)
class Gathered:
    """What is gathered on the walk through a mail's parts."""

    tree: Tree
    parts: list[Part] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    is_within: bool = False
    """It is gathered out of a letter within a signature: such a one is opened once."""
    otherwise: Words = Words()
    """Words out of a winmail.dat, for mails that have no others."""

    def note(self, problem: str) -> None:
        self.tree.problems[problem] = None

    def take(self, part: Part) -> None:
        if len(self.parts) >= MOST_FILES:
            self.refuse(part.name, part.content_type, "too_many")
        else:
            self.parts.append(part)

    def refuse(self, name: str, content_type: str, why: str) -> None:
        self.refused.append(Refused(name, content_type, why))


def gather(tree: Tree) -> tuple[Words, Gathered]:
    """The mail's words and its files."""
    gathered = Gathered(tree)
    words = _words(gathered, tree.root, is_body=True)
    return (words if words.text or words.html else gathered.otherwise), gathered


def _words(gathered: Gathered, node: Node, *, is_body: bool) -> Words:
    """The words of a part; its files are put with the others. `is_body`: it stands where words are expected."""
    if node.main_type == "multipart":
        return _of_many(gathered, node)
    if node.content_type in _REPORTS:
        return Words()
    if node.content_type in _WORDS and _is_read(node, is_body):
        return _read(gathered, node)
    return _file(gathered, node)


def _of_many(gathered: Gathered, node: Node) -> Words:
    kind = node.content_type.partition("/")[2]
    if kind == "alternative":
        each = [_words(gathered, child, is_body=True) for child in node.children]
        return Words(
            next((words.text for words in each if words.text), ""),
            next((words.html for words in reversed(each) if words.html), ""),
        )
    if kind == "related":
        root = _root_of(node)
        return _joined([_words(gathered, child, is_body=child is root) for child in node.children])
    if kind == "encrypted":
        gathered.note("encrypted")
    return _joined(
        [_words(gathered, child, is_body=at == 0 and not child.disposition) for at, child in enumerate(node.children)]
    )


def _root_of(node: Node) -> Node | None:
    start = node.parameters.get("start", "").strip("<> ")
    named = (child for child in node.children if start and _content_id(child) == start)
    return next(named, node.children[0] if node.children else None)


def _joined(each: list[Words]) -> Words:
    """Bodies that follow one another. Where one has both forms and another one only, the missing form is made."""
    told = [words for words in each if words.text or words.html]
    if len(told) <= 1:
        return told[0] if told else Words()
    text = html = ""
    if any(words.text for words in told):
        text = "\n\n".join((words.text or text_of_html(words.html)).strip("\n") for words in told)
    if any(words.html for words in told):
        html = "\n".join(words.html or f"<pre>{entities.escape(words.text)}</pre>" for words in told)
    return Words(text[:LONGEST_TEXT], html[:LONGEST_HTML])


def _is_read(node: Node, is_body: bool) -> bool:
    if node.disposition == "attachment":
        return is_body and not given_name(node)
    return is_body or not given_name(node)


def _read(gathered: Gathered, node: Node) -> Words:
    """The words of a text part; files that stand uuencoded in it are taken out."""
    content = _content(gathered, node)
    is_html = node.content_type != "text/plain"
    if is_html:
        content = _without_embedded(gathered, content)
    elif b"\nbegin " in b"\n" + content[:LONGEST_HTML]:
        content = _without_files(gathered, content)
    text = _letters(gathered, node, content, LONGEST_HTML if is_html else LONGEST_TEXT)
    if node.content_type in ("text/x-amp-html", "text/watch-html"):
        return Words()
    if node.content_type in ("text/enriched", "text/richtext"):
        return Words(text=entities.unescape(_TAGS.sub("", text)))
    if is_html:
        return Words(html=text)
    if node.parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, deletes_space=node.parameters.get("delsp", "").lower() == "yes")
    return Words(text=text if text.strip() else "")


def _letters(gathered: Gathered, node: Node, content: bytes, longest: int) -> str:
    """The content as text: charset, ends of lines, length."""
    declared = node.parameters.get("charset", "")
    if not declared and (meta := _META_CHARSET.search(content[:2048])):
        declared = meta[1].decode("ascii")
    if len(content) > 4 * longest:
        content = content[: content.rfind(b"\n", 0, 4 * longest) + 1 or 4 * longest]
        gathered.note("text_cut")
    text, guessed = decoded(content, declared)
    if guessed:
        gathered.note(f"charset_guessed:{guessed}")
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))
    if len(text) > longest:
        gathered.note("text_cut")
    return text[:longest]


def _content(gathered: Gathered, node: Node) -> bytes:
    content, is_known = unpacked(gathered.tree.body(node), node.encoding)
    if not is_known:
        gathered.note("encoding_unknown")
    return content


def _without_files(gathered: Gathered, content: bytes) -> bytes:
    kept, at = [], 0
    for name, unpacked_file, start, end in uuencoded_files(content):
        named = safe_name(name) or f"file-{len(gathered.parts) + 1}"
        gathered.take(Part(named, "application/octet-stream", unpacked_file))
        kept.append(content[at:start])
        at = end
    return b"".join((*kept, content[at:]))


def _without_embedded(gathered: Gathered, content: bytes) -> bytes:
    """Pictures that are written into the HTML itself become files, and the HTML names them as it names others."""

    def taken(found: re.Match[bytes]) -> bytes:
        picture, count = base64_of(found[3]), len(gathered.parts) + 1
        if not picture or count > MOST_FILES:
            return found[0]
        content_type, content_id = found[2].decode("ascii").lower(), f"embedded-{count}@letter"
        gathered.take(Part(f"image-{count}{ENDINGS.get(content_type, '')}", content_type, picture, content_id))
        return b"src=" + found[1] + b"cid:" + content_id.encode() + found[1]

    return _EMBEDDED.sub(taken, content) if b"data:image/" in content else content


def _file(gathered: Gathered, node: Node) -> Words:
    """A part that is a file is taken, unpacked or refused; a winmail.dat may bring words."""
    name = name_of(node, len(gathered.parts) + len(gathered.refused) + 1)
    if node.content_type in _ELSEWHERE:
        gathered.refuse(name, node.content_type, "elsewhere")
        return Words()
    content = _content(gathered, node)
    if node.content_type in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        letter = None if gathered.is_within else unsealed(content)
        if letter is not None:
            return _within(gathered, letter)
        gathered.note("encrypted")
    if node.content_type == "message/rfc822":
        gathered.take(Part(name or _named_by_subject(content), node.content_type, content))
        return Words()
    if is_tnef(name, node.content_type, content):
        _open_tnef(gathered, name, node.content_type, unpack(content))
    elif content or given_name(node):
        gathered.take(Part(name, node.content_type, content, _content_id(node), node.disposition == "inline"))
    return Words()


def _within(gathered: Gathered, letter: bytes) -> Words:
    """The words of a letter that lies within its signature; its files are put with the others."""
    tree = cut(letter)
    inner = Gathered(tree, gathered.parts, gathered.refused, is_within=True)
    words = _words(inner, tree.root, is_body=True)
    gathered.tree.problems.update(tree.problems)
    return words


def _open_tnef(gathered: Gathered, name: str, content_type: str, found: Unpacked | None) -> None:
    if found is None:
        gathered.refuse(name, content_type, "tnef_unreadable")
        return
    for part in found.parts:
        gathered.take(part)
    gathered.otherwise = Words(found.text[:LONGEST_TEXT], found.html[:LONGEST_HTML])


def _named_by_subject(content: bytes) -> str:
    subject = cut(content[: 64 * 1024]).root.headers.words("subject")
    return safe_name(f"{subject or 'message'}.eml") or "message.eml"


def _content_id(node: Node) -> str:
    return node.headers.plain("content-id").strip("<> \t")[:200]
