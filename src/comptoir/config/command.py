"""The `comptoir` command: everything an operator does without a browser."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name; returns its exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")
    parsed = _parser().parse_args(arguments)
    return int(parsed.run(parsed) or 0)


def _parser() -> argparse.ArgumentParser:
    from comptoir.config import (
        accounts_command,
        charter_command,
        check_text_command,
        checker_command,
        due_command,
        mail_command,
        orders_command,
        people_command,
        reindex_command,
        shop_command,
    )

    parser = argparse.ArgumentParser(prog="comptoir", description="Customer service that keeps a shop's word.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_store(commands)
    told = (charter_command, people_command, shop_command, check_text_command, due_command)
    for each in (*told, mail_command, orders_command, checker_command, accounts_command, reindex_command):
        each.add_to(commands)
    return parser


def _add_serve(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    serve = commands.add_parser("serve", help="serve pages and sockets, and work, in one process")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--no-worker", action="store_true", help="a worker runs elsewhere: `comptoir work`")
    serve.set_defaults(run=_serve)


def _add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """What is done with the database."""
    work = commands.add_parser("work", help="be a worker process (beside servers started with --no-worker)")
    work.set_defaults(run=_work)
    mailroom = commands.add_parser("mailroom", help="be a mailroom process: take mail in, work it off, send letters")
    mailroom.set_defaults(run=_mailroom)
    migrate = commands.add_parser("migrate", help="bring the database up to this release")
    migrate.set_defaults(run=_migrate)
    demo = commands.add_parser("demo", help="load the demo shops (into an empty database only)")
    demo.add_argument("--if-empty", action="store_true", help="leave a database that has shops as it is")
    demo.set_defaults(run=_demo)
    manage = commands.add_parser("manage", help="run one of Django's management commands")
    manage.add_argument("rest", nargs=argparse.REMAINDER)
    manage.set_defaults(run=_manage)


def _serve(arguments: argparse.Namespace) -> int:
    from comptoir.config.server import serve

    serve(arguments.host, arguments.port, with_worker=not arguments.no_worker)
    return 0


def _work(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from comptoir.config.background import work_alone

    work_alone()
    return 0


def _mailroom(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from comptoir.config.background import keep_mailroom

    keep_mailroom()
    return 0


def _migrate(arguments: argparse.Namespace) -> int:
    return _manage(argparse.Namespace(rest=["migrate", "--verbosity", "0"]))


def _demo(arguments: argparse.Namespace) -> int:
    import django

    django.setup()
    from comptoir.config.demo import load_demo

    return load_demo(only_if_empty=arguments.if_empty)


def _manage(arguments: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["comptoir manage", *arguments.rest])
    return 0


if __name__ == "__main__":
    sys.exit(main())
