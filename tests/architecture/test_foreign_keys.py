"""Rows point down the shelves, and nobody below knows who points at them."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

ORDER = [
    "automation",
    "routing",
    "training",
    "returns",
    "promises",
    "conversations",
    "wording",
    "knowledge",
    "charter",
    "people",
    "shops",
    "foundation",
]
"""From top to bottom; an app may point at those after it."""

RELATIONS = [
    field
    for label in ORDER
    for model in apps.get_app_config(label).get_models()
    for field in model._meta.get_fields()
    if isinstance(field, models.ForeignKey | models.ManyToManyField)
]


@pytest.mark.parametrize("field", RELATIONS, ids=str)
def test_foreign_keys_point_down_and_leave_no_name_there(field: models.ForeignKey) -> None:
    here, there = field.model._meta.app_label, field.related_model._meta.app_label
    if here == there:
        return
    assert ORDER.index(here) < ORDER.index(there), f"{field} points up"
    assert field.remote_field.related_name == "+", f"{field} needs related_name='+'"
