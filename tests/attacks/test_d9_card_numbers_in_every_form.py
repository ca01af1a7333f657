"""D9: a card's number in any field for words of any form of the desk, in a file, a post or a search: no table keeps it.

The forms are found in the pages themselves; `tests/journeys/test_card_numbers_are_kept_nowhere.py` walks the chat.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comptoir.domain.conversations.models import HeldMessage
from comptoir.domain.feed.models import Post
from comptoir.domain.training.models import Newcomer
from tests.attacks.asking import AS_SCRIPT, forms_of, signed_in
from tests.people import a_member

pytestmark = pytest.mark.django_db

DIGITS = "4111111111111111"
SPELT = "Ma carte : 4111-1111-1111-1111 merci"
KINDS = {"email": f"{DIGITS}@vera.example", "url": f"https://www.maison-perle.example/mot?carte={DIGITS}"}
PER_FIELD = (lambda kind: KINDS.get(kind, SPELT), lambda _kind: DIGITS)
REACHED = {
    "conversations_approval.word",
    "conversations_entry.body",
    "conversations_savedview.name",
    "conversations_solution.problem",
    "conversations_tag.name",
    "feed_post.body",
    "feed_post.hidden_why",
    "feed_step.body",
    "knowledge_category.names",
    "knowledge_category.about",
    "knowledge_feedback.word",
    "knowledge_pagelink.title",
    "knowledge_pagelink.words",
    "knowledge_phrase.body",
    "knowledge_phrase.title",
    "knowledge_phrase.words",
    "knowledge_translation.body",
    "knowledge_translation.summary",
    "knowledge_translation.title",
    "knowledge_translation.words",
    "knowledge_version.body",
    "offers_offer.name",
    "offers_offer.words",
    "people_absence.note",
    "people_group.name",
    "people_membership.display_name",
    "people_membership.personal_note",
    "people_membership.skills",
    "supervision_review.answer",
    "supervision_review.word",
    "training_attempt.answers",
    "training_version.title",
}
"""Where a number was written here, of which the last four digits are kept."""


@pytest.mark.timeout(900)
def test_no_table_keeps_a_number_that_was_put_into_a_form(house: SimpleNamespace) -> None:
    """D9: every field of every form that each of them is shown, all at once, or each alone where that is refused."""
    anne, taken = a_member(house.shop, "administrator"), set[Any]()
    for member in (house.rose, house.amin, house.adele, anne):
        fill_all(house, member, taken)
    what_scripts_send(house)
    files(house)
    what_readers_send(house)

    assert "\n".join(where_it_stands()) == ""
    assert reached() >= REACHED


def fill_all(house: SimpleNamespace, member: Any, taken: set[Any]) -> None:
    """Send the forms that were not `taken` from anybody yet."""
    client = signed_in(member, **AS_SCRIPT)
    for form in forms_of(house, member):
        kind = (re.sub(r"\d+", "1", form.action), *form.words)
        if form.method != "POST" or not form.words or "sign-in" in form.action or kind in taken:
            continue
        for fill in PER_FIELD:
            if is_taken(client, form.action, form.filled(fill)):
                taken.add(kind)
                continue
            for name in form.words:
                is_taken(client, form.action, form.filled(fill, name))


def is_taken(client: Client, path: str, sent: dict[str, Any]) -> bool:
    """Whether what was sent was not refused."""
    answer = client.post(path, sent)
    cache.clear()
    assert answer.status_code != 500, (path, sent)
    return answer.status_code < 400


def what_scripts_send(house: SimpleNamespace) -> None:
    """Posts of the feed, what is done with them, held messages, a paper of the training."""
    rose, adele, amin = (signed_in(it, **AS_SCRIPT) for it in (house.rose, house.adele, house.amin))
    said = {"shop": house.shop.id, "client_id": str(uuid4()), "body": SPELT}
    assert sends(adele, "/console/feed/say", said) == 201
    post = Post.objects.order_by("-pk").first()
    assert post
    for client, act in ((adele, "edit"), (adele, "edit"), (rose, "hide")):
        assert sends(client, f"/console/feed/{post.pk}/{act}", {"body": f"{uuid4()} {SPELT}", "why": SPELT}) == 204
    for held in HeldMessage.objects.filter(settled_at=None):
        sends(rose, f"/console/held/{held.pk}/return", {"word": SPELT})
    for kind in ("message", "note"):
        sent = {"client_id": str(uuid4()), "body": SPELT, "kind": kind, "is_confirmed": True}
        sends(adele, f"/console/c/{house.apart.pk}/messages", sent)
    sends(adele, f"/console/c/{house.apart.pk}/words", {"language": "fr", "word": DIGITS})
    Newcomer.objects.all().delete()
    amin.post("/console/training/modules/chat/begin")
    for place in range(40):
        amin.post("/console/training/attempts/1/answer", {"place": place, "answer": SPELT, "text": SPELT})


def sends(client: Client, path: str, body: dict[str, Any]) -> int:
    answer = client.post(path, json.dumps(body), content_type="application/json")
    cache.clear()
    assert answer.status_code != 500, path
    return answer.status_code


def files(house: SimpleNamespace) -> None:
    """Tables of phrases, pages and codes, a calendar, files of the feed and of a conversation."""
    anne, adele, shop = (
        signed_in(a_member(house.shop, "administrator", name="Anna")),
        signed_in(house.adele),
        house.shop.id,
    )
    phrase = f"language,title,text,words\nfr,{SPELT},{SPELT},{DIGITS}\n"
    page = f"language,address,title,words\nfr,{KINDS['url']},{SPELT},x\nfr,https://www.maison-perle.example/a,{SPELT},{DIGITS}\n"
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:"
        + DIGITS
        + "\r\nDTSTAMP:20261201T000000Z\r\n"
        f"DTSTART:20261220T080000Z\r\nDTEND:20261221T080000Z\r\nSUMMARY:{SPELT}\r\nDESCRIPTION:{SPELT}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    sent = [
        (anne, "/console/phrases/file", "file", phrase),
        (anne, "/console/pages/file", "file", page),
        (anne, f"/console/wallet/{house.offer.pk}/codes", "file", f"code\n{DIGITS}\n"),
        (adele, f"/console/team/{house.adele.pk}/calendar", "calendar", calendar),
        (adele, "/console/feed/files", "file", SPELT),
        (adele, f"/console/c/{house.apart.pk}/files", "file", SPELT),
    ]
    for client, path, name, content in sent:
        ending = "ics" if name == "calendar" else "csv" if "," in content or "code" in content else "txt"
        file = SimpleUploadedFile(f"carte {DIGITS}.{ending}", content.encode(), content_type="text/plain")
        assert client.post(path, {name: file, "shop": shop}).status_code < 500, path
        cache.clear()


def what_readers_send(house: SimpleNamespace) -> None:
    """On the help centre: words on an article, a search, a message."""
    reader, here = Client(HTTP_ORIGIN="http://testserver"), f"/help/{house.shop.key}/fr"
    told = reader.post(f"{here}/useful", {"article": house.article.pk, "useful": "no", "word": SPELT})
    assert told.status_code == 303
    reader.get(f"{here}/search", {"q": SPELT})
    reader.get(f"{here}/search", {"q": f"carte {DIGITS}"})
    reader.get(f"{here}/search.json", {"q": f"carte {DIGITS}"})
    form = {"name": SPELT, "email": KINDS["email"], "message": SPELT, "once": str(uuid4())}
    assert reader.post(f"{here}/contact", form).status_code < 500


def cells() -> Iterator[tuple[str, str]]:
    """Every value of every table, with the name of its column."""
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        for row in model._base_manager.values_list(*names):
            yield from ((f"{model._meta.db_table}.{name}", str(value)) for name, value in zip(names, row, strict=True))


def where_it_stands() -> list[str]:
    """Columns in which the digits of the number follow each other, whatever stands between them."""
    found = []
    for column, text in cells():
        plain = unicodedata.normalize("NFKC", text)
        if DIGITS in re.sub(r"[\W_]+", "", plain):
            found.append(f"{column}: {text[:120]}")
    return sorted(set(found))


def reached() -> set[str]:
    """The columns in which a masked number stands."""
    return {column for column, text in cells() if "•" in text}
