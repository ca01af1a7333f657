"""A server whose answers come late: what is done already is told by the sockets first, as on a machine that has much to do.

`COMPTOIR_TEST_LATE_MS=600 make test TESTS=tests/browser` finds tests (and pages) that go on before an answer has come.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable

from django.http import HttpRequest, HttpResponseBase
from django.utils.decorators import async_only_middleware

LATE = float(os.environ.get("COMPTOIR_TEST_LATE_MS", "0")) / 1000
"""By how many seconds each answer is late that a page's script waits for, or that changes something."""

Answering = Callable[[HttpRequest], Awaitable[HttpResponseBase]]


@async_only_middleware
def answers_late(get_response: Answering) -> Answering:
    """Do what is asked at once, and answer later."""

    async def answer(request: HttpRequest) -> HttpResponseBase:
        response = await get_response(request)
        if request.method == "POST" or request.headers.get("Sec-Fetch-Dest") == "empty":
            await asyncio.sleep(LATE)
        return response

    return answer
