"""The one application: sockets go to the gateway, everything else to Django's WSGI handler on a few lasting threads."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "comptoir.config.settings")

import django

django.setup()

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.db import connection  # noqa: E402

from comptoir.config.background import Background  # noqa: E402
from comptoir.domain.knowledge.queries import ready_words  # noqa: E402
from comptoir.domain.shops.queries import all_shops  # noqa: E402
from comptoir.domain.wording.checker import client as checker  # noqa: E402
from comptoir.surfaces.gateway.gateway import Gateway  # noqa: E402

WAKE_CHECKER_AFTER = 1.0
"""Seconds. Pages are answered first; the dictionaries take some seconds of a core."""
READY_WORDS_AFTER = 2.0
"""Seconds. It takes a core for half a second to a second."""
HTTP_THREADS = int(os.environ.get("COMPTOIR_HTTP_THREADS", "4"))

gateway = Gateway()
background = Background(with_worker=os.environ.get("COMPTOIR_WORKER", "here") == "here")
handler: Any = WSGIHandler()
pages = WSGIMiddleware(handler, workers=HTTP_THREADS, send_queue_size=10)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """ASGI: the server calls this for every connection."""
    if scope["type"] == "websocket":
        await gateway.socket(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _live(receive, send)
    else:
        await pages(_told_who(scope), receive, send)


async def _live(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.startup":
            await gateway.start()
            background.start()
            _tune()
            await send({"type": "lifespan.startup.complete"})
            _wake_checker()
            _later(READY_WORDS_AFTER, _ready_words)
        else:
            background.stop()
            await gateway.stop()
            await send({"type": "lifespan.shutdown.complete"})
            return


def _wake_checker() -> None:
    """Let the reply checker load while nobody writes yet; otherwise the first draft would start it."""
    _later(WAKE_CHECKER_AFTER, checker.wake)


def _ready_words() -> None:
    """Let the words of the shops' languages load while nobody asks yet; otherwise the first customer's question would wait for them."""
    try:
        ready_words(language for shop in all_shops() for language in shop.languages)
    finally:
        connection.close()


def _later(seconds: float, begin: Callable[[], None]) -> None:
    waiting = threading.Timer(seconds, begin)
    waiting.daemon = True
    waiting.start()


def _tune() -> None:
    """Suit the interpreter to a server: sockets, the writer and the worker are threads that take turns often."""
    sys.setswitchinterval(0.0003)
    # The collector of garbage would walk through all that was loaded and stays, again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _told_who(scope: Any) -> Any:
    """Only a trusted proxy may say who the client is and how it came; what others say of it is dropped.

    So is every name with an underscore: for WSGI `x_forwarded_for` would be the same header as `x-forwarded-for`.
    """
    peer = scope["client"][0] if scope.get("client") else ""
    said = () if peer in settings.TRUSTED_PROXIES else (b"x-forwarded-", b"x-real-ip")
    headers = [(name, value) for name, value in scope["headers"] if b"_" not in name and not name.startswith(said)]
    return {**scope, "headers": headers}
