"""`comptoir orders`: orders out of a spreadsheet, shown before anything is kept."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from comptoir.domain.shops.queries import KnownShop
    from comptoir.domain.shops.rules import Mistake, Reading

CLEAN, MISTAKEN, UNREADABLE = 0, 1, 2
LARGEST = 64 * 1024 * 1024
"""Bytes of a file."""

SHOWN_AT_MOST = 50
"""Mistakes that are shown; `--json` has all of them."""

YES = ("y", "yes", "o", "oui", "d", "da", "s", "sim")


class NotReadable(Exception):
    """The file cannot be read; why is its text."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    verbs = commands.add_parser("orders", help="a shop's orders").add_subparsers(required=True, metavar="WHAT")
    take = verbs.add_parser("import", help="keep the orders of a CSV file, showing first what it says")
    take.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    take.add_argument("--shop", required=True, help="the shop's key")
    take.add_argument("--yes", action="store_true", help="do not ask")
    take.add_argument("--dry-run", action="store_true", help="show what the file says, and keep nothing")
    take.add_argument(
        "--skip-mistaken", action="store_true", help="keep the orders without mistakes, and leave out the others"
    )
    take.add_argument(
        "--json", action="store_true", help="print one JSON object instead of lines, and keep nothing without --yes"
    )
    take.add_argument("--language", choices=("en", "fr", "pt", "ro"), default="en", help="the language of the report")
    take.set_defaults(run=import_orders)


def import_orders(arguments: argparse.Namespace) -> int:
    """Read the file, show what it says and what is wrong with it, ask, and keep it; returns the exit status."""
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import translation

    from comptoir.foundation.errors import Refusal

    try:
        with translation.override(arguments.language):
            return _import(arguments)
    except (NotReadable, DatabaseError) as error:
        print(f"comptoir: {arguments.file}: {error}", file=sys.stderr)
        return UNREADABLE
    except Refusal as refusal:
        print(f"comptoir: {refusal.text()}", file=sys.stderr)
        return MISTAKEN


def _import(arguments: argparse.Namespace) -> int:
    from django.utils.translation import gettext as _

    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.domain.shops.rules import read_orders

    shop = shop_of_key(arguments.shop)
    read = read_orders(_text_of(arguments.file), ZoneInfo(shop.time_zone))
    if not arguments.json:
        _show(read, arguments.file)
    wanted = not arguments.dry_run and bool(read.orders) and (arguments.skip_mistaken or not read.mistakes)
    kept = _keep(shop, read, arguments) if wanted else None
    if arguments.json:
        print(json.dumps(_as_json(read, kept), ensure_ascii=False))
    elif kept is None:
        print(_("Nothing was kept."))
    else:
        told = _("Kept: %(new)s new, %(changed)s changed, %(same)s as before, %(older)s older than what is known.")
        print(told % kept)
    return MISTAKEN if read.mistakes or not read.orders else CLEAN


def _keep(shop: KnownShop, read: Reading, arguments: argparse.Namespace) -> dict[str, int] | None:
    """How many were kept, by what became of them; None when they are not wanted."""
    from comptoir.domain.shops.actions import keep_orders
    from comptoir.foundation.clock import now

    if not arguments.yes and (arguments.json or not _is_wanted(shop, len(read.orders))):
        return None
    return keep_orders(shop_id=shop.id, orders=read.orders, told_at=now())._asdict()


def _text_of(file: str) -> str:
    """The text of the file, in UTF-8, UTF-16 with its mark, or as Windows writes it in western Europe."""
    try:
        raw = sys.stdin.buffer.read(LARGEST + 1) if file == "-" else _bytes_of(Path(file))
    except OSError as error:
        raise NotReadable(error.strerror or str(error)) from None
    if len(raw) > LARGEST:
        raise NotReadable(f"it has more than {LARGEST // 1024 // 1024} MB; divide it")
    marked = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if marked else ["utf-8-sig", "cp1252"]:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotReadable("this is not a text; save it as CSV in UTF-8")


def _bytes_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _show(read: Reading, file: str) -> None:
    from django.utils.translation import gettext as _

    from comptoir.domain.shops.errors import said

    for mistake in read.mistakes[:SHOWN_AT_MOST]:
        print(f"{file}:{mistake.line}: {_place(read, mistake)}{said(mistake)}")
    if len(read.mistakes) > SHOWN_AT_MOST:
        print(_("… and %(number)s more; --json tells all.") % {"number": len(read.mistakes) - SHOWN_AT_MOST})
    for name, title in read.columns.items():
        print(f"  {name:20} “{title}”")
    if read.left_out:
        print("  " + _("left out:") + " " + ", ".join(f"“{title}”" for title in read.left_out))
    products = sum(len(order.lines) for order in read.orders.values())
    numbers = {"rows": read.rows, "orders": len(read.orders), "products": products, "mistakes": len(read.mistakes)}
    told = _("Lines: %(rows)s. Orders: %(orders)s, with products: %(products)s. Mistakes: %(mistakes)s.")
    print(f"{file}: {told % numbers}")


def _place(read: Reading, mistake: Mistake) -> str:
    """The column in which the mistake stands, by its title in the file."""
    title = read.columns.get(mistake.field, "")
    return f"{title}: " if title else ""


def _is_wanted(shop: KnownShop, number: int) -> bool:
    from django.utils.translation import gettext as _

    question = _("Keep the orders of %(shop)s (%(number)s)? [y/N]") % {"shop": shop.name, "number": number}
    try:
        return input(f"{question} ").strip().lower() in YES
    except EOFError:
        return False


def _as_json(read: Reading, kept: dict[str, int] | None) -> dict[str, Any]:
    from comptoir.domain.shops.errors import said

    mistakes = [
        {"line": it.line, "column": it.field, "code": it.code, "value": it.value, "message": said(it)}
        for it in read.mistakes
    ]
    return {
        "rows": read.rows,
        "orders": len(read.orders),
        "columns": read.columns,
        "left_out": read.left_out,
        "delimiter": read.delimiter,
        "decimal": read.decimal,
        "mistakes": mistakes,
        "kept": kept,
    }
