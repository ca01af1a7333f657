"""Puts files into a conversation of a live desk as if they had slipped past all that looks at what comes in."""

from __future__ import annotations

import json
import sys
from uuid import UUID, uuid4

import django

django.setup()

from comptoir.domain.conversations.actions.filing import path_of  # noqa: E402
from comptoir.domain.conversations.models import Attachment, Conversation  # noqa: E402
from comptoir.foundation.clock import now  # noqa: E402

RUNS = "window.ran = 1; console.log(1 + ' it ran'); alert(document.domain)"
MARKUP = f"<script>{RUNS}</script><img src=x onerror='{RUNS}'>"
SLIPPED = {
    "text/html": f"<!doctype html>{MARKUP}",
    "application/xhtml+xml": f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{RUNS}</script></html>',
    "image/svg+xml": f'<svg xmlns="http://www.w3.org/2000/svg" onload="{RUNS}"><script>{RUNS}</script></svg>',
    "text/xml": f'<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>{RUNS}</h:script></x>',
    "text/javascript": RUNS,
    "text/plain": RUNS,
    "application/pdf": f"%PDF-1.7\n{MARKUP}",
    "image/png": f"<!doctype html>{MARKUP}",
    "image/jpeg": f"GIF89a=1;{RUNS}",
    "": f"<!doctype html>{MARKUP}",
}


def plant(conversation: Conversation, content_type: str, content: str) -> UUID:
    """Keep `content` as a file of the visitor's that says of itself what `content_type` says."""
    key = uuid4()
    path_of(key).parent.mkdir(parents=True, exist_ok=True)
    path_of(key).write_text(content)
    of_it = {"name": "a.html", "content_type": content_type, "size": len(content), "width": 8, "height": 8}
    Attachment.objects.create(
        conversation=conversation, key=key, is_from_visitor=True, created_at=now(), entry_seq=1, **of_it
    )
    return key


if __name__ == "__main__":
    place = Conversation.objects.get(pk=int(sys.argv[1]))
    print(json.dumps({str(plant(place, kind, content)): kind for kind, content in SLIPPED.items()}))
