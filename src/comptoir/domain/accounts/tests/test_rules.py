"""What is decided about signing in, in tables."""

from __future__ import annotations

import pytest

from comptoir.domain.accounts.rules import (
    browser_of,
    domain_of,
    is_fresh,
    is_mail_domain,
    is_too_simple,
    may_look_after,
    place_of,
)
from comptoir.domain.people.rules import EVERYBODY, PERMISSIONS, Viewer


def viewer(role: str, shop_id: int = 1, user_id: int = 1) -> Viewer:
    return Viewer(user_id, user_id * 10 + shop_id, shop_id, role)


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", ("Firefox", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36", ("Chrome", "Android")),
        ("curl/8", ("", "")),
    ],
)
def test_a_browser_is_told_in_words(agent: str, told: tuple[str, str]) -> None:
    assert browser_of(agent) == told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("203.0.113.7", "203.0.113.…"),
        ("2001:db8:12:34::1", "2001:db8:12:…"),
        ("::ffff:203.0.113.7", "203.0.113.…"),
        ("unix", ""),
        ("", ""),
    ],
)
def test_an_address_is_kept_as_a_neighbourhood(address: str, told: str) -> None:
    """D9: the machine's own address is not kept."""
    assert place_of(address) == told


@pytest.mark.parametrize(
    ("actor", "member", "may"),
    [
        ([viewer("manager")], [viewer("advisor", user_id=2)], True),
        ([viewer("administrator")], [viewer("administrator", user_id=2)], True),
        ([viewer("manager")], [viewer("administrator", user_id=2)], False),
        ([viewer("referent")], [viewer("advisor", user_id=2)], False),
        ([viewer("manager")], [viewer("manager")], False),
        ([viewer("manager")], [viewer("advisor", 2, user_id=2)], False),
        ([viewer("manager")], [viewer("advisor", user_id=2), viewer("advisor", 2, user_id=2)], False),
        (
            [viewer("manager"), viewer("administrator", 2)],
            [viewer("advisor", user_id=2), viewer("administrator", 2, user_id=2)],
            True,
        ),
        ([viewer("manager")], [], False),
    ],
)
def test_an_account_is_looked_after_by_who_may_in_every_shop_of_it(
    actor: list[Viewer], member: list[Viewer], may: bool
) -> None:
    """A11, attack A4: an account is one for all shops, so a right in one of them is not enough."""
    assert may_look_after(actor, member) is may


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_only_administrators_set_up_a_companys_sign_in(role: str) -> None:
    """A23: who names the provider decides who comes in."""
    assert (role in PERMISSIONS["manage_single_sign_on"]) is (role == "administrator")


@pytest.mark.parametrize("password", ["aaaaaaaaaaaa", "1234567890123", "qwertyuiop12", "comptoir2026!", "MaisonPerle1"])
def test_a_password_that_anybody_would_think_of_is_too_simple(password: str) -> None:
    assert is_too_simple(password, ["Maison Perle", "comptoir"])


@pytest.mark.parametrize("password", ["correct horse battery", "le comptoir est bien rangé ce soir", "Vq7-tttt-Zx9"])
def test_a_sentence_of_ones_own_is_not(password: str) -> None:
    assert not is_too_simple(password, ["Maison Perle", "comptoir", "Anne"])


def test_a_proof_is_fresh_for_a_quarter_of_an_hour() -> None:
    assert is_fresh({"proven_at": 1000}, 1000 + 899)
    assert not is_fresh({"proven_at": 1000}, 1000 + 900)
    assert not is_fresh({"proven_at": 2000}, 1000)
    assert not is_fresh({}, 1000)
    assert not is_fresh({"proven_at": "1000"}, 1000)


def test_domains_of_addresses() -> None:
    assert domain_of("Adele@Maison-Perle.example") == "maison-perle.example"
    assert domain_of("a@b@c.example") == "c.example"
    assert domain_of("nobody") == ""
    assert is_mail_domain("maison-perle.example")
    assert not any(map(is_mail_domain, ["example", "*.example.org", "-a.example", "a..example", "a b.example", ""]))
