"""`comptoir charter`: check a charter's file, apply it, show what is in force."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from comptoir.domain.charter.rules import (
    N_,
    Change,
    Charter,
    Examination,
    Mistake,
    beside,
    compare,
    examine,
    explain,
    said_in,
    suggest,
)

CLEAN, MISTAKEN, UNREADABLE = 0, 1, 2
"""Exit statuses; warnings count as mistakes with `--strict` alone."""

LANGUAGES = ("en", "fr", "pt", "ro")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    charter = commands.add_parser("charter", help="check, apply and show service charters")
    verbs = charter.add_subparsers(required=True, metavar="WHAT")
    check = verbs.add_parser("check", help="report every mistake in a charter's file, with its line")
    check.add_argument("file", metavar="FILE")
    check.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
    check.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the report")
    check.add_argument("--strict", action="store_true", help="let warnings fail too")
    check.set_defaults(run=check_file)
    apply = verbs.add_parser("apply", help="make a file the shop's charter, showing first what changes")
    apply.add_argument("file", metavar="FILE")
    apply.add_argument("--language", choices=LANGUAGES, default="en", help="the language of the report")
    apply.add_argument("--yes", action="store_true", help="do not ask")
    apply.set_defaults(run=apply_file)
    show = verbs.add_parser("show", help="print the text of the charter that a shop has in force")
    show.add_argument("shop", metavar="SHOP", help="the shop's key")
    show.set_defaults(run=show_charter)


def check_file(arguments: argparse.Namespace) -> int:
    """Print what is wrong with the file; needs neither a database nor Django."""
    text = _text_of(arguments.file)
    if text is None:
        return UNREADABLE
    found = examine(text, beside(arguments.file))
    if arguments.json:
        print(json.dumps(_as_json(found, arguments.file, arguments.language), ensure_ascii=False))
    else:
        _print_report(found, text, arguments.file, arguments.language)
    return MISTAKEN if found.mistakes or (arguments.strict and found.warnings) else CLEAN


def apply_file(arguments: argparse.Namespace) -> int:
    """Check the file, show the difference to the charter in force, ask, and apply it."""
    text = _text_of(arguments.file)
    if text is None:
        return UNREADABLE
    found = examine(text, beside(arguments.file))
    _print_report(found, text, arguments.file, arguments.language)
    if found.charter is None:
        return MISTAKEN
    charter = found.charter
    return _with_store(lambda: _apply(charter, text, arguments))


def show_charter(arguments: argparse.Namespace) -> int:
    """Print the text in force for a shop."""
    return _with_store(lambda: _show(arguments.shop))


def _apply(charter: Charter, text: str, arguments: argparse.Namespace) -> int:
    from comptoir.domain.charter.actions import apply_charter
    from comptoir.foundation.clock import now

    language = arguments.language
    if not _is_wanted(_changes_in_store(charter), language, is_agreed=arguments.yes):
        print(said_in(language, N_("Nothing was applied.")))
        return CLEAN
    version = apply_charter(text=text, now=now(), beside=beside(arguments.file))
    applied = N_("{shop}: version {number}, in force from {day}.")
    print(said_in(language, applied, shop=charter.shop.name, number=version.number, day=version.in_force_from))
    return CLEAN


def _show(shop_key: str) -> int:
    from comptoir.domain.charter.queries import charter_in_force, text_of_version
    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.foundation.clock import now
    from comptoir.foundation.errors import Refusal

    try:
        version_id, _ = charter_in_force(shop_of_key(shop_key).id, now())
    except Refusal as refusal:
        print(f"comptoir: {refusal.text()}", file=sys.stderr)
        return MISTAKEN
    print(text_of_version(version_id), end="")
    return CLEAN


def _with_store(act: Callable[[], int]) -> int:
    """Do what needs the database; say it plainly when there is none yet."""
    import django

    django.setup()
    from django.db import DatabaseError

    try:
        return act()
    except DatabaseError as error:
        print(f"comptoir: the database cannot be used ({error}). Was `comptoir migrate` run?", file=sys.stderr)
        return UNREADABLE


def _text_of(file: str) -> str | None:
    """The text of the file; None, and why on standard error, when it cannot be read."""
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "this is not a text in UTF-8"
        print(f"comptoir: {file}: {why}", file=sys.stderr)
        return None


def _print_report(found: Examination, text: str, file: str, language: str) -> None:
    lines = text.splitlines()
    for mistake in found.mistakes:
        _print_mistake(mistake, lines, file, language, "")
    for warning in found.warnings:
        _print_mistake(warning, lines, file, language, said_in(language, N_("warning:")) + " ")
    if not found.mistakes:
        clean = (
            N_("a charter without mistakes, with warnings.") if found.warnings else N_("a charter without mistakes.")
        )
        print(f"{file}: {said_in(language, clean)}")


def _print_mistake(mistake: Mistake, lines: Sequence[str], file: str, language: str, kind: str) -> None:
    print(f"{file}:{mistake.line}:{mistake.column}: {kind}{explain(mistake, language)}")
    if mistake.line <= len(lines):
        source = lines[mistake.line - 1]
        # What stands before is repeated in blanks, tabs as tabs, so that the caret stands under its sign.
        before = "".join("\t" if sign == "\t" else " " for sign in source[: mistake.column - 1])
        print(f"    {source}\n    {before}^")
    if advice := suggest(mistake, language):
        print(f"    {advice}")


def _as_json(found: Examination, file: str, language: str) -> dict[str, object]:
    def told(mistake: Mistake) -> dict[str, object]:
        return {
            "line": mistake.line,
            "column": mistake.column,
            "path": mistake.path,
            "code": mistake.code,
            "message": explain(mistake, language),
            "suggestion": suggest(mistake, language),
        }

    mistakes, warnings = ([told(each) for each in reports] for reports in (found.mistakes, found.warnings))
    return {"file": file, "clean": not mistakes, "mistakes": mistakes, "warnings": warnings}


def _changes_in_store(new: Charter) -> list[Change] | None:
    """What the file would change in the charter in force; None for a shop's first charter."""
    from comptoir.domain.charter.queries import charter_in_force
    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.foundation.clock import now
    from comptoir.foundation.errors import Refusal

    try:
        _, old = charter_in_force(shop_of_key(new.shop.key).id, now())
    except Refusal:
        return None
    return compare(old, new)


def _is_wanted(changes: list[Change] | None, language: str, *, is_agreed: bool) -> bool:
    """Show the changes, and ask unless the answer is known."""
    if changes is None:
        print(said_in(language, N_("This is the shop's first charter.")))
    elif not changes:
        print(said_in(language, N_("Nothing changes in what the charter says.")))
    for change in changes or ():
        print(f"  {change}")
    if is_agreed:
        return True
    try:
        answer = input(said_in(language, N_("Apply it? [y/N]")) + " ")
    except EOFError:
        return False
    return answer.strip().lower() in ("y", "yes", "o", "oui", "d", "da", "s", "sim")
