"""One thing of every kind that a shop or a person owns, made from the models: what there is to be robbed, and none is forgotten.

A new model is planted without a word here, or fails by the constraint that it breaks until `AS_IT_IS` says how one looks.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterator
from functools import cache
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connection, models

from comptoir.foundation import clock
from tests.people import ALWAYS_OPEN, NAMES, a_conversation, a_member, a_shop

CHARTER = f'{ALWAYS_OPEN}\n[offers]\nper_agent_and_day = 9\ncodes = ["MERCI-*"]\n'
APART = 1_000
"""How many numbers a table has for itself: a number says of which table it is, and whose."""

FOREIGN, OWN = 500_000, 2_000_000
"""From where on the things of the other shop, and one's own, are numbered."""


Model = type[models.Model]
Planted = dict[str, Any]
"""What was planted, by its model (`offers.Gift`)."""

ONLY_LATER = {"accepted_as", "answer", "customer", "group", "merged_into", "promise", "redirect_to", "root"}
ONLY_LATER |= {"published_version", "source_version", "to_group", "to_membership", "approval"}
"""What points at something only once more has happened."""

AS_IT_IS: dict[str, dict[str, Any]] = {
    "conversations.Link": {"one": lambda it: it["over"]},
    "people.Absence": {"ends_at": lambda _: clock.now() + dt.timedelta(days=3)},
    "routing.Offer": {"expires_at": lambda _: clock.now() + dt.timedelta(minutes=5)},
    "people.Invitation": {"expires_at": lambda _: clock.now() + dt.timedelta(days=3)},
    "knowledge.Translation": {"state": "published", "number": 1, "published_at": lambda _: clock.now()},
    "training.Module": {"key": "our-module"},
    "training.Attempt": {"paper": [], "module_key": "our-module"},
    "wording.MistakeCount": {"clause": "spelling", "times": 1},
    "conversations.HeldMessage": {"findings": "[]"},
    "promises.Promise": {"pauses": ""},
    "privacy.RightsStep": {"step": "asked"},
    "automation.Macro": {"acts": "{}"},
    "automation.Rule": {"conditions": "{}", "acts": "{}", "when": "opened", "version": 1},
    "automation.RuleVersion": {"conditions": "{}", "acts": "{}", "when": "opened", "change": "written"},
    "automation.RuleRun": {"outcome": "done"},
    "channels.ReceivedMail": {"entry_seq": 1, "quoted": lambda it: it["mark"], "html": lambda it: it["mark"]},
    "knowledge.Findable": {"known": "", "kind": "phrase", "of": lambda it: it["knowledge.Phrase"].pk},
    "channels.RawMail": {"content": lambda it: zlib.compress(f"Subject: {it['mark']}\r\n\r\n{it['mark']}".encode())},
}
"""What one of a kind says of itself, where the first that comes to mind is none."""


@cache
def owned() -> tuple[Model, ...]:
    """The models whose rows belong to a shop or a person, those first to which others point."""
    ours = [it for it in apps.get_models() if it.__module__.startswith("comptoir.")]
    found: list[Model] = [apps.get_model("shops.Shop"), apps.get_model("people.User")]
    left = [it for it in ours if it not in found]
    while ready := [it for it in left if _needs(it) <= set(found) and _fields_to(it)]:
        found += ready
        left = [it for it in left if it not in ready]
    assert not [it for it in left if _fields_to(it) and it._meta.app_label != "foundation"], f"{left} need each other"
    return tuple(found)


@cache
def way_to_its_owner(model: Model) -> str:
    """From a row to the shop or else the person that it belongs to, as a filter's name."""
    for root in ("shops.Shop", "people.User"):
        ways = list(_ways(model, apps.get_model(root)))
        if ways:
            return min(ways, key=lambda it: it.count("__"))
    raise LookupError(model)


def number_from(first: int) -> None:
    """From now on each table counts from `first` on, a thousand apart from the next table."""
    for place, model in enumerate(owned()):
        if not isinstance(model._meta.pk, models.AutoField):
            continue
        table, number = model._meta.db_table, first + place * APART
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
                cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
            else:
                cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, number])


def plant(key: str, first: int, mark: str) -> Planted:
    """A shop of that key with its team, a conversation that an advisor answers, and one of everything else.

    Its things are numbered from `first` on, and `mark` stands in every word of theirs.
    """
    number_from(first)
    shop = a_shop(key, charter=CHARTER)
    team = {role: a_member(shop, role, name=f"{NAMES[role]} {mark}") for role in NAMES}
    over = a_conversation(shop, answered_by=team["advisor"], body=mark, now=clock.now())
    talk = a_conversation(shop, answered_by=team["advisor"], body=mark, now=clock.now())
    planted: Planted = {"people.User": team["advisor"].user, "people.Membership": team["advisor"]}
    planted |= {"conversations.Conversation": talk, "people.Visitor": talk.visitor, "over": over, "mark": mark}
    for model in owned():
        label = model._meta.label
        if label not in planted:
            planted[label] = _made_already(model, planted) or _one(model, planted, mark)
    planted["knowledge.Translation"].published_version = planted["knowledge.Version"]
    planted["knowledge.Translation"].save()
    return planted | {"team": team}


def _made_already(model: Model, planted: Planted) -> Any:
    if model._meta.label == "shops.Shop":
        return model._default_manager.get(pk=planted["people.Membership"].shop_id)
    way = way_to_its_owner(model)
    owner = planted["people.Membership"].shop_id if _is_of_shop(model) else planted["people.User"].pk
    return model._default_manager.filter(**{way: owner}).order_by("-pk").first()


def _is_of_shop(model: Model) -> bool:
    return any(_ways(model, apps.get_model("shops.Shop")))


def _one(model: Model, planted: Planted, mark: str) -> Any:
    said = AS_IT_IS.get(model._meta.label, {})
    values = {}
    for field in model._meta.concrete_fields:
        if field.name in said:
            values[field.name] = said[field.name](planted) if callable(said[field.name]) else said[field.name]
        elif field.is_relation:
            values[field.name] = planted.get(field.related_model._meta.label) if _is_set(field) else None
        elif not field.primary_key or not isinstance(field, models.AutoField):
            values[field.name] = _value(field, mark)
    return model._default_manager.create(**values)


def _is_set(field: Any) -> bool:
    """A member who has ended, settled or lifted something has not done so yet."""
    by_somebody = field.related_model._meta.label == "people.Membership" and field.name not in ("membership", "owner")
    return not field.null or (field.name not in ONLY_LATER and not by_somebody)


def _value(field: Any, mark: str) -> Any:
    if isinstance(field, models.DateTimeField | models.DateField):
        return None if field.null else clock.now()
    if isinstance(field, models.UUIDField):
        return uuid4()
    if isinstance(field, models.BinaryField):
        return mark.encode()
    if isinstance(field, models.EmailField):
        return f"{mark}@elsewhere.example"
    if isinstance(field, models.CharField | models.TextField) and not field.choices:
        return _word(field, mark)
    if field.has_default():
        return field.get_default()
    return field.choices[0][0] if field.choices else None if field.null else 1


def _word(field: Any, mark: str) -> str:
    if "language" in field.name:
        return "fr"
    is_state = field.has_default() and (field.max_length or 9_999) <= 40
    text = field.get_default() if is_state else mark
    return text[: field.max_length]


def _fields_to(model: Model) -> list[Any]:
    fields = [it for it in model._meta.concrete_fields if isinstance(it, models.ForeignKey)]
    return [
        it for it in fields if it.related_model is not model and it.related_model.__module__.startswith("comptoir.")
    ]


def _needs(model: Model) -> set[Model]:
    return {it.related_model for it in _fields_to(model) if _is_set(it)}


def _ways(model: Model, root: Model, above: str = "", depth: int = 0) -> Iterator[str]:
    for field in _fields_to(model) if depth < 4 else []:
        if field.related_model is root:
            yield f"{above}{field.name}"
        elif not field.null:
            yield from _ways(field.related_model, root, f"{above}{field.name}__", depth + 1)
