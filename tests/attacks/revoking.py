"""Revokes the tokens of a conversation's visitor of a live desk from another process."""

from __future__ import annotations

import sys

import django

django.setup()

from comptoir.domain.conversations.models import Conversation  # noqa: E402
from comptoir.domain.people.actions import revoke_visitor_token  # noqa: E402

if __name__ == "__main__":
    revoke_visitor_token(visitor_id=Conversation.objects.get(pk=int(sys.argv[1])).visitor_id)
