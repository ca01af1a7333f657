"""Where a message ends and what is put under it begins: signatures, the lines of devices, the notes of virus scanners.

Each rule looks at the end only. What might be a sentence stays: better a signature too many than a lost line.
"""

from __future__ import annotations

from comptoir.letters.quotes.devices import (
    is_card,
    is_closing,
    is_device,
    is_footer,
    is_full_card,
    is_name,
    is_sentence,
)
from comptoir.letters.quotes.headers import is_rule
from comptoir.letters.quotes.lines import Line, spaced

_ROUNDS = 40
_DASHES = frozenset({"--", "\u2014", "\u2013", "__"})
_NEAR_THE_END = 40
_BELOW_DASHES = 14
_BELOW_RULE = 8
_BELOW_CLOSING = 18
_BELOW_FOOTER = 4
_BELOW_DEVICE = 2
_SENTENCES = 2
"""A signature may have so many: a motto, a wish, a note about secrecy."""
_SAYS = 4
"""Words that a message must have above a card, or the card is the message: the address that was asked for."""
_LEFT_OVER = frozenset("-_=~*#+\u1427\u2014\u2013\u2500 \t")


def body_end(lines: list[Line], sender: str = "") -> int:
    """How many of these lines are the message; what comes after them is signature. At least one line of text stays."""
    first = next((at for at, line in enumerate(lines) if line.is_text), len(lines))
    full = end = _without_blanks(lines, len(lines))
    for _ in range(_ROUNDS):
        here = end
        for rule in (_before_dashes, _before_device, _before_footer, _before_left_over, _before_marked, _before_card):
            end = _without_blanks(lines, rule(lines, end, sender))
        if end <= first:
            return full or len(lines)
        if end == here:
            return end
    return full


def is_under_message(lines: list[Line], sender: str = "") -> bool:
    """Do these lines, all of them, belong under a message: a signature, a device, a scanner's note?"""
    end = _without_blanks(lines, len(lines))
    for rule in (_before_dashes, _before_device, _before_footer, _before_left_over, _before_marked):
        end = _without_blanks(lines, rule(lines, end, sender))
    rest = [line for line in lines[:end] if not line.is_blank]
    return not rest or is_card(rest) or (len(rest) <= 2 and _is_signed(rest, sender))


def _is_signed(lines: list[Line], sender: str) -> bool:
    """A closing and a name, or one of them."""
    if not all(is_closing(line) or is_name(line) for line in lines):
        return False
    return is_closing(lines[0]) or any(sender and sender in spaced(line.folded) for line in lines)


def _before_dashes(lines: list[Line], end: int, sender: str) -> int:
    """Above the first "-- ", or above a line of underscores, if little follows it and that says little."""
    for at in range(max(0, end - _NEAR_THE_END), end):
        line = lines[at]
        if line.depth or not (line.raw.strip() in _DASHES or is_rule(line)):
            continue
        below = [each for each in lines[at + 1 : end] if each.folded]
        sentences = sum(is_sentence(each) and not is_footer(each) for each in below)
        most, said = (_BELOW_DASHES, _SENTENCES) if line.raw.strip() == "--" else (_BELOW_RULE, 0)
        if len(below) <= most and sentences <= said and not any(each.depth for each in below):
            return at
    return end


def _before_device(lines: list[Line], end: int, sender: str) -> int:
    """Above "Sent from my iPhone", if at most two short lines follow it."""
    seen = 0
    for at in range(end - 1, max(-1, end - 12), -1):
        line = lines[at]
        if line.is_blank:
            continue
        if is_device(line):
            return at
        seen += 1
        if seen > _BELOW_DEVICE or line.depth or is_sentence(line) or len(line.folded.split()) > 5:
            break
    return end


def _before_footer(lines: list[Line], end: int, sender: str) -> int:
    seen = 0
    for at in range(end - 1, max(-1, end - 10), -1):
        if lines[at].is_blank:
            continue
        seen += 1
        if seen > _BELOW_FOOTER or lines[at].depth:
            break
        if is_footer(lines[at]):
            return at
    return end


def _before_left_over(lines: list[Line], end: int, sender: str) -> int:
    """Lines of dashes, stars or the like at the end."""
    while end and (line := lines[end - 1]) and not line.depth and line.folded and set(line.raw.strip()) <= _LEFT_OVER:
        end -= 1
    return end


def _before_marked(lines: list[Line], end: int, sender: str) -> int:
    """What the HTML of a mail program names a signature, when nothing but that follows."""
    at = end
    while at and (lines[at - 1].mark == "signature" or lines[at - 1].is_blank) and not lines[at - 1].depth:
        at -= 1
    return at if any(line.mark == "signature" for line in lines[at:end]) else end


def _before_card(lines: list[Line], end: int, sender: str) -> int:
    """Below "Kind regards, Ana", or below the sender's own name: title, shop, phone, address. The closing and the name stay."""
    for at in range(max(0, end - _BELOW_CLOSING), end):
        below = _below_name(lines, at, end, sender)
        if below is None:
            continue
        card = lines[below:end]
        if is_card(card) and not any(each.depth for each in card) and _says_something(lines[:at]):
            return below
    return end


def _below_name(lines: list[Line], at: int, end: int, sender: str) -> int | None:
    """The line after a closing and the name under it, or after the sender's name, that stands at `at`; or after any name that
    begins a paragraph and has a full card under it.
    """
    line = lines[at]
    if line.depth or line.is_blank:
        return None
    if sender and spaced(line.folded) == sender:
        return at + 1
    if not is_closing(line):
        return at + 1 if _heads_card(lines, at) and is_full_card(lines[at + 1 : end]) else None
    below = next((here for here in range(at + 1, end) if not lines[here].is_blank), end)
    return below + 1 if below < end and is_name(lines[below]) else below


def _heads_card(lines: list[Line], at: int) -> bool:
    """Does a name begin a paragraph here that goes on?"""
    if at == 0 or not lines[at - 1].is_blank or at + 1 >= len(lines) or lines[at + 1].is_blank:
        return False
    return is_name(lines[at]) and not lines[at].folded.endswith((".", ",", ";"))


def _says_something(lines: list[Line]) -> bool:
    """Is there a message above the card, and none that announces it ("My address is:")?"""
    last = next((line for line in reversed(lines) if not line.is_blank and not is_closing(line)), None)
    if last is None or last.folded.endswith(":"):
        return False
    said = 0
    for line in lines:
        said += len(line.folded.split()) if line.is_text else 0
        if said >= _SAYS:
            return True
    return False


def _without_blanks(lines: list[Line], end: int) -> int:
    while end and lines[end - 1].is_blank:
        end -= 1
    return end
