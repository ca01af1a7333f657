"""Starting the server: one uvicorn process, with the gateway's own way to the wire."""

from __future__ import annotations

import logging
import os
from typing import Any

import uvicorn

from comptoir.config.sqlite import SAFE_SINCE, sqlite_version

log = logging.getLogger("comptoir")

WIRES: dict[str, Any] = {"fast": "comptoir.surfaces.gateway.wire:FastProtocol", "plain": "websockets-sansio"}
"""COMPTOIR_WIRE: our way to the transport, or uvicorn's own, as every other server would be."""


def serve(host: str, port: int, *, with_worker: bool, announce: bool = True) -> None:
    """Serve until interrupted."""
    os.environ["COMPTOIR_WORKER"] = "here" if with_worker else "elsewhere"
    from django.conf import settings

    if announce:
        log.info("Comptoir serves %s (SQLite library %s)", settings.PUBLIC_URL, ".".join(map(str, sqlite_version())))
    if sqlite_version() < SAFE_SINCE:
        log.warning("this SQLite can lose committed writes; %s or later is safe", ".".join(map(str, SAFE_SINCE)))
    uvicorn.run(
        "comptoir.config.asgi:application",
        host=host,
        port=port,
        loop="uvloop",
        http="httptools",
        ws=WIRES[os.environ.get("COMPTOIR_WIRE", "fast")],
        ws_max_size=128 * 1024,
        ws_per_message_deflate=False,
        ws_ping_interval=float(os.environ.get("COMPTOIR_PING_SECONDS", "15")),
        ws_ping_timeout=float(os.environ.get("COMPTOIR_PONG_SECONDS", "10")),
        lifespan="on",
        access_log=False,
        log_level="warning",
        proxy_headers=False,
        server_header=False,
        backlog=4096,
        timeout_graceful_shutdown=5,
    )
