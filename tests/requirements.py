"""What a test needs of the machine beyond Python: skipped with a word where it is missing, failed where it was promised.

`COMPTOIR_REQUIRE=browser,servers,own_servers,post,faults` names what must be there: what is missing is then a failure, so that a run that
promises everything cannot pass by leaving things out.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

SWITCHED_OFF = (
    # Popups of the address bar, each a page with a process of its own beside every window that opens.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # What Playwright switches off: only the last list counts.
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *(
        "HttpsFirstBalancedModeAutoEnable",
        "LensOverlay",
        "MediaRouter",
        "PaintHolding",
        "ThirdPartyStoragePartitioning",
    ),
    *(
        "AvoidCorsURLLoaderRestartOnRedirect",
        "OptimizationHints",
        "NetworkTimeServiceQuerying",
        "AimEnabled",
        "PreconnectToSearch",
    ),
)
CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=" + ",".join(SWITCHED_OFF),
)


def is_required(what: str) -> bool:
    """Whether the run promised `what`: "browser", "servers" (those that the run names), "own_servers" (programs of which
    tests start their own), "post" (a mail server and what goes with it) or "faults"."""
    return what in os.environ.get("COMPTOIR_REQUIRE", "").split(",")


def required(what: str, is_there: bool, why: str) -> None:
    """Go on when it is there; else skip the test with `why`, or fail it where the run promised it."""
    if is_there:
        return
    if is_required(what):
        pytest.fail(f"{what} promised by COMPTOIR_REQUIRE: {why}", pytrace=False)
    pytest.skip(why)


def chromium() -> str:
    """Where Chromium is: CHROMIUM, or the system's. Skips or fails where there is none."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
    required("browser", bool(found) and Path(found).exists(), "no Chromium here: install it, or name it in CHROMIUM")
    return found


def postgresql() -> str:
    """The address of the PostgreSQL that tests may use. Skips or fails where there is none."""
    address = os.environ.get("DATABASE_URL", "")
    is_there = address.startswith(("postgres://", "postgresql://"))
    required("servers", is_there, "no PostgreSQL for tests: name one in DATABASE_URL")
    return address


def redis() -> str:
    """The address of the Redis that tests may use. Skips or fails where there is none."""
    address = os.environ.get("REDIS_URL", "")
    required("servers", bool(address), "no Redis for tests: name one in REDIS_URL")
    return address


def patience() -> int:
    """How often a test of faults kills: 20 times unless COMPTOIR_KILLS says otherwise."""
    return int(os.environ.get("COMPTOIR_KILLS", "20"))
