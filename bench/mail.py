"""Mails: how many a second are kept, each with a commit of its own, and how many are read, checked and applied; on one core.

Read by the process of its own that reads strangers' mails, senders checked against names on this machine, answers and new
requests of many senders mixed, no pictures. The bound of keeping is bare rows of the same size, committed one by one.
`COMPTOIR_BENCH_MAILS` says how many (400, unless said otherwise).
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.figures import Figure

ROOT = Path(__file__).resolve().parent.parent
MAILS = int(os.environ.get("COMPTOIR_BENCH_MAILS", "400"))
SENDERS = 40
WORDS = "Bonjour, je voudrais savoir quand ma commande sera livrée, car elle devait arriver hier. "


def run() -> Figure:
    """Measure on a database of its own; the figure of applying is the one that counts."""
    folder = tempfile.mkdtemp(prefix="comptoir-bench-")
    settings = {"COMPTOIR_DATA_DIR": folder, "COMPTOIR_MAIL_DOMAIN": "reply.bench.example", "COMPTOIR_DEMO": "0"}
    environment = os.environ | settings | {"DJANGO_SETTINGS_MODULE": "comptoir.config.settings"}
    try:
        command = [sys.executable, "-m", "bench.mail"]
        found = json.loads(subprocess.check_output(command, env=environment, cwd=ROOT).splitlines()[-1])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    Figure("mails kept", found["kept"], "mails/s", 50, round(found["bare"], 1)).tell()
    return Figure("mails applied", found["applied"], "mails/s", 15).tell()


def measured() -> dict[str, float]:
    """Keep all mails, then apply them."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    raws = _raws()
    return {"bare": _bare(raws), "kept": _kept(raws), "applied": _applied()}


def _raws() -> list[bytes]:
    from comptoir.domain.channels.tests.stage import a_mail, a_shop_with_mail

    a_shop_with_mail()
    quoted = "\n".join(f"> {WORDS}" for _ in range(8))
    return [
        a_mail(
            f"{WORDS * 4}\n\nCordialement,\nAna\n\nLe 1 déc. 2026 à 12:00, Maison Perle a écrit :\n{quoted}",
            sender=f"Ana <ana{n % SENDERS}@client.test>",
            subject=f"Ma commande {n}",
            html=f"<p>{WORDS * 4}</p><blockquote>{quoted}</blockquote>",
        )
        for n in range(MAILS)
    ]


def _bare(raws: list[bytes]) -> float:
    from django.db import connection, transaction

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare_mail (content BLOB)"
            if connection.vendor == "sqlite"
            else "CREATE TABLE bare_mail (content bytea)"
        )
    began = time.monotonic()
    for raw in raws:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare_mail (content) VALUES (%s)", [raw])
    return len(raws) / (time.monotonic() - began)


def _kept(raws: list[bytes]) -> float:
    from comptoir.domain.channels.actions import CameIn, keep_mails
    from comptoir.domain.channels.tests.stage import SHOP

    now = dt.datetime.now(dt.UTC)
    began = time.monotonic()
    for n, raw in enumerate(raws):
        mail = CameIn("lmtp", f"bench {n}", raw, envelope_from="ana@client.test", envelope_to=(SHOP,))
        keep_mails([mail._replace(client_ip="198.51.100.7", helo="mx.client.test")], now=now)
    return len(raws) / (time.monotonic() - began)


def _applied() -> float:
    from comptoir.config import wiring  # noqa: F401 - who takes mails
    from comptoir.domain.channels.actions import work_mails
    from comptoir.domain.channels.models import ReceivedMail
    from comptoir.letters.child import Reader
    from tests.zones import zone

    records = {
        "client.test": {"TXT": ["v=spf1 ip4:198.51.100.7 -all"]},
        "_dmarc.client.test": {"TXT": ["v=DMARC1; p=reject"]},
    }
    with zone(records) as resolver, Reader() as reader:
        began = time.monotonic()
        while work_mails(now=dt.datetime.now(dt.UTC), reader=reader, resolver=resolver, at_most=50):
            pass
        took = time.monotonic() - began
    states = set(ReceivedMail.objects.values_list("state", "sender_check"))
    if states != {("applied", "proven")}:
        raise RuntimeError(f"not all were applied: {states}")
    return MAILS / took


if __name__ == "__main__":
    print(json.dumps(measured()))
