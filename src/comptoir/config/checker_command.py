"""`comptoir checker`: be the reply checker of this host until ended. Servers start one by themselves; this is for who watches over processes."""

from __future__ import annotations

import argparse
import logging
import sys
from pathlib import Path


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    checker = commands.add_parser(
        "checker", help="be the reply checker of this host (servers start one if none is there)"
    )
    checker.add_argument("--socket", type=Path, metavar="PATH", help="where to listen, instead of the settings' place")
    checker.set_defaults(run=_check)


def _check(arguments: argparse.Namespace) -> int:
    from comptoir.domain.wording.checker import place, server

    path = arguments.socket.absolute() if arguments.socket else place.socket_path()
    if path is None:
        print("comptoir: COMPTOIR_CHECKER_SOCKET says that there is to be no checker", file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    status = server.serve(path, idle=None)
    if status == server.TAKEN:
        print(f"comptoir: a checker is at {path} already", file=sys.stderr)
    return status
