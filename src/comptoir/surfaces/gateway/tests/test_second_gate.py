"""A socket needs what a page needs: where a shop asks for a second factor, a session without one opens none (A5, A11)."""

from __future__ import annotations

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from comptoir.domain.charter.actions import apply_charter
from comptoir.foundation.errors import NotAllowed
from comptoir.surfaces.gateway.identity import Proof, known_agent, own_origin, proofs_that_hold
from tests.people import ALWAYS_OPEN, NOON, a_member, a_shop

ASKING = ALWAYS_OPEN + '\n[team]\nsecond_factor = ["advisor"]\n'


def session_of(user, **said: str) -> str:
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.update(said)
    session.save()
    return str(session.session_key)


@pytest.mark.django_db
def test_a_session_without_the_factor_opens_no_socket_and_keeps_none() -> None:
    adele = a_member(a_shop(), "advisor")
    bare, proven = session_of(adele.user), session_of(adele.user, second_by="totp")
    proofs = [Proof(adele.user_id, session_key=key) for key in (bare, proven)]
    assert known_agent(f"comptoir={bare}", own_origin()).user_id == adele.user_id
    assert proofs_that_hold(proofs) == set(proofs)

    apply_charter(text=ASKING, now=NOON)

    with pytest.raises(NotAllowed):
        known_agent(f"comptoir={bare}", own_origin())
    assert known_agent(f"comptoir={proven}", own_origin()).user_id == adele.user_id
    assert proofs_that_hold(proofs) == {proofs[1]}


@pytest.mark.django_db
def test_where_nobody_is_asked_looking_costs_what_it_did(django_assert_num_queries) -> None:
    adele = a_member(a_shop(), "advisor")
    proof = Proof(adele.user_id, session_key=session_of(adele.user))
    proofs_that_hold([proof])

    with django_assert_num_queries(2):
        assert proofs_that_hold([proof]) == {proof}
