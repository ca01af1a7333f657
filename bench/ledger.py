"""Promises that come due: 10,000 at once among very many that wait, told within 10 s; how late each is told when they come
one by one; and a page of the ledger.

`COMPTOIR_BENCH_PROMISES` says how many wait (a million, unless said otherwise; at least as many as come due). The bound is one bare pass over the same
rows in the same run: select what is due and update it, told to nobody.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from bench.figures import Figure, percentile

ROOT = Path(__file__).resolve().parent.parent
WAITING = int(os.environ.get("COMPTOIR_BENCH_PROMISES", "1000000"))
DUE = 10_000
OF_ONE = 5
"""Promises that wait in one conversation."""
PORTION = 20_000
PAGES = 200
ONE_BY_ONE, WITHIN = 200, 10.0
"""Promises of a usual hour's busiest moment: so many, spread over so many seconds."""


def run() -> Figure:
    """Measure on a database of its own; the figure of the sweep is the one that counts."""
    folder = tempfile.mkdtemp(prefix="comptoir-bench-")
    environment = os.environ | {"COMPTOIR_DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    try:
        command = [sys.executable, "-m", "bench.ledger"]
        found = json.loads(subprocess.check_output(command, env=environment, cwd=ROOT).splitlines()[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    Figure("ledger page, p95", found["page"], "ms", 80, more_is_better=False).tell()
    Figure("ledger sweep, nothing due", found["idle"], "ms", 5, more_is_better=False).tell()
    Figure("ledger, lateness, p95", round(found["late"], 2), "s", 1, more_is_better=False).tell()
    told = Figure("ledger, 10,000 told", found["told"], "s", 10, round(found["bare"], 2), more_is_better=False)
    return told.tell()


def measured() -> dict[str, float]:
    """Seed, look at pages, let 10,000 come due, and tell them to the end."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    now = dt.datetime.now(dt.UTC)
    viewer = _seeded(now)
    page = _pages(viewer)
    idle = _idle(now)
    bare = _bare(now)
    told = _told(now)
    return {"page": page, "idle": idle, "bare": bare, "told": told, "late": _late()}


def _seeded(now: dt.datetime) -> Any:
    from django.db import connection, transaction

    from bench.seed import _conversations, _members
    from comptoir.domain.people.queries import viewer_in
    from comptoir.domain.promises.models import Account, Promise
    from comptoir.foundation.rows import insert_rows
    from tests.people import a_member, a_shop

    shop = a_shop()
    with transaction.atomic():
        agents = _members(shop.id, 20, "advisor", "advisor")
        talks = _conversations(shop.id, [agents[n % 20] for n in range(WAITING // OF_ONE)])
        Account.objects.bulk_create((Account(conversation_id=talk.pk) for talk in talks), batch_size=5000)
        likeness = Promise(
            shop_id=shop.id, charter_version_id=1, clause="chat_first_answer", kind="next_answer", within="30 s"
        )
        fields = [field for field in Promise._meta.concrete_fields if not field.primary_key]
        same = {field.name: getattr(likeness, field.attname) for field in fields}
        for start in range(0, WAITING, PORTION):
            some = range(start, min(start + PORTION, WAITING))
            rows = [same | _row(talks[n // OF_ONE], n, now) for n in some]
            insert_rows(Promise, list(same), [list(row.values()) for row in rows])
        manager = a_member(shop, "manager")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return viewer_in(manager.user_id, shop.id)


def _row(talk: Any, n: int, now: dt.datetime) -> dict[str, Any]:
    # So many are due now, each of another conversation; the others on later days.
    due_at = now if n % (WAITING // DUE) == 0 else now + dt.timedelta(days=1 + n % 30, seconds=n % 86400)
    its_own = {"conversation": talk.pk, "owner": talk.assignee_id, "audience": "advisor", "made_seq": n % OF_ONE}
    return its_own | {"made_at": now, "due_at": due_at, "next_at": due_at}


def _pages(viewer: Any) -> float:
    """The 95th hundredth of a page's milliseconds, through the ledger from its beginning."""
    from comptoir.domain.promises.queries import Filters, ledger

    took, after = list[float](), None
    for _ in range(PAGES):
        began = time.perf_counter()
        page = ledger([viewer], Filters(), after=after)
        took.append((time.perf_counter() - began) * 1000)
        after = page.next_cursor
    return percentile(took, 0.95)


def _idle(now: dt.datetime) -> float:
    from comptoir.domain.promises.actions import sweep

    took = list[float]()
    for _ in range(PAGES):
        began = time.perf_counter()
        assert sweep(now - dt.timedelta(hours=1)) == 0
        took.append((time.perf_counter() - began) * 1000)
    return percentile(took, 0.95)


def _bare(now: dt.datetime) -> float:
    """Seconds that the database alone needs for the same rows, in one transaction that is taken back."""
    from django.db import transaction

    from comptoir.domain.promises.models import Promise
    from comptoir.foundation.rows import update_rows

    began = time.perf_counter()
    with transaction.atomic():
        due = list(Promise.objects.filter(next_at__lte=now).order_by("next_at"))
        update_rows(Promise, ["state", "settled_at", "next_at"], [["broken", it.due_at, None, it.pk] for it in due])
        transaction.set_rollback(True)
    assert len(due) == DUE
    return time.perf_counter() - began


def _told(now: dt.datetime) -> float:
    """Seconds from the first look until all are written down and every announcement was told."""
    from comptoir.config.wiring import REACTIONS
    from comptoir.domain.promises.models import Promise
    from comptoir.domain.promises.sweeps import tell_what_is_due
    from comptoir.foundation.models import Announcement
    from comptoir.foundation.worker import Worker

    Announcement.objects.all().delete()
    began = time.perf_counter()
    while Promise.objects.filter(next_at__lte=now).exists():
        tell_what_is_due(now)
    Worker(REACTIONS).deliver_all()
    took = time.perf_counter() - began
    assert Promise.objects.filter(state="broken").count() == DUE
    return took


def _late() -> float:
    """The 95th hundredth of the seconds from a promise's due time until its break is told, by a worker as it runs in the house."""
    from comptoir.config.wiring import REACTIONS, SWEEPS
    from comptoir.domain.promises.events import PromiseBroken
    from comptoir.domain.promises.models import Promise
    from comptoir.foundation.worker import Worker, in_batches

    late: list[float] = []

    @in_batches
    def hear(events: list[Any]) -> None:
        late.extend((dt.datetime.now(dt.UTC) - event.due_at).total_seconds() for event in events)

    worker = Worker({**REACTIONS, PromiseBroken: [*REACTIONS[PromiseBroken], hear]}, SWEEPS)
    thread = threading.Thread(target=worker.run)
    thread.start()
    made_at = dt.datetime.now(dt.UTC)
    shop_id = Promise.objects.values_list("shop_id", flat=True)[0]
    spread = [made_at + dt.timedelta(seconds=1 + WITHIN * n / ONE_BY_ONE) for n in range(ONE_BY_ONE)]
    facts = {"shop_id": shop_id, "kind": "spoken", "made_at": made_at}
    rows = [Promise(subject=f"late:{n}", due_at=at, next_at=at, **facts) for n, at in enumerate(spread)]
    Promise.objects.bulk_create(rows)
    until = time.monotonic() + 3 * WITHIN
    while len(late) < ONE_BY_ONE and time.monotonic() < until:
        time.sleep(0.1)
    worker.stop()
    thread.join()
    assert len(late) == ONE_BY_ONE
    return percentile(late, 0.95)


if __name__ == "__main__":
    print(json.dumps(measured()))
