"""Trying a mailbox's servers before it is relied on: for whoever connects one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from comptoir.domain.channels.connecting import smtp
from comptoir.domain.channels.connecting.access import Access, Trouble

PATIENCE = 8.0
"""Seconds for each step: somebody waits before a page."""


class Tried(NamedTuple):
    """What came of it, each as a code of `access.WHY`; empty where it is well, or was not to be tried."""

    incoming: str = ""
    outgoing: str = ""

    @property
    def is_well(self) -> bool:
        """Whether everything that was tried works."""
        return not (self.incoming or self.outgoing)


def try_mailbox(*, incoming: Access | None, outgoing: Access | None, folder: str = "INBOX") -> Tried:
    """Sign in at both, open the folder without changing anything in it, and send nothing."""
    return Tried(
        _code(lambda: _read(incoming, folder)) if incoming else "",
        _code(lambda: _greet(outgoing)) if outgoing else "",
    )


def _read(access: Access, folder: str) -> None:
    from comptoir.domain.channels.connecting import imap  # with it comes a library that few processes need

    client = imap.signed_in(access, PATIENCE)
    try:
        with imap.imap_troubles():
            if not client.folder_exists(folder):
                raise Trouble("folder_unknown")
            client.select_folder(folder, readonly=True)
    finally:
        imap.end(client)


def _greet(access: Access) -> None:
    smtp.signed_in(access, patience=PATIENCE).close()


def _code(act: Callable[[], None]) -> str:
    try:
        act()
    except Trouble as trouble:
        return trouble.code
    return ""
