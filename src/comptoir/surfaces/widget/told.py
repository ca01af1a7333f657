"""What the widget is told of a shop: how it looks and greets, what holds on which pages, and its words."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from comptoir.domain.charter.rules import Charter, PageRule, audiences_for, stand_ins
from comptoir.domain.conversations.rules import BODY_LARGEST
from comptoir.domain.knowledge.queries import languages_read
from comptoir.domain.shops.queries import KnownShop
from comptoir.surfaces.widget.code import module_addresses
from comptoir.surfaces.widget.texts import texts

ACCEPTED = ("image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf", "text/plain")
"""Kinds of files that are proposed for picking; what is really taken, the domain decides by content."""


def settings_of(shop: KnownShop, charter: Charter, language: str) -> dict[str, Any]:
    """The wire's settings.json."""
    files = {"largest": settings.LARGEST_FILE, "types": ACCEPTED} if charter.chat.attachments else None
    return {
        "shop": shop.key,
        "name": shop.name,
        "languages": shop.languages,
        "language": language,
        "texts": texts(),
        "pages": _pages(charter),
        "audiences": {key: {"name": one.name.in_language(language)} for key, one in charter.audiences.items()},
        "files": files,
        "body_largest": BODY_LARGEST,
        "asks_rating": charter.chat.ask_rating,
        "contact_page": charter.shop.contact_page,
        "privacy_page": charter.privacy.policy_page if charter.privacy else "",
        "modules": _modules(shop),
        **_appearance(charter, language),
    }


def _modules(shop: KnownShop) -> dict[str, str]:
    """Where the code is; what proposes articles only where there are any."""
    addresses = module_addresses()
    if not languages_read(shop.id):
        del addresses["articles"]
    return addresses


def _appearance(charter: Charter, language: str) -> dict[str, Any]:
    widget = charter.widget
    return {
        "colour": widget.colour,
        "logo": widget.logo,
        "side": widget.side,
        "button": widget.button.in_language(language),
        "greeting": widget.greeting.in_language(language),
        "closed_greeting": widget.closed_greeting.in_language(language),
        "invitation": widget.invitation.in_language(language),
        "tips": [tip.in_language(language) for tip in widget.tips] if charter.courtesy.tips_in_widget else [],
        "questions": _questions(charter, language),
    }


def _questions(charter: Charter, language: str) -> list[dict[str, Any]]:
    return [
        {
            "key": question.key,
            "label": question.label.in_language(language),
            "kind": question.kind,
            "required": question.required,
            "choices": [choice.in_language(language) for choice in question.choices],
        }
        for question in charter.widget.questions
    ]


def _pages(charter: Charter) -> list[dict[str, Any]]:
    """The charter's rules, and last the one that holds where it says nothing."""
    rules: list[Any] = [*charter.pages, PageRule()]
    return [
        {
            "path": page.path,
            "audience": page.audience or "",
            "visitor_chooses": page.visitor_chooses,
            "invite_after": page.invite_after.seconds if page.invite_after else None,
            "topic": page.topic or "",
            "able": audiences_for(charter, page.topic),
            "stand_ins": stand_ins(charter, page.audience or "", page.topic),
        }
        for page in rules
    ]
