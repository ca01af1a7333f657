"""`comptoir people`: who works for which shop, from the command line."""

from __future__ import annotations

import argparse
import getpass
import sys

from comptoir.config.acting import act_and_tell


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    people = commands.add_parser("people", help="who works for which shop").add_subparsers(
        required=True, metavar="WHAT"
    )
    add = people.add_parser("add", help="make somebody a member of a shop, or change what they are there")
    add.add_argument("email")
    add.add_argument("--shop", required=True, help="the shop's key")
    add.add_argument("--role", required=True)
    add.add_argument("--name", required=True)
    add.add_argument("--audience", default="", help="the charter's audience they answer as (default: their role's)")
    add.add_argument("--group", action="append", default=[], help="a group they are in; may be given several times")
    add.add_argument("--topic", action="append", default=[], help="a topic they answer (default: all); several times")
    add.add_argument("--speaks", action="append", default=[], help="a language they answer in (default: all); likewise")
    add.add_argument("--chats-at-once", type=int, help="how many chats they hold at most (default: the charter's)")
    add.add_argument("--language", default="en", help="the language of their console")
    add.add_argument("--note", default="", help="a personal note for the introduction")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add.set_defaults(run=lambda arguments: act_and_tell(_add, arguments))
    remove = people.add_parser("remove", help="end somebody's membership of a shop; what they wrote stays")
    remove.add_argument("email")
    remove.add_argument("--shop", required=True, help="the shop's key")
    remove.set_defaults(run=lambda arguments: act_and_tell(_remove, arguments))


def _add(arguments: argparse.Namespace) -> str:
    from django.core.validators import validate_email

    from comptoir.domain.people.actions import add_member
    from comptoir.domain.shops.queries import shop_of_key

    validate_email(arguments.email)
    shop = shop_of_key(arguments.shop)
    audience = _checked_audience(shop.id, arguments)
    add_member(
        shop_id=shop.id,
        email=arguments.email,
        name=arguments.name,
        role=arguments.role,
        audience=audience,
        password=_password_of(arguments),
        personal_note=arguments.note,
        languages=arguments.speaks,
        topics=arguments.topic,
        groups=arguments.group,
        language=arguments.language,
        chats_at_once=arguments.chats_at_once,
    )
    return f"{arguments.name} is {arguments.role} of {shop.name}."


def _remove(arguments: argparse.Namespace) -> str:
    from django.core.exceptions import ValidationError

    from comptoir.domain.people.actions import remove_member
    from comptoir.domain.people.queries import members_of
    from comptoir.domain.shops.queries import shop_of_key

    shop = shop_of_key(arguments.shop)
    member = next((it for it in members_of(shop.id) if it.user.email == arguments.email.lower()), None)
    if member is None:
        raise ValidationError([f"nobody of {shop.name} has the address {arguments.email}"])
    remove_member(membership_id=member.pk)
    return f"{member.user.name} is no member of {shop.name} any more."


def _checked_audience(shop_id: int, arguments: argparse.Namespace) -> str:
    """The audience that somebody will answer as. What the charter does not know would be asked by nobody, for ever."""
    from django.core.exceptions import ValidationError

    from comptoir.domain.charter.queries import charter_in_force
    from comptoir.domain.people.rules import EVERYBODY
    from comptoir.foundation.clock import now

    if arguments.role not in EVERYBODY:
        raise ValidationError([f"the roles are: {', '.join(sorted(EVERYBODY))}"])
    _, charter = charter_in_force(shop_id, now())
    audience = arguments.audience or (arguments.role if arguments.role in ("ambassador", "advisor") else "")
    if audience and audience not in charter.audiences:
        raise ValidationError([f"the charter's audiences are: {', '.join(charter.audiences)}"])
    if unknown := [topic for topic in arguments.topic if topic not in charter.topics]:
        raise ValidationError([f"the charter has no topic {unknown[0]}; it has: {', '.join(charter.topics)}"])
    return audience


def _password_of(arguments: argparse.Namespace) -> str | None:
    """A password for who is new here; who has an account keeps theirs, and is not asked."""
    from django.contrib.auth.password_validation import validate_password

    from comptoir.domain.people.queries import has_account

    if has_account(arguments.email):
        return None
    password = sys.stdin.readline().rstrip("\n") if arguments.password_stdin else getpass.getpass("Password: ")
    validate_password(password)
    return password
