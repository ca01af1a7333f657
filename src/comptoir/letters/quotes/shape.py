"""What goes into the stripping of quotes, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal[
    "whole",
    "attribution",
    "headers",
    "title",
    "marker",
    "markup",
    "quote",
    "bottom",
    "inline",
    "forward",
    "nothing_new",
    "ours",
]
"""What told the new text from the old:

`whole` nothing was cut but perhaps a signature · `attribution` "On … wrote:" · `headers` "From: Sent: To: Subject:" ·
`title` "Original message" · `marker` our line "please answer above" · `markup` the HTML of a known mail program · `quote` lines
with `>` at the end · `bottom` the answer stands under the quote · `inline` answers stand between quoted lines, which are kept ·
`ours` words of ours, known by `Known.texts` · `forward` a forwarded mail, kept whole · `nothing_new` the mail holds nothing but what it quotes, and is shown whole.
"""


@dataclass(frozen=True, slots=True)
class Known:
    """What the caller knows of the conversation: it tells quotes in any language.

    `addresses` and `names` are those under which we wrote to the sender; `marker` is the tag in our marker line; `sender` the
    display name of who writes now; `texts` what we wrote last, told again where nothing marks it.
    """

    addresses: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    marker: str = ""
    sender: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stripped:
    """The new text of a mail, never empty where the mail is not; what was quoted, and the signature, for the team to unfold."""

    text: str
    quoted: str
    signature: str
    how: How
