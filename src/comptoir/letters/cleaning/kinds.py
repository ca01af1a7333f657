"""What a file is: told by how it begins; its name only chooses among those that begin alike."""

from __future__ import annotations

from dataclasses import dataclass

from comptoir.letters.cleaning.archives import kind_of_zip
from comptoir.letters.cleaning.cleaned import Rejected
from comptoir.letters.cleaning.texts import text_in

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif")
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
_LINK = b"L\x00\x00\x00\x01\x14\x02\x00"
_ENDINGS = (
    "ade adp apk app appx bat chm cmd com cpl dll dmg exe gadget hta img inf ins iso isp jar js jse lnk mde msc msi msix"
    " msp mst pif ps1 ps1xml ps2 psc1 py rb reg rgs scf scr sct sh sys url vb vbe vbs vhd vhdx wsc wsf wsh xll"
)
PROGRAM_ENDINGS = frozenset(_ENDINGS.split())
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD_OFFICE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "msg": "application/vnd.ms-outlook",
}
_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros"))
_RECORDINGS = (
    (0, b"ID3", "audio/mpeg", "mp3"),
    (0, b"\xff\xfb", "audio/mpeg", "mp3"),
    (0, b"OggS", "audio/ogg", "ogg"),
    (0, b"fLaC", "audio/flac", "flac"),
    (0, b"#!AMR", "audio/amr", "amr"),
    (0, b"\x1aE\xdf\xa3", "video/webm", "webm"),
    (4, b"ftypM4A", "audio/mp4", "m4a"),
    (4, b"ftyp3g", "video/3gpp", "3gp"),
    (4, b"ftypqt", "video/quicktime", "mov"),
    *((4, b"ftyp" + brand, "video/mp4", "mp4") for brand in (b"iso", b"mp4", b"avc1", b"M4V", b"MSNV", b"mmp4")),
    (8, b"WAVE", "audio/wav", "wav"),
)
_WRITTEN = (
    ("BEGIN:VCARD", "contact_card", "text/vcard", "vcf"),
    ("BEGIN:VCALENDAR", "calendar", "text/calendar", "ics"),
)
_LETTER_STARTS = ("received:", "return-path:", "from:", "delivered-to:", "date:", "mime-version:", "x-", "message-id:")


@dataclass(frozen=True, slots=True)
class Kind:
    """`name` is "picture", "pdf", "text", "office", "archive", "recording", "contact_card", "calendar" or "mail"."""

    name: str
    content_type: str
    ending: str

    @property
    def is_for_both(self) -> bool:
        """Whether it may go from one party to the other."""
        return self.name in ("picture", "pdf")


def kind_of(content: bytes, name: str) -> Kind:
    """What the file is. Raises `Rejected` for what is never taken and for what is not known."""
    head, ending = content[:64], name.rpartition(".")[2].strip().lower()
    if head.startswith(_PICTURES) or (head[:4], head[8:12]) == (b"RIFF", b"WEBP") or _is_heif(head):
        return Kind("picture", "", "")
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Kind("pdf", "application/pdf", "pdf")
    for at, sign, content_type, its_ending in _RECORDINGS:
        if head.startswith(sign, at):
            return Kind("recording", content_type, its_ending)
    if head.startswith((*_PROGRAMS, _LINK)) or ending in PROGRAM_ENDINGS:
        raise Rejected("program")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind(*kind_of_zip(content, PROGRAM_ENDINGS))
    if head.startswith(_OLE):
        return _old_office(content, ending)
    return _written(content, ending)


def _is_heif(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF


def _old_office(content: bytes, ending: str) -> Kind:
    if any(sign in content for sign in _MACROS):
        raise Rejected("macros")
    if ending not in _OLD_OFFICE:
        raise Rejected("kind")
    return Kind("office", _OLD_OFFICE[ending], ending)


def _written(content: bytes, ending: str) -> Kind:
    text = text_in(content)
    if text is None:
        raise Rejected("signature" if ending in ("p7s", "p7m", "p7c") else "kind")
    start = text[:4000].lstrip("\ufeff \t\r\n")
    if start.startswith("-----BEGIN PGP"):
        raise Rejected("key")
    if (
        start.startswith(("<", "{\\rtf"))
        or ending in ("htm", "html", "xhtml", "svg", "shtml")
        or "<script" in start.lower()
    ):
        raise Rejected("kind" if start.startswith("{") else "hypertext")
    for sign, kind, content_type, its_ending in _WRITTEN:
        if start[:20].upper().startswith(sign):
            return Kind(kind, content_type, its_ending)
    if ending == "eml" and start.lower().startswith(_LETTER_STARTS):
        return Kind("mail", "message/rfc822", "eml")
    return Kind("text", "text/csv", "csv") if ending == "csv" else Kind("text", "text/plain", "txt")
