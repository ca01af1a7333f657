"""What a file may be called."""

from __future__ import annotations

import unicodedata

STEM_AT_MOST = 100


def safe_name(name: str, ending: str = "") -> str:
    """A sender's name for a file, fit to be shown and offered for saving: no folders, nothing unseen, the ending given.

    Without an ending the sender's own is kept: that is for telling what was refused, not for saving.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1][: STEM_AT_MOST * 8]
    plain = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )
    plain = " ".join("".join("_" if sign in '<>:"|?*' else sign for sign in plain).split())
    if not ending:
        return plain.strip(" .")[: STEM_AT_MOST + 10] or "file"
    return f"{plain.rsplit('.', 1)[0].strip(' .')[:STEM_AT_MOST].strip(' .') or 'file'}.{ending}"
