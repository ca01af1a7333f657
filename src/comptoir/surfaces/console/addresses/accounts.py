"""Addresses: signing in and proving it, one's own security, and the companies' own sign-ins."""

from django.urls import URLPattern, path

from comptoir.surfaces.console.views import (
    passkeys,
    passwords,
    second_factor,
    security,
    single_sign_on,
    sso_settings,
)

IN = "console/sign-in"
OWN = "console/settings/security"
SHOPS = "console/signing-in"

urlpatterns: list[URLPattern] = [
    path(f"{IN}/second-factor", second_factor.second_factor, name="second_factor"),
    path(f"{IN}/needed", second_factor.second_needed, name="second_needed"),
    path(f"{IN}/passkey/<slug:purpose>/ask", passkeys.ask, name="passkey_ask"),
    path(f"{IN}/passkey/<slug:purpose>/answer", passkeys.answer, name="passkey_answer"),
    path(f"{IN}/forgotten", passwords.forgotten, name="forgotten"),
    path(f"{IN}/reset", passwords.reset, name="reset"),
    path(f"{IN}/reset/<str:token>", passwords.reset_link, name="reset_link"),
    path(f"{IN}/with/<slug:provider_key>", single_sign_on.begin, name="sso_begin"),
    path(f"{IN}/with/<slug:provider_key>/back", single_sign_on.back, name="sso_back"),
    path(f"{IN}/with/<slug:provider_key>/leave", single_sign_on.leave, name="sso_leave"),
    path("console/confirm", second_factor.confirm, name="confirm"),
    path(OWN, security.security, name="security"),
    path(f"{OWN}/password", passwords.password, name="password"),
    path(f"{OWN}/app", security.totp, name="totp"),
    path(f"{OWN}/app/remove", security.no_totp, name="no_totp"),
    path(f"{OWN}/recovery-codes", security.recovery_codes, name="recovery_codes"),
    path(f"{OWN}/passkeys/ask", passkeys.ask_new, name="new_passkey"),
    path(f"{OWN}/passkeys/add", passkeys.add, name="add_passkey"),
    path(f"{OWN}/passkeys/<id:passkey_id>/remove", passkeys.remove, name="remove_passkey"),
    path(f"{OWN}/ties/<id:tie_id>/cut", security.cut_tie, name="cut_tie"),
    path(f"{OWN}/sign-ins/<id:sign_in_id>/end", security.end_one, name="end_sign_in"),
    path(f"{OWN}/sign-ins/end-others", security.end_others, name="end_other_sign_ins"),
    path(SHOPS, sso_settings.signing_in, name="signing_in"),
    path(f"{SHOPS}/new", sso_settings.new_provider, name="new_provider"),
    path(f"{SHOPS}/<slug:provider_key>", sso_settings.provider, name="provider"),
    path(f"{SHOPS}/<slug:provider_key>/remove", sso_settings.drop_provider, name="drop_provider"),
    path("console/team/<id:membership_id>/reset-second-factor", sso_settings.give_back, name="reset_second_factor"),
]
