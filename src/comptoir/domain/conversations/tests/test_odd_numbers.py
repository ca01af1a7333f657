"""What clients ask by number is found or not there, however odd the number."""

from __future__ import annotations

import pytest

from comptoir.domain.conversations.errors import ConversationNotFound
from comptoir.domain.conversations.queries import entries_after, entries_before, is_of_visitor, snapshot
from tests.people import a_conversation, a_shop

pytestmark = pytest.mark.django_db

TOO_LARGE = (2**63, 10**30, -(2**63) - 1)


@pytest.mark.parametrize("number", TOO_LARGE)
def test_a_number_that_no_column_holds_is_found_nowhere(number: int) -> None:
    """Attack A12: it raises nothing."""
    talk = a_conversation(a_shop())

    assert not is_of_visitor(talk.visitor_id, number)
    with pytest.raises(ConversationNotFound):
        snapshot(number, public=True)
    if number > 0:
        assert entries_after(talk.pk, number, public=True)["entries"] == []
        assert entries_before(talk.pk, number, public=True)["entries"] == []
