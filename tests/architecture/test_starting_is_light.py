"""A server that starts loads nothing that only reading mail, drawing pictures or asking others needs: it comes with the first of those."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.live import ROOT

WITH_THE_FIRST_MAIL = {
    "selectolax",
    "nh3",
    "spf",
    "dns",
    "tldextract",
    "requests",
    "charset_normalizer",
    "tnefparse",
    "flufl",
}
WITH_A_MAILBOX = {"imapclient", "httpx", "anymail"}
WITH_A_FILE = {"pikepdf", "pillow_heif"}
WITH_A_TEXT = {"lingua", "wordfreq", "hunspell", "icalendar"}
WITH_A_SIGN_IN = {"fido2", "qrcode", "oauthlib"}
STARTED = """
import json, sys
import comptoir.config.asgi
from django.urls import get_resolver
get_resolver().url_patterns
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def test_a_server_that_starts_waits_for_no_library_of_the_mailroom(tmp_path) -> None:
    environment = {**os.environ, "COMPTOIR_DATA_DIR": str(tmp_path), "PYTHONPATH": str(ROOT / "src")}
    environment |= {"DATABASE_URL": "", "REDIS_URL": ""}
    told = subprocess.run(
        [sys.executable, "-c", STARTED], env=environment, check=True, stdout=subprocess.PIPE, text=True, timeout=60
    ).stdout
    loaded = set(json.loads(told.splitlines()[-1]))

    assert loaded & (WITH_THE_FIRST_MAIL | WITH_A_MAILBOX | WITH_A_FILE | WITH_A_TEXT | WITH_A_SIGN_IN) == set()
