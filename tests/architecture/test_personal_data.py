"""Every field that could hold something about a person is declared: what it is for, or that it is not personal (D9)."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import models

LABELS = [
    "shops",
    "people",
    "charter",
    "wording",
    "knowledge",
    "conversations",
    "promises",
    "returns",
    "privacy",
    "routing",
    "feed",
    "training",
    "offers",
    "supervision",
    "channels",
    "marketplace",
    "automation",
    "accounts",
]
COULD_HOLD = (models.CharField, models.TextField, models.JSONField, models.GenericIPAddressField)


@pytest.mark.parametrize("label", LABELS)
def test_every_field_with_words_is_declared(label: str) -> None:
    """D9"""
    undeclared = sorted(_fields(label) - _declared(label))
    assert not undeclared, f"say in {label}/personal_data.py what these are for: {undeclared}"


@pytest.mark.parametrize("label", LABELS)
def test_nothing_is_declared_that_is_not_kept(label: str) -> None:
    """D9"""
    kept = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
    }
    assert sorted(_declared(label) - kept) == []


@pytest.mark.parametrize("label", LABELS)
def test_a_purpose_is_said_in_words(label: str) -> None:
    """D9"""
    purposes = [purpose for fields in _module(label).PERSONAL_DATA.values() for purpose in fields.values()]
    assert all(len(purpose) > 8 for purpose in purposes)


def _fields(label: str) -> set[str]:
    return {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if isinstance(field, COULD_HOLD)
    }


def _declared(label: str) -> set[str]:
    module = _module(label)
    personal = {f"{model}.{field}" for model, fields in module.PERSONAL_DATA.items() for field in fields}
    return personal | {f"{model}.{field}" for model, fields in module.NOT_PERSONAL.items() for field in fields}


def _module(label: str):
    return importlib.import_module(f"comptoir.domain.{label}.personal_data")
