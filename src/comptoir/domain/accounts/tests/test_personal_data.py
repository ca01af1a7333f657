"""What tables of another house hold about our people is declared too (D9)."""

from __future__ import annotations

from django.apps import apps

from comptoir.domain.accounts.personal_data import OF_ALLAUTH


def test_what_is_declared_is_there() -> None:
    for name, fields in OF_ALLAUTH.items():
        kept = {field.name for field in apps.get_model(name)._meta.get_fields()}
        assert fields.keys() <= kept, name


def test_every_table_of_allauth_that_we_write_is_declared() -> None:
    """The others (addresses, tokens) stay empty."""
    ours = {"mfa.Authenticator", "socialaccount.SocialAccount", "socialaccount.SocialApp"}
    empty = {"account.EmailAddress", "account.EmailConfirmation", "socialaccount.SocialToken"}
    tables = {
        model._meta.label
        for label in ("account", "mfa", "socialaccount")
        for model in apps.get_app_config(label).get_models()
    }

    assert ours == OF_ALLAUTH.keys()
    assert tables == ours | empty
