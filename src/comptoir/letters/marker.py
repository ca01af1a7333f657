"""The line above which people answer: it is in what we send, and every mail program quotes it."""

from __future__ import annotations

LINES = {
    "en": "Please answer above this line",
    "fr": "Veuillez répondre au-dessus de cette ligne",
    "pt": "Responda acima desta linha, por favor",
    "ro": "Vă rugăm să răspundeți deasupra acestei linii",
}
OPENING, CLOSING = "##-", "-##"
LONGEST = 200


def marker_line(language: str, tag: str = "") -> str:
    """The line in a language ("pt-PT" is "pt"; English where we have no other), with a tag of a conversation's if given."""
    words = LINES.get(language[:2].lower(), LINES["en"])
    return f"{OPENING} {words}{f' #{tag}' if tag else ''} {CLOSING}"


def is_marker(line: str) -> bool:
    """Whether a line is, or quotes, ours: in any language, whatever stands before and after it."""
    start = line.find(OPENING, 0, LONGEST)
    return start >= 0 and line.find(CLOSING, start + len(OPENING), start + LONGEST) > 0
