"""Who works for which shop, from the command line."""

from __future__ import annotations

import io

import pytest

from comptoir.config.command import main
from comptoir.domain.people.actions import introduce_oneself
from comptoir.domain.people.models import Membership, User
from tests.people import a_shop

pytestmark = pytest.mark.django_db

ROSE = ["rose@shop.example", "--name", "Rose Martin", "--password-stdin"]


@pytest.fixture(autouse=True)
def _typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a long and good one\n"))


def add(*options: str, shop: str = "maison-perle") -> int:
    return main(["people", "add", *ROSE, "--shop", shop, *options])


def test_somebody_is_added_with_all_that_routing_asks_for():
    a_shop()
    assert (
        add("--role", "advisor", "--group", "Atelier", "--topic", "after_sales", "--speaks", "fr", "--speaks", "ro")
        == 0
    )

    rose = Membership.objects.get()
    assert (rose.role, rose.audience, rose.topics, rose.languages) == (
        "advisor",
        "advisor",
        ["after_sales"],
        ["fr", "ro"],
    )
    assert [group.name for group in rose.groups.all()] == ["Atelier"]
    assert User.objects.get().check_password("a long and good one")


def test_who_has_an_account_keeps_their_password_and_how_they_introduce_themselves(capsys: pytest.CaptureFixture[str]):
    a_shop()
    add("--role", "advisor")
    introduce_oneself(
        membership_id=Membership.objects.get().pk,
        display_name="Rosette",
        personal_note="Ici depuis 2019",
        picture="/p.webp",
    )

    assert add("--role", "referent", "--audience", "advisor") == 0, "nothing is typed this time"

    rose = Membership.objects.get()
    assert (rose.role, rose.display_name) == ("referent", "Rosette")
    assert (rose.personal_note, rose.picture) == ("Ici depuis 2019", "/p.webp")
    assert User.objects.get().check_password("a long and good one")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--role", "boss"], "the roles are: administrator, advisor,"),
        (["--role", "advisor", "--audience", "advsor"], "the charter's audiences are: advisor, ambassador"),
        (["--role", "advisor", "--topic", "rings"], "the charter has no topic rings"),
    ],
)
def test_what_the_charter_does_not_know_is_refused(options: list[str], said: str, capsys: pytest.CaptureFixture[str]):
    """Else somebody would sit at their desk, and never be asked."""
    a_shop()
    assert add(*options) == 1
    assert said in capsys.readouterr().err
    assert not User.objects.exists()


def test_who_leaves_is_no_member_any_more(capsys: pytest.CaptureFixture[str]):
    a_shop()
    add("--role", "advisor")
    remove = ["people", "remove", "Rose@shop.example", "--shop", "maison-perle"]

    assert main(remove) == 0
    assert not Membership.objects.get().is_active
    assert main(remove) == 1
    assert "nobody of Maison Perle has the address" in capsys.readouterr().err
