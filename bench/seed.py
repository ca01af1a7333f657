"""Seeding a desk's database, in a process of its own; prints what the load generator needs to know."""

from __future__ import annotations

import datetime as dt
import json
import sys
from typing import Any
from uuid import uuid4

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from comptoir.domain.conversations.models import Conversation, Entry  # noqa: E402
from comptoir.domain.people.models import Membership, User, Visitor  # noqa: E402
from comptoir.domain.people.tokens import visitor_token  # noqa: E402
from tests.people import a_shop  # noqa: E402

ORIGIN = "https://www.maison-perle.example"


def main() -> None:
    """Seed what the arguments ask for."""
    kind, counts = sys.argv[1], json.loads(sys.argv[2])
    if connection.vendor == "postgresql":
        call_command("flush", interactive=False, verbosity=0) if _has_tables() else None
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        print(json.dumps({"talks": talks, "inbox": inbox}[kind](**counts)))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a desk's database has done long before


def talks(conversations: int, watchers: int = 0, listeners: int = 0) -> dict[str, Any]:
    """Live conversations with a visitor and an agent each, and referents who watch the lists or one conversation."""
    shop = a_shop()
    agents = _members(shop.id, conversations, "ambassador", "ambassador")
    rows = _conversations(shop.id, agents)
    referents = _members(shop.id, watchers + listeners, "referent", "")
    cookies = [_session(member.user) for member in referents]
    return {
        "shop": shop.key,
        "shop_id": shop.id,
        "origin": ORIGIN,
        "talks": [
            {"c": row.pk, "token": visitor_token(row.visitor), "cookie": _session(agent.user)}
            for row, agent in zip(rows, agents, strict=True)
        ],
        "watchers": cookies[:watchers],
        "listeners": cookies[watchers:],
    }


def inbox(conversations: int, messages: int, longest: int = 0) -> dict[str, Any]:
    """A big past: closed and open conversations with messages, and one long conversation."""
    shop = a_shop()
    agents = _members(shop.id, 20, "advisor", "advisor")
    manager = _members(shop.id, 1, "manager", "")[0]
    each = messages // max(conversations, 1)
    rows = _conversations(shop.id, [agents[n % 20] for n in range(conversations)], spread=True, entries=each)
    for start in range(0, len(rows), 2000):
        entries = [_entry(row, n + 1) for row in rows[start : start + 2000] for n in range(each)]
        Entry.objects.bulk_create(entries, batch_size=5000)
    if longest:
        Entry.objects.bulk_create([_entry(rows[0], each + n + 1) for n in range(longest)], batch_size=5000)
        Conversation.objects.filter(pk=rows[0].pk).update(seq=each + longest, public_seq=each + longest)
    return {"shop": shop.key, "cookie": _session(manager.user), "agent": _session(agents[0].user), "long": rows[0].pk}


def _members(shop_id: int, count: int, role: str, audience: str) -> list[Membership]:
    users = [User(email=f"{role}{n}@{shop_id}.example", name=f"{role} {n}", password="!") for n in range(count)]
    User.objects.bulk_create(users)
    return Membership.objects.bulk_create(
        Membership(user=user, shop_id=shop_id, role=role, audience=audience, display_name=user.name) for user in users
    )


def _conversations(
    shop_id: int, agents: list[Membership], spread: bool = False, entries: int = 0
) -> list[Conversation]:
    now = dt.datetime.now(dt.UTC)
    visitors = Visitor.objects.bulk_create(
        (Visitor(shop_id=shop_id, first_name="Vera") for _ in agents), batch_size=2000
    )
    return Conversation.objects.bulk_create(
        (
            Conversation(
                shop_id=shop_id,
                visitor=visitor,
                reference=uuid4().hex[:15],
                opening_id=uuid4(),
                is_live=not spread,
                seq=entries,
                public_seq=entries,
                status="active" if not spread or n % 50 == 0 else "closed",
                audience=agent.audience,
                assignee=agent,
                charter_version_id=1,
                language="fr",
                opened_at=now,
                first_answer_at=now,
                last_entry_at=now - dt.timedelta(seconds=n if spread else 0),
                last_words="Bonjour, est-elle disponible ?",
                last_from="visitor",
            )
            for n, (visitor, agent) in enumerate(zip(visitors, agents, strict=True))
        ),
        batch_size=2000,
    )


def _entry(row: Conversation, seq: int) -> Entry:
    body = "Bonjour, cette bague existe-t-elle en taille 52 ? Merci de votre aide."
    side = "visitor" if seq % 2 else "agent"
    member = None if seq % 2 else row.assignee_id
    return Entry(
        conversation=row,
        seq=seq,
        public_seq=seq,
        kind="message",
        author=side,
        membership_id=member,
        body=body,
        created_at=row.last_entry_at,
    )


def _session(user: User) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _has_tables() -> bool:
    return "conversations_conversation" in connection.introspection.table_names()


if __name__ == "__main__":
    main()
