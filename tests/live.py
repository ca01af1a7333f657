"""A live desk for tests: the real server as a process of its own, and plain HTTP and WebSocket clients."""

from __future__ import annotations

import atexit
import contextlib
import functools
import http.cookiejar
import json
import os
import re
import secrets
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from websockets.sync.client import ClientConnection, connect

from tests.tables import kept_of_all_runs, lay_tables, lay_tables_on

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://www.maison-perle.example"
DATABASE = "comptoir.sqlite3"
PORTS = range(10_100, 32_000)
NOWHERE = "http://127.0.0.1:1"
"""Where the usual cast is at home until they move in somewhere."""


class Furnished(NamedTuple):
    """A folder in which the usual cast is at home, and who they are."""

    folder: Path
    cast: dict[str, Any]


@functools.cache
def _furnished(shops: str) -> Furnished:
    """What desks of those shops begin with: making the tables and bringing the cast takes seconds, and there are many desks."""
    folder = Path(tempfile.mkdtemp(prefix="comptoir-furnished-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    desk = LiveDesk(shops=json.loads(shops), furnish=False, DATABASE_URL="", REDIS_URL="", COMPTOIR_PUBLIC_URL=NOWHERE)
    shutil.copytree(desk.folder, folder, dirs_exist_ok=True)
    desk.close()
    return Furnished(folder, desk.cast)


def checker_of_all_desks() -> Path:
    """Where the desks of all tests find one reply checker, which ends by itself: its dictionaries take seconds of a core."""
    return kept_of_all_runs() / "checker.sock"


def free_port() -> int:
    """A port that nobody uses now, below those that the machine gives to connections by itself: it is still free in a moment."""
    while True:
        port = PORTS.start + secrets.randbelow(len(PORTS))
        with socket.socket() as it, contextlib.suppress(OSError):
            it.bind(("127.0.0.1", port))
            return port


class LiveDesk:
    """A server with the whole cast, and further `shops` (key: charter) each with an agent of every kind.

    `settings` are environment variables beside the usual ones; an empty one is taken away. The cast is brought once
    and copied; without `furnish` it is brought anew.
    """

    def __init__(self, *, shops: Mapping[str, str] | None = None, furnish: bool = True, **settings: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="comptoir-live-"))
        self.port = free_port()
        self.second_port = 0
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = os.environ | {
            "COMPTOIR_DATA_DIR": str(self.folder),
            "COMPTOIR_CHECKER_SOCKET": str(checker_of_all_desks()),
            "COMPTOIR_PUBLIC_URL": self.url,
            "COMPTOIR_POSTS_A_MINUTE": "6000",
            "COMPTOIR_SOCKETS_AN_ADDRESS": "500",
            "COMPTOIR_OPENINGS_A_MINUTE": "6000",
            "DJANGO_SETTINGS_MODULE": "tests.live_settings",
            "PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "src"))),
            "COMPTOIR_TEST_SHOPS": json.dumps(shops or {}),
            **settings,
        }
        self.environment = {name: value for name, value in self.environment.items() if value}
        self.log = self.folder / "server.log"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.cast: dict[str, Any]
        address = self.environment.get("DATABASE_URL")
        if furnish and not address:
            self._move_in(_furnished(self.environment["COMPTOIR_TEST_SHOPS"]))
            return
        if address:
            lay_tables_on(address)
        else:
            lay_tables(Path(self.environment["COMPTOIR_DATA_DIR"], DATABASE))
        self.cast = json.loads(self.run("tests.live_cast").splitlines()[-1])

    def __enter__(self) -> LiveDesk:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _move_in(self, furnished: Furnished) -> None:
        folder = self.environment["COMPTOIR_DATA_DIR"]
        shutil.copytree(furnished.folder, folder, dirs_exist_ok=True)
        self.cast = furnished.cast
        with contextlib.closing(sqlite3.connect(Path(folder, DATABASE))) as rows, rows:
            own = self.environment["COMPTOIR_PUBLIC_URL"]
            rows.execute("UPDATE shops_site SET origin = ? WHERE origin = ?", (own, NOWHERE))
        os.sync()  # some disks here are about to be taken away

    def run(self, module: str, *arguments: str) -> str:
        """Run a module in the desk's environment; returns what it prints."""
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True, timeout=120
        ).stdout

    def start(self, *arguments: str, port: int | None = None) -> subprocess.Popen[bytes]:
        """Start a server process and wait until it answers."""
        port = port or self.port
        process = self.launch("serve", "--port", str(port), *arguments)
        self.wait_until_ready(port)
        return process

    def launch(self, *command: str) -> subprocess.Popen[bytes]:
        """Start `comptoir` with a command, and do not wait for it."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "comptoir.config.command", *command],
                env=self.environment,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )
        self.processes.append(process)
        return process

    def wait_until_ready(self, port: int | None = None, within: float = 60.0) -> None:
        """Wait for the first good answer."""
        until = time.monotonic() + within
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port or self.port}/health", timeout=2).read()
                return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError("the server did not come up:\n" + self.log.read_text()[-3000:])

    def kill(self, how: int = signal.SIGKILL) -> None:
        """End every process of the desk."""
        for process in self.processes:
            process.send_signal(how)
            process.wait(20)
        self.processes.clear()

    def close(self) -> None:
        """End the desk and forget its data."""
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def visitor(self, *, site: str = SITE, shop: str = "", page: str = "/bagues/or", **opening: Any) -> LiveVisitor:
        """A visitor who has opened a chat."""
        return LiveVisitor(self, site=site, shop=shop or self.cast["shop"], page=page, **opening)

    def agent(self, who: str = "advisor", *, shop: str = "") -> LiveAgent:
        """Somebody of the cast, signed in."""
        people = self.cast["shops"][shop] if shop else self.cast["people"]
        return LiveAgent(self, people[who])


class Browser:
    """An HTTP client with cookies, and its sockets."""

    def __init__(self, desk: LiveDesk, origin: str) -> None:
        self.desk, self.origin = desk, origin
        self.cookies = http.cookiejar.CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open
        self.token = ""
        self.socket: ClientConnection | None = None
        self.heard: list[dict[str, Any]] = []

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, Any]:
        """One request; returns the status and the answer (JSON where it is, else text)."""
        data = json.dumps(body).encode() if isinstance(body, dict) else body
        headers = {"Origin": self.origin, "Content-Type": "application/json", "Accept": "application/json"} | headers
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        request = urllib.request.Request(self.desk.url + path, data, headers, method=method)
        try:
            with self._open(request, timeout=10) as response:
                return response.status, _read(response.read())
        except urllib.error.HTTPError as error:
            return error.code, _read(error.read())

    def connect(self, hello: dict[str, Any], port: int | None = None, **headers: str) -> dict[str, Any]:
        """Open a socket and say hello; returns the welcome."""
        url = f"ws://127.0.0.1:{port or self.desk.port}/ws"
        # A browser reads whatever comes: without a bound on what waits here, pings are answered while a test looks elsewhere.
        self.socket = connect(
            url,
            origin=self.origin,
            additional_headers=headers,
            compression=None,
            max_size=2**22,
            max_queue=None,
            ping_interval=None,
        )
        self.say(hello)
        return self.hear("welcome", "error")

    def say(self, frame: dict[str, Any]) -> None:
        assert self.socket is not None
        self.socket.send(json.dumps(frame))

    def hear(self, *kinds: str, within: float = 10.0, **facts: Any) -> dict[str, Any]:
        """The next frame of one of these kinds with these facts; what comes before is kept in `heard`."""
        assert self.socket is not None
        until = time.monotonic() + within
        while True:
            frame = json.loads(self.socket.recv(timeout=max(0.01, until - time.monotonic())))
            self.heard.append(frame)
            if frame["t"] in kinds and all(frame.get(key) == value for key, value in facts.items()):
                return frame

    def hears_nothing(self, *kinds: str, within: float = 0.7) -> bool:
        """Whether none of these kinds comes for a while."""
        try:
            self.hear(*kinds, within=within)
        except TimeoutError:
            return True
        return False


class LiveVisitor(Browser):
    """A visitor in a chat, as the widget would be."""

    def __init__(self, desk: LiveDesk, *, site: str, shop: str, page: str, **opening: Any) -> None:
        super().__init__(desk, site)
        self.shop = shop
        usual = {"page": site + page, "title": "Bagues", "language": "fr", "body": "Bonjour", "client_id": str(uuid4())}
        self.opening = usual | opening
        status, answer = self.ask("POST", f"/widget/{shop}/conversations", self.opening)
        assert status == 201, (status, answer)
        self.token = answer["token"]
        self.c: int = answer["conversation"]["id"]
        self.last = answer["conversation"]["last_seq"]
        self.state: dict[str, Any] = answer["conversation"]["state"]

    @classmethod
    def of_the_same_browser(cls, other: LiveVisitor) -> LiveVisitor:
        """Another tab: the same token, the same conversation, a socket of its own."""
        tab = cls.__new__(cls)
        Browser.__init__(tab, other.desk, other.origin)
        tab.shop, tab.token, tab.c, tab.last, tab.state = other.shop, other.token, other.c, other.last, other.state
        tab.opening = other.opening
        return tab

    def of_mine(self, method: str, path: str = "", body: dict[str, Any] | None = None) -> tuple[int, Any]:
        """A request about this conversation."""
        return self.ask(method, f"/widget/{self.shop}/conversations/{self.c}{path}", body)

    def come(self, after: int = -1, port: int | None = None) -> dict[str, Any]:
        """Open the socket."""
        hello = {"t": "hello", "as": "visitor", "shop": self.shop, "token": self.token, "c": self.c, "after": after}
        return self.connect(hello | {"language": "fr"}, port)

    def post(self, body: str, client_id: str = "") -> dict[str, Any]:
        """Write, and wait for the acknowledgement or the refusal."""
        client_id = client_id or str(uuid4())
        self.say({"t": "post", "client_id": client_id, "body": body})
        return self.hear("ack", "refused", client_id=client_id)


class LiveAgent(Browser):
    """Somebody of the cast at the console."""

    def __init__(self, desk: LiveDesk, person: dict[str, Any]) -> None:
        super().__init__(desk, desk.url)
        self.id: int = person["id"]
        self.page("GET", "/console/sign-in")
        form = {"email": person["email"], "password": desk.cast["password"]}
        status, page = self.page("POST", "/console/sign-in", form)
        assert status == 200, (status, page)
        assert "comptoir=" in self.cookie_header(), page

    def page(self, method: str, path: str, form: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
        """A page of the console; a form carries the CSRF token."""
        csrf = next((cookie.value for cookie in self.cookies if cookie.name == "comptoir_csrf"), "")
        body = urllib.parse.urlencode(form).encode() if form is not None else None
        kinds = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"}
        return self.ask(method, path, body, **(kinds | {"X-CSRFToken": csrf or "", "Referer": self.desk.url} | headers))

    def act(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
        """What the console's scripts send: JSON with the CSRF token in a header."""
        csrf = next((cookie.value for cookie in self.cookies if cookie.name == "comptoir_csrf"), "")
        return self.ask("POST", path, body or {}, **({"X-CSRFToken": csrf or "", "Referer": self.desk.url} | headers))

    def is_available(self) -> None:
        """Turn the switch to available."""
        status, answer = self.act("/console/availability", {"availability": "available"})
        assert status == 200, (status, answer)

    def offered(self, count: int) -> list[dict[str, Any]]:
        """The next offers. Told that something may have been missed, this asks what rings, as the console does."""
        offers: dict[int, dict[str, Any]] = {}
        while len(offers) < count:
            frame = self.hear("offer", "resync")
            rings = [frame["offer"]] if frame["t"] == "offer" else self.ask("GET", "/console/standing")[1]["offers"]
            offers |= {offer["id"]: offer for offer in rings}
        return list(offers.values())

    def accepts(self, offer: dict[str, Any]) -> None:
        """Take the conversation of an `offer` frame."""
        status, answer = self.act(f"/console/offers/{offer['offer']['id']}/accept")
        assert status in (200, 204), (status, answer)

    def does(self, c: int, act: str, **form: str) -> tuple[int, Any]:
        """What a dialog of the console posts about a conversation: "close", "hand-over", "topic"…"""
        return self.page("POST", f"/console/c/{c}/{act}", form, Accept="application/json")

    def cookie_header(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.cookies)

    def come(self, port: int | None = None) -> dict[str, Any]:
        """Open the socket."""
        return self.connect({"t": "hello", "as": "agent"}, port, Cookie=self.cookie_header())

    def watch(self, c: int, after: int = -1) -> dict[str, Any]:
        """Open a conversation."""
        self.say({"t": "watch", "c": c, "after": after})
        return self.hear("entries", "gone", "error", c=c)

    def post(self, c: int, body: str, **more: Any) -> dict[str, Any]:
        """Write, and wait for the acknowledgement, the refusal, or the word that it waits for approval."""
        client_id = str(uuid4())
        self.say({"t": "post", "c": c, "client_id": client_id, "body": body, **more})
        return self.hear("ack", "refused", "held", client_id=client_id)


def _read(raw: bytes) -> Any:
    text = raw.decode("utf-8", "replace")
    return json.loads(text) if re.match(r"\s*[\[{]", text) else text
