"""Attack A11: a page of another site makes an agent's browser post. Every POST wants the token that only our pages have."""

from __future__ import annotations

import pytest
from django.test import Client

from comptoir.surfaces.console.tests.test_who_may_come_in import OF_ONE_CONVERSATION, OF_THE_DESK, address

POSTS = [name for name, method in [*OF_ONE_CONVERSATION, *OF_THE_DESK] if method == "POST"]
SHOWN = dict.fromkeys(
    ["hand_over", "request", "topic", "close", "labels", "link", "split", "return_ask", "privacy_ask", "new_macro"], 200
)
DIALOGS = {
    **SHOWN,
    **dict.fromkeys(["snooze", "escalate", "new_rule"], 403),
    **dict.fromkeys(["merge", "return_step", "privacy_step", "macro", "edit_rule", "pass_on", "seller_step"], 404),
    **dict.fromkeys(["write", "forward"], 200),
    **dict.fromkeys(["spam", "block", "new_mailbox"], 403),
    "mailbox": 404,
    "several": 400,
}
"""A chat is neither put aside nor escalated; rules are for who watches over the shop; what would be merged, the return,
the macro, the rule, the mailbox, the case and the seller are missing here; what came by chat is no spam; mailboxes are the manager's; nor does the list say which conversations are chosen."""


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "text/plain", "application/json"])
@pytest.mark.parametrize("name", [*POSTS, "sign_in", "sign_out"])
def test_a_foreign_form_is_refused(desk, of_advisor, name: str, kind: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(desk.adele.user)

    answer = client.post(address(name, of_advisor.pk), b"{}", content_type=kind, HTTP_ORIGIN="https://evil.example")

    assert answer.status_code == 403
    of_advisor.refresh_from_db()
    assert of_advisor.status == "active"


@pytest.mark.parametrize("name", [name for name in POSTS if name not in DIALOGS])
def test_what_does_something_is_not_done_by_a_link(desk, at_desk, of_advisor, name: str) -> None:
    assert at_desk(desk.adele).get(address(name, of_advisor.pk)).status_code == 405


@pytest.mark.parametrize(("name", "status"), DIALOGS.items())
def test_a_dialog_only_asks(desk, at_desk, of_advisor, name: str, status: int) -> None:
    before = of_advisor.seq

    assert at_desk(desk.adele).get(address(name, of_advisor.pk)).status_code == status
    of_advisor.refresh_from_db()
    assert of_advisor.seq == before
