"""Two requests that wait for each other's locks, on PostgreSQL: one is ended, tried again, and both are answered. G8"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from comptoir.domain.people.models import User
from comptoir.domain.people.rules import open_to
from tests.requirements import postgresql
from tests.servers.together import all_at_once

pytestmark = [pytest.mark.servers, pytest.mark.django_db(transaction=True)]
BOTH_HOLD_ONE = threading.Barrier(2)


@open_to("anybody", "POST")
def renames(request: HttpRequest) -> HttpResponse:
    """Writes to two rows, one after the other; when it comes for the first time, only once another holds the second."""
    mine, theirs = request.POST["mine"], request.POST["theirs"]
    is_first, request.has_come = not hasattr(request, "has_come"), True  # type: ignore[attr-defined]
    with transaction.atomic():
        User.objects.filter(email=mine).update(name=mine)
        if is_first:
            BOTH_HOLD_ONE.wait(10)
        User.objects.filter(email=theirs).update(name=mine)
    return HttpResponse()


urlpatterns = [path("renames", renames)]


def test_who_is_ended_for_the_others_sake_is_answered_all_the_same(settings: Any) -> None:
    """G8: no 503, and each request's writes are whole."""
    postgresql()
    settings.ROOT_URLCONF = __name__
    one, other = "one@perle.example", "other@perle.example"
    for email in (one, other):
        User.objects.create(email=email, name="")

    def asks(mine: str, theirs: str) -> int:
        return Client().post("/renames", {"mine": mine, "theirs": theirs}).status_code

    assert all_at_once([lambda: asks(one, other), lambda: asks(other, one)]) == [200, 200]
    assert len(set(User.objects.values_list("name", flat=True))) == 1
