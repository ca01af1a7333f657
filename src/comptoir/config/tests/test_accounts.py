"""Links to new passwords, and the command for when nobody can sign in any more (A16, A17, A20)."""

from __future__ import annotations

import io
import logging

import pytest

from comptoir.config.command import main
from comptoir.config.links import reset_link
from comptoir.config.logs import WithoutSecrets
from comptoir.domain.accounts.actions import add_totp, new_totp_secret
from comptoir.domain.accounts.queries import factors_of, providers
from comptoir.domain.accounts.tests.test_codes import code_at
from tests.oidc import CLIENT, SECRET, running
from tests.people import NOON, a_member, a_shop


def test_the_letter_leads_to_the_public_address(settings) -> None:
    """A20"""
    settings.PUBLIC_URL = "https://desk.example"

    assert reset_link("secret") == "https://desk.example/console/sign-in/reset/secret"


def test_the_log_does_not_tell_the_link() -> None:
    """A17"""
    line = logging.LogRecord("x", 20, "", 0, "Gone: %s", ("/console/sign-in/reset/WzEsMT.c2VjcmV0",), None)
    WithoutSecrets().filter(line)

    assert "c2VjcmV0" not in line.getMessage()
    assert "/console/sign-in/reset/…" in line.getMessage()


@pytest.mark.django_db
def test_the_last_administrator_comes_in_again(capsys) -> None:
    anne = a_member(a_shop(), "administrator")
    secret = new_totp_secret()
    add_totp(user_id=anne.user_id, secret=secret, code=code_at(secret, NOON), now=NOON)

    assert main(["accounts", "reset-second-factor", anne.user.email]) == 0

    assert not factors_of(anne.user_id).any
    assert main(["accounts", "reset-second-factor", "nobody@x.example"]) == 1
    assert main(["accounts", "sign-out", anne.user.email]) == 0


@pytest.mark.django_db
@pytest.mark.enable_socket
def test_a_companys_sign_in_is_set_up_switched_and_removed(capsys, settings, monkeypatch) -> None:
    settings.SSO_PRIVATE_HOSTS = True
    a_shop()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    with running() as there:
        facts = ["--label", "Perle ID", "--issuer", there.issuer, "--client-id", CLIENT, "--domain", "Perle.example"]
        assert main(["accounts", "add-provider", "perle", *facts]) == 0

    assert "/console/sign-in/with/perle/back" in capsys.readouterr().out
    assert providers()[0].domains == ("perle.example",)
    for to in ("required", "not-required", "off", "on"):
        assert main(["accounts", "switch-provider", "perle", to]) == 0
    assert main(["accounts", "providers"]) == 0
    assert SECRET not in capsys.readouterr().out
    assert main(["accounts", "remove-provider", "perle"]) == 0
    assert providers() == []
