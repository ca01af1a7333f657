"""`comptoir check-text`: read what people write by a charter's file alone, without a database and without a server."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from comptoir.config.check_text_lines import Desk
    from comptoir.domain.charter.rules import Charter
    from comptoir.domain.wording.rules import Judged

FINE, TO_MEND, UNREADABLE = 0, 1, 2
"""Exit statuses: nothing above a hint; something to confirm, hold or forbid; what was given cannot be read."""

LANGUAGES = ("en", "fr", "pt", "ro")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    check = commands.add_parser("check-text", help="read a text from standard input by a charter, and say what to mend")
    check.add_argument("--charter", required=True, metavar="FILE")
    check.add_argument(
        "--audience", default="", help="who writes, as the charter names them; else what it asks of everybody"
    )
    check.add_argument("--channel", default="", help="by which way it is sent (chat, email, …); else what holds on all")
    check.add_argument("--lang", default="", help="the language of the text; told from the text if not given")
    check.add_argument("--words", metavar="FILE", help="words that are right in this shop, one a line")
    check.add_argument(
        "--now", metavar="TIME", help="when it is written (2026-03-11T10:00), which promises are counted from"
    )
    check.add_argument(
        "--language-of-answers", choices=LANGUAGES, help="in which language to answer; else that of LANG"
    )
    form = check.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print one JSON object instead of lines for people")
    form.add_argument("--jsonl", action="store_true", help="read a JSON object a line, and answer each with one")
    check.set_defaults(run=check_text)


def check_text(arguments: argparse.Namespace) -> int:
    """Read standard input; returns the exit status."""
    desk = _desk(arguments)
    if desk is None:
        return UNREADABLE
    speak(arguments.language_of_answers or usual_language())
    try:
        return _lines(desk) if arguments.jsonl else _one_text(desk, arguments)
    except BrokenPipeError:  # who reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _lines(desk: Desk) -> int:
    from comptoir.config.check_text_lines import answer_lines

    return FINE if answer_lines(desk, sys.stdin.buffer, sys.stdout.buffer, sys.stderr) else UNREADABLE


def _one_text(desk: Desk, arguments: argparse.Namespace) -> int:
    from comptoir.domain.wording.rules import BLOCKING, strictest

    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return _refuse("what came on standard input is not a text in UTF-8")
    language, found, silent = desk.reply(text)
    level = strictest(each.level for each in found)
    if arguments.json:
        told = [_told(each, text) for each in found]
        print(
            json.dumps({"language": language, "level": level, "findings": told, "silent": silent}, ensure_ascii=False)
        )
    else:
        _print(found, text, silent)
    return TO_MEND if level in BLOCKING else FINE


def _desk(arguments: argparse.Namespace) -> Desk | None:
    """The charter's desk; None, and why on standard error, when something given cannot be used."""
    from comptoir.config.check_text_lines import Desk
    from comptoir.domain.charter.rules import CHANNELS

    charter = _charter(arguments.charter)
    if charter is None:
        return None
    if arguments.audience and arguments.audience not in charter.audiences:
        _refuse(
            f"there is no audience “{arguments.audience}” in {arguments.charter}, but {', '.join(charter.audiences)}"
        )
        return None
    if arguments.channel and arguments.channel not in CHANNELS:
        _refuse(f"there is no channel “{arguments.channel}”, but {', '.join(CHANNELS)}")
        return None
    try:
        words = Path(arguments.words).read_text(encoding="utf-8-sig").split("\n") if arguments.words else []
        now = dt.datetime.fromisoformat(arguments.now) if arguments.now else dt.datetime.now(dt.UTC)
    except (OSError, ValueError) as error:
        _refuse(str(error))
        return None
    zone = ZoneInfo(charter.shop.time_zone)
    written_at = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    options = {"channel": arguments.channel, "language": arguments.lang}
    return Desk(charter, arguments.audience, written_at, words, **options)


def _charter(file: str) -> Charter | None:
    from comptoir.domain.charter.rules import beside, examine, explain

    try:
        found = examine(Path(file).read_text(encoding="utf-8"), beside(file))
    except (OSError, UnicodeDecodeError) as error:
        _refuse(f"{file}: {error.strerror if isinstance(error, OSError) else 'this is not a text in UTF-8'}")
        return None
    for mistake in found.mistakes:
        print(f"{file}:{mistake.line}:{mistake.column}: {explain(mistake, 'en')}", file=sys.stderr)
    return found.charter


def _refuse(why: str) -> int:
    print(f"comptoir: {why}", file=sys.stderr)
    return UNREADABLE


def usual_language() -> str:
    """The language of the operator's session."""
    named = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return named[:2].lower() if named[:2].lower() in LANGUAGES else "en"


def speak(language: str) -> None:
    """Let sentences be said in this language. The installation's own settings, and its data folder, are not needed for that."""
    import django
    from django.conf import settings
    from django.utils import translation

    if not settings.configured:
        settings.configure(USE_I18N=True, LOCALE_PATHS=[Path(__file__).parents[1] / "locale"])
        django.setup()
    translation.activate(language)


def _told(each: Judged, text: str) -> dict[str, object]:
    from comptoir.config.check_text_lines import told

    line, column = _place(text, each.start)
    return {**told(each), "line": line, "column": column}


def _place(text: str, start: int) -> tuple[int, int]:
    """Line and column, counted from one."""
    return text.count("\n", 0, start) + 1, start - (text.rfind("\n", 0, start) + 1) + 1


def _print(found: tuple[Judged, ...], text: str, silent: list[str]) -> None:
    from comptoir.domain.wording.because import because, clause_name, unchecked

    lines = text.split("\n")
    for each in found:
        line, column = _place(text, each.start)
        print(f"{line}:{column}: {each.level}: {clause_name(each.clause)}. {because(each)}")
        source = lines[line - 1].rstrip("\r")
        before = "".join("\t" if sign == "\t" else " " for sign in source[: column - 1])
        marked = max(1, min(each.end - each.start, len(source) - column + 1))
        print(f"    {source}\n    {before}{'^' * marked}")
        for fix in each.fixes:
            print(f"    → {fix.text or '∅'}")
    if silent:
        print(unchecked(silent))
