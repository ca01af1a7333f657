"""`comptoir people`: who works for which shop, from the command line."""

from __future__ import annotations

import argparse
import getpass
import sys


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    people = commands.add_parser("people", help="who works for which shop").add_subparsers(
        required=True, metavar="WHAT"
    )
    add = people.add_parser("add", help="make somebody a member of a shop")
    add.add_argument("email")
    add.add_argument("--shop", required=True, help="the shop's key")
    add.add_argument("--role", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--audience", default="", help="the charter's audience they answer as (default: their role's)")
    add.add_argument("--language", default="en")
    add.add_argument("--note", default="", help="a personal note for the introduction")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add.set_defaults(run=_add)


def _add(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from comptoir.domain.people.actions import add_member
    from comptoir.domain.people.rules import EVERYBODY
    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.foundation.errors import Refusal

    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else getpass.getpass("Password: ")
    try:
        validate_email(arguments.email)
        validate_password(password)
        shop = shop_of_key(arguments.shop)
        if arguments.role not in EVERYBODY:
            raise ValidationError([f"the roles are: {', '.join(sorted(EVERYBODY))}"])
        role_audience = arguments.role if arguments.role in ("ambassador", "advisor") else ""
        add_member(
            shop_id=shop.id,
            email=arguments.email,
            name=arguments.name,
            role=arguments.role,
            audience=arguments.audience or role_audience,
            password=password,
            personal_note=arguments.note,
            language=arguments.language,
        )
    except (ValidationError, Refusal) as error:
        why = error.messages if isinstance(error, ValidationError) else [error.text()]
        print("comptoir: " + " ".join(map(str, why)), file=sys.stderr)
        return 1
    print(f"{arguments.name} is {arguments.role} of {shop.name}.")
    return 0
