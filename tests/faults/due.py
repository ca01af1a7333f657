"""Workers that may be killed while promises come due, and a ledger of what they told.

One process imports everything, then forks a worker for each line that it reads; the line says by how many seconds the
worker's clock is wrong. What is told is written down in the transaction that tells it.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from functools import partial
from typing import Any

from tests.live import ROOT, LiveDesk
from tests.requirements import patience

MANY = int(os.environ.get("COMPTOIR_PROMISES_DUE", "300"))
"""10,000 by hand."""
AWAY = int(os.environ.get("COMPTOIR_SECONDS_AWAY", "7"))
"""How long the database is away. A minute by hand."""
WITHIN = 4.0 + MANY / 500
"""Seconds in which they come due: so many that there are warnings too, not breaks alone."""
LONGEST = 120 + 3 * patience() + MANY // 25 + AWAY
"""Seconds of one test."""


class DueWorkers:
    """Workers of one desk."""

    def __init__(self, desk: LiveDesk) -> None:
        self._desk = desk
        self._living: list[int] = []
        with desk.log.open("ab") as log:
            self._mother = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.due", "work"],
                env=desk.environment,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def start(self, *, wrong_by: float = 0) -> None:
        """Begin one more worker, whose clock goes wrong by so many seconds."""
        assert self._mother.stdin is not None
        assert self._mother.stdout is not None
        self._mother.stdin.write(f"{wrong_by}\n")
        self._mother.stdin.flush()
        self._living.append(int(self._mother.stdout.readline()))

    def kill(self) -> None:
        """End the oldest of them with signal 9, and wait until it is gone."""
        pid = self._living.pop(0)
        os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 10
        with suppress(ProcessLookupError):
            while time.monotonic() < until:
                os.kill(pid, 0)
                time.sleep(0.005)
            raise TimeoutError(f"worker {pid} still runs")

    def close(self) -> None:
        """End everything."""
        while self._living:
            self.kill()
        self._mother.terminate()
        self._mother.communicate(timeout=10)


def promise(desk: LiveDesk, number: int, within: float) -> None:
    """Let so many promises come due within the next seconds, each with one warning before."""
    desk.run("tests.faults.due", "promise", str(number), str(within))


def told(desk: LiveDesk) -> tuple[Counter[str], int, int]:
    """What was told, by kind; how often anything was told a second time; and how many promises still wait to be told."""
    rows, waiting = json.loads(desk.run("tests.faults.due", "told").splitlines()[-1])
    twice = [row for row, times in Counter(map(tuple, rows)).items() if times > 1]
    return Counter(what for _, what in rows), len(twice), waiting


def until_all_told(desk: LiveDesk, within: float = 60 + MANY / 50) -> tuple[Counter[str], int]:
    """What was told, and how often twice, once nothing waits any more; it is also printed, with how long that took."""
    began = time.monotonic()
    while time.monotonic() < began + within:
        found, twice, waiting = told(desk)
        if not waiting:
            print(f"told {dict(found)}, twice {twice}, {time.monotonic() - began:.1f} s after the last fault")
            return found, twice
        time.sleep(0.3)
    raise TimeoutError(f"{waiting} still wait:\n" + desk.log.read_text()[-3000:])


def _promise(number: int, within: float) -> None:
    from django.db import connection

    from comptoir.domain.people.models import Membership
    from comptoir.domain.promises.models import Promise
    from comptoir.domain.promises.rules import reminder_of
    from comptoir.domain.shops.queries import shop_of_key
    from comptoir.foundation.clock import now
    from tests.people import a_conversation

    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS told")
        cursor.execute("CREATE TABLE told (promise_id bigint, what varchar(20))")
    shop = shop_of_key("maison-perle")
    owner = Membership.objects.get(shop_id=shop.id, role="advisor", user__email__startswith="adele")
    talks = [a_conversation(shop, now=now()) for _ in range(5 + number // 50)]
    # Their time begins with the last conversation, however long those took.
    rows, made_at = [], now()
    for n in range(number):
        # Two of three belong to a conversation; a third comes due at the same moment as others.
        due_at = made_at + dt.timedelta(seconds=within * (0.5 if n % 3 == 0 else (n + 1) / number))
        talk = talks[n // 50 % len(talks)].pk if n % 3 else None
        facts = {"words": f"rappeler {n}", "subject": f"test:{n}", "owner": owner, "made_at": made_at, "due_at": due_at}
        next_at = reminder_of(made_at, due_at)
        rows.append(Promise(shop_id=shop.id, conversation_id=talk, kind="spoken", next_at=next_at, **facts))
    Promise.objects.bulk_create(rows)


def _told() -> None:
    from django.db import connection

    from comptoir.domain.promises.models import Promise
    from comptoir.foundation.models import Announcement

    with connection.cursor() as cursor:
        cursor.execute("SELECT promise_id, what FROM told")
        rows = cursor.fetchall()
    untold = Announcement.objects.filter(name__in=["promises.at_risk", "promises.broken"]).count()
    print(json.dumps([rows, untold + Promise.objects.filter(kind="spoken", settled_at=None).count()]))


def _work() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            _be_worker(float(line))
            os._exit(0)
        print(pid, flush=True)


def _be_worker(wrong_by: float) -> None:
    from comptoir.domain.promises.events import PromiseAtRisk, PromiseBroken
    from comptoir.domain.promises.sweeps import SWEEPS
    from comptoir.foundation import outbox, worker

    def now() -> dt.datetime:
        return dt.datetime.now(dt.UTC) + dt.timedelta(seconds=wrong_by)

    outbox.now = worker.now = now
    ring = {PromiseAtRisk: [_ring("at_risk")], PromiseBroken: [_ring("broken")]}
    worker.Worker(ring, SWEEPS).run()  # type: ignore[arg-type]


def _ring(what: str) -> Any:
    from comptoir.foundation.worker import in_batches

    def ring(events: list[Any]) -> Any:
        return partial(_write, [[event.promise_id, what] for event in events if event.kind == "spoken"])

    return in_batches(ring)


def _write(rows: list[list[Any]]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO told (promise_id, what) VALUES (%s, %s)", rows)


def main(verb: str, *numbers: str) -> None:
    """Do one of the three in the desk's own environment."""
    import django

    django.setup()
    import comptoir.config.wiring  # noqa: F401

    {"work": _work, "told": _told, "promise": _promise}[verb](
        *(float(each) if "." in each else int(each) for each in numbers)
    )  # type: ignore[operator]


if __name__ == "__main__":
    main(*sys.argv[1:])
