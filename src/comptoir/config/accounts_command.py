"""`comptoir accounts`: how people sign in, for whoever runs the installation, also when nobody can sign in any more."""

from __future__ import annotations

import argparse
import sys

from comptoir.config.acting import act_and_tell

SWITCHES = ("on", "off", "required", "not-required")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    verbs = commands.add_parser("accounts", help="how people sign in").add_subparsers(required=True, metavar="WHAT")
    reset = verbs.add_parser("reset-second-factor", help="take every second factor from somebody who has lost theirs")
    reset.add_argument("email")
    reset.set_defaults(run=lambda arguments: act_and_tell(_reset, arguments))
    out = verbs.add_parser("sign-out", help="sign somebody out everywhere")
    out.add_argument("email")
    out.set_defaults(run=lambda arguments: act_and_tell(_sign_out, arguments))
    _add_providers(verbs)


def _add_providers(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What is done with companies' own sign-ins."""
    listed = verbs.add_parser("providers", help="list the companies' own sign-ins (OpenID Connect)")
    listed.set_defaults(run=lambda arguments: act_and_tell(_list, arguments))
    add = verbs.add_parser("add-provider", help="set one up; without --shop it is for everybody here")
    add.add_argument("key", help="its key in addresses: small letters, digits, hyphens")
    add.add_argument("--label", required=True, help="what stands on the button")
    add.add_argument("--issuer", required=True, help="its address, beginning with https://")
    add.add_argument("--client-id", required=True)
    add.add_argument("--shop", default="", help="the key of the one shop whose people it may vouch for")
    add.add_argument("--domain", action="append", default=[], help="a mail domain it may speak for; several times")
    add.add_argument("--newcomers", default="", help="with --shop: what newcomers become (advisor, ambassador)")
    add.add_argument("--vouches", action="store_true", help="it asks for a second factor itself")
    add.add_argument("--owns-domains", action="store_true", help="it alone hands out addresses of these domains")
    add.set_defaults(run=lambda arguments: act_and_tell(_add, arguments))
    switch = verbs.add_parser("switch-provider", help="switch one on or off, or require it")
    switch.add_argument("key")
    switch.add_argument("to", choices=SWITCHES)
    switch.set_defaults(run=lambda arguments: act_and_tell(_switch, arguments))
    remove = verbs.add_parser("remove-provider", help="remove one; its people sign in by other ways")
    remove.add_argument("key")
    remove.set_defaults(run=lambda arguments: act_and_tell(_remove, arguments))


def _reset(arguments: argparse.Namespace) -> str:
    from comptoir.domain.accounts.actions import reset_second_factor
    from comptoir.foundation.clock import now

    user_id, name = _somebody(arguments.email)
    reset_second_factor(user_id=user_id, actor=None, now=now())
    return f"{name} has no second factor any more, and is signed out everywhere."


def _sign_out(arguments: argparse.Namespace) -> str:
    from comptoir.domain.accounts.actions import end_sign_ins

    user_id, name = _somebody(arguments.email)
    return f"{name} is signed out of {end_sign_ins(user_id=user_id)} browsers."


def _list(_arguments: argparse.Namespace) -> str:
    from comptoir.domain.accounts.queries import Provider, providers
    from comptoir.domain.shops.queries import shop_of_id

    def line(it: Provider) -> str:
        whose = shop_of_id(it.shop_id).key if it.shop_id else "all shops"
        marks = [mark for mark, is_so in (("off", not it.is_on), ("required", it.is_required)) if is_so]
        return "  ".join([it.key, it.label, it.issuer, whose, ", ".join(it.domains), *marks])

    return "\n".join(map(line, providers())) or "None is set up."


def _add(arguments: argparse.Namespace) -> str:
    import getpass

    from comptoir.domain.accounts.actions import ProviderWanted, add_provider
    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.foundation.clock import now

    asked = sys.stdin.isatty()
    secret = getpass.getpass("Client secret: ") if asked else sys.stdin.readline().rstrip("\n")
    wanted = ProviderWanted(
        label=arguments.label,
        issuer=arguments.issuer,
        client_id=arguments.client_id,
        secret=secret,
        domains=tuple(it.strip().lower() for it in arguments.domain),
        role=arguments.newcomers,
        vouches=arguments.vouches,
        owns_domains=arguments.owns_domains,
    )
    shop_id = shop_of_key(arguments.shop).id if arguments.shop else None
    kept = add_provider(key=arguments.key, shop_id=shop_id, wanted=wanted, actor=None, now=now())
    return f"{kept.label} is set up. {_back(kept.key)}"


def _switch(arguments: argparse.Namespace) -> str:
    from comptoir.domain.accounts.actions import switch_provider
    from comptoir.foundation.clock import now

    changes = {"on": {"is_on": True}, "off": {"is_on": False}}
    changes |= {"required": {"is_required": True}, "not-required": {"is_required": False}}
    kept = switch_provider(key=arguments.key, now=now(), **changes[arguments.to])
    return f"{kept.label} is {arguments.to.replace('-', ' ')}."


def _remove(arguments: argparse.Namespace) -> str:
    from comptoir.domain.accounts.actions import remove_provider
    from comptoir.foundation.clock import now

    remove_provider(key=arguments.key, actor=None, now=now())
    return f"{arguments.key} is removed."


def _somebody(email: str) -> tuple[int, str]:
    from django.core.exceptions import ValidationError

    from comptoir.domain.people.queries import user_of_email

    user = user_of_email(email)
    if user is None:
        raise ValidationError([f"nobody signs in with {email}"])
    return user.pk, user.name


def _back(key: str) -> str:
    from django.urls import reverse

    from comptoir.domain.accounts.queries import address_of_return

    return f"Name this address there: {address_of_return(reverse('console:sso_back', args=[key]))}"
