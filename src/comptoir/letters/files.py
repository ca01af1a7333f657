"""What a file that came with a mail is called: by its sender, without tricks; or after what it is."""

from __future__ import annotations

import re

from comptoir.letters.headers import decoded_words, seen, words_of_header
from comptoir.letters.mime import Node

LONGEST_NAME = 120
ENDINGS = {
    "text/plain": ".txt",
    "text/html": ".html",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
    "text/csv": ".csv",
    "message/rfc822": ".eml",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/msword": ".doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".asc",
    "application/pgp-keys": ".asc",
    "application/ms-tnef": ".dat",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    "image/pjpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "image/heif": ".heif",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/svg+xml": ".svg",
    "audio/mpeg": ".mp3",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "video/mp4": ".mp4",
    "video/quicktime": ".mov",
}
_KINDS = {"image": "image", "audio": "audio", "video": "video", "text": "text", "message": "message"}
_NOT_IN_NAMES = re.compile(r'[<>:"|?*/\\]+')


def name_of(node: Node, count: int) -> str:
    """The name of a part that is a file, the `count`th of its mail."""
    written = given_name(node)
    if not written and node.content_type == "message/rfc822":
        return ""
    return safe_name(written) or f"{_KINDS.get(node.main_type, 'file')}-{count}{ENDINGS.get(node.content_type, '')}"


def given_name(node: Node) -> str:
    """The name that the sender gave, decoded; "" if none."""
    written = node.disposition_parameters.get("filename") or node.parameters.get("name") or ""
    return seen(decoded_words(written)) if "=?" in written else seen(written)


def safe_name(written: str) -> str:
    """A file's name without folders, control signs and what systems forbid; cut in the middle, so that its ending stays."""
    last = re.split(r"[/\\]", words_of_header(written))[-1]
    plain = _NOT_IN_NAMES.sub("_", last).strip(" ._~") if last.strip(" .") else ""
    if len(plain) <= LONGEST_NAME:
        return plain
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 10:
        return plain[:LONGEST_NAME]
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}"
