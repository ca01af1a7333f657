"""Attack A21: what looks like a template is text in every page, phrase, article, offer and letter (as in LHC GHSA-v4cp-2q7v-hg9q)."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

from comptoir.config.wiring import REACTIONS
from comptoir.domain.channels.models import SentMail
from comptoir.domain.knowledge.models import Article
from comptoir.domain.knowledge.tests.findable import a_phrase
from comptoir.foundation.worker import Worker
from tests.attacks.asking import AS_PAGE, AS_SCRIPT, addresses, forms_of, pages, read, signed_in
from tests.people import NOON, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(900)]

EVIL = "{{2039*2039}} ${2039*2039} {%if 1%}a{%endif%} {0.__class__} %(x)s {customer.__class__} {{config}}"
COMPUTED = str(2039 * 2039)
RAN = (COMPUTED, "<class '", "&lt;class &#39;", "&lt;class '", "&lt;Config", "KeyError", "TemplateSyntaxError")


def fill(kind: str) -> str:
    return {"email": "a@b.example", "url": "https://www.maison-perle.example/%7B%7B2039*2039%7D%7D"}.get(kind, EVIL)


@pytest.fixture
def written(house: SimpleNamespace) -> SimpleNamespace:
    """Whatever can be written at the desk says it."""
    house.anne = a_member(house.shop, "administrator")
    for member in (house.anne, house.amin):
        client = signed_in(member, **AS_SCRIPT)
        for form in forms_of(house, member):
            if form.method == "POST" and form.words and "sign-in" not in form.action:
                answer = client.post(form.action, form.filled(fill))
                assert answer.status_code != 500, form.action
                cache.clear()
    return house


def test_it_is_text_on_every_page_and_in_every_letter(
    written: SimpleNamespace, django_capture_on_commit_callbacks: Any
) -> None:
    """A21: nothing was computed, nothing fell over, and it stands there as it was written."""
    with django_capture_on_commit_callbacks(execute=True):
        Worker(REACTIONS).deliver_all(NOON)
    look_at_pages(written)
    look_at_readers_pages(written)
    look_at_letters()


def look_at_pages(written: SimpleNamespace) -> None:
    """The desk."""
    client, wrong, shown = signed_in(written.anne, **AS_PAGE), list[Any](), ""
    for route in pages():
        for address in list(addresses(route))[:3]:
            answer, words = read(client, address)
            told = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[A-Za-z0-9]{43,}", "", words)
            shown += told
            if answer.status_code >= 500 or any(sign in told for sign in RAN):
                wrong.append((address, answer.status_code))
    assert wrong == []
    assert "{{2039*2039}} ${2039*2039}" in unescape(shown)


def test_a_phrase_fills_its_own_variables_and_nothing_else(house: SimpleNamespace) -> None:
    """A21: `{customer.first_name}` is a variable; attributes, positions and braces in braces are words."""
    phrase = a_phrase(house.shop, "Accueil", f"Bonjour {{customer.first_name}}. {EVIL}")
    client = signed_in(house.amin, **AS_SCRIPT)
    text = client.post(f"/console/c/{house.talk.pk}/at-hand/phrase/{phrase.pk}").json()["text"]

    assert text.startswith("Bonjour Zéphyrine. {{2039*2039}} ${2039*2039} {%if 1%}a{%endif%} {0.__class__}")
    assert not [it for it in RAN if it in text]


def look_at_readers_pages(written: SimpleNamespace) -> None:
    """The help centre, and where a code is given."""
    assert Article.objects.filter(shop_id=written.shop.id).count() >= 2
    reader = signed_in(written.amin, **AS_PAGE)
    looked = [f"/help/{written.shop.key}/fr/", f"/help/{written.shop.key}/fr/search?q={{{{2039*2039}}}}"]
    looked += [f"/console/c/{written.talk.pk}/wallet", f"/console/c/{written.talk.pk}"]
    told = "".join(reader.get(it).content.decode() for it in looked)

    assert not [it for it in RAN if it in told]


def look_at_letters() -> None:
    """Invitations, letters to customers: what names say stands in them as it is."""
    letters = [f"{it.subject}\n{it.body}" for it in mail.outbox]
    letters += [
        repr([getattr(it, field.attname) for field in it._meta.concrete_fields]) for it in SentMail.objects.all()
    ]

    assert not [sign for sign in RAN for letter in letters if sign in letter]
