"""D9: a card's number, in whichever field of whichever surface, is masked before anything is stored, told or logged."""

from __future__ import annotations

import importlib
import json
import re
import sqlite3
import time
import unicodedata
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from uuid import uuid4

import jwt
import pytest

from tests.attacks.test_d9_card_numbers_in_every_form import REACHED as REACHED_AT_THE_DESK
from tests.live import DATABASE, LiveAgent, LiveDesk, LiveVisitor
from tests.people import ALWAYS_OPEN

SHOP = "cards"
HOLDING = ALWAYS_OPEN + '\n[wording.advisor]\ncontact_details = "hold"\n'
DIGITS = "4111111111111111"
FOURS = re.findall("....", DIGITS)
WIDE = "".join(chr(ord(digit) + 0xFEE0) for digit in DIGITS)
SPELLINGS = (
    DIGITS,
    " ".join(FOURS),
    "-".join(FOURS),
    ".".join(FOURS),
    "\u00a0".join(FOURS),
    "\u202f".join(FOURS),
    WIDE,
    " ".join(DIGITS),
    "\n".join(FOURS),
)
STAYS = "Réf. 4111 1111 1111 1112, FR76 3000 6000 0112 3456 7890 189, 06 12 34 56 78"
REACHED = {
    "conversations_attachment.name",
    "conversations_conversation.answers",
    "conversations_conversation.email",
    "conversations_conversation.last_words",
    "conversations_conversation.page_title",
    "conversations_conversation.page_url",
    "conversations_conversation.upset_words",
    "conversations_entry.body",
    "conversations_heldmessage.body",
    "conversations_heldmessage.word",
    "conversations_rating.comment",
    "conversations_savedview.name",
    "conversations_solution.problem",
    "conversations_solution.solution",
    "conversations_tag.name",
    "people_customer.email",
    "people_customer.first_name",
    "people_customer.last_name",
    "people_customer.phone",
    "people_membership.display_name",
    "people_membership.personal_note",
    "people_visitor.email",
    "people_visitor.first_name",
    "routing_handover.summary",
}
"""Every column into which this journey wrote a number; what is there of it are its last four digits."""

NOT_REACHED = {
    "automation": "masked before it is kept; a draft is made of what was masked before",
    "charter_charterversion": "made by the shop, by command",
    "conversations_conversation.language": "one of the shop's languages",
    "conversations_conversation.mood": "one of three words",
    "conversations_entry.facts": "names and numbers of the house, and what is masked where it is kept as well",
    "conversations_approval.word": "masked where it is kept",
    "conversations_correction.before": "what stood in an entry, which was masked",
    "conversations_findableword.word": "taken from masked words: the last four digits are one",
    "conversations_heldmessage.carried": "addresses; what holds a card's number is none of them",
    "conversations_heldmessage.files": "keys of files, whose names are masked",
    "conversations_heldmessage.findings": "places and words of a masked message",
    "conversations_heldmessage.mentions": "numbers of colleagues",
    "conversations_learntword.word": "taken from masked words, without numbers",
    "conversations_lesson.words": "taken from masked words, without numbers",
    "conversations_reading": "places in a masked message",
    "conversations_solutionword.word": "taken from masked words",
    "conversations_tag.folded": "taken from the masked name",
    "people_absence.answer": "masked where it is kept",
    "people_absence.kind": "one of a few",
    "people_absence.note": "masked where it is kept",
    "people_customer.external_id": "a card's number becomes a keyed digest, so that no two customers become one",
    "people_invitation.email": "what holds a card's number is refused",
    "people_membership.hours": "days and times",
    "people_membership.skills": "masked where they are kept",
    "people_membership.languages": "chosen by the manager, by command",
    "people_membership.picture": "a name of our own",
    "people_rightschange": "what stood in a membership, masked there",
    "people_user": "chosen by the manager, by command, or from a list",
    "promises_escalation.why": "masked before it is kept: a word for colleagues",
    "promises_promise": "masked before it is kept: what was promised, and why somebody was released",
    "privacy": "rights and reasons of a closed list; a word for colleagues is masked before it is kept",
    "people_visitor.key": "made by the house",
    "people_visitor.language": "eight characters",
    "returns": "products as the rules of orders have masked them; a word for colleagues is masked before it is kept",
    "shops_order": "told by the shop, by machines; refused or masked by the rules of orders",
    "wording": "a word has letters only; mistakes are counted by words of the dictionary",
    "accounts_knownbrowser.digest": "made by the house",
    "accounts_securityrecord.detail": "names of passkeys and providers, masked where they are kept",
    "accounts_signin": "browsers and systems of a closed list, and a shortened address",
    "feed_excerpt.lines": "taken from masked words, and redacted",
    "feed_feedfile.name": "masked as a conversation's files are",
    "feed_feedword.word": "taken from masked words",
    "feed_step.why": "masked where it is kept",
    "knowledge_feedback.visitor_hash": "made by the house",
    "knowledge_picture.alt": "masked where it is kept",
    "knowledge_search.words": "words with digits are left out",
    "offers_gift.knows": "a keyed digest",
    "training_newcomer.word": "masked where it is kept",
    "training_attempt.marks": "which answers were right; what is said of them is the house's",
}
"""Personal fields that no number can come into, and why: by column, table or app."""


@pytest.fixture(scope="module")
def desk() -> Iterator[LiveDesk]:
    """A desk of its own: everything that it keeps is looked through."""
    with LiveDesk(shops={SHOP: HOLDING}, DATABASE_URL="", REDIS_URL="") as desk:
        desk.start()
        yield desk


class Cards:
    """The number, each time spelt another way, among words and beside numbers that stay."""

    def __init__(self) -> None:
        self._spellings = cycle(SPELLINGS)

    def __call__(self, before: str = "Ma carte :") -> str:
        return f"{before} {next(self._spellings)} merci"

    @property
    def alone(self) -> str:
        return DIGITS


def test_a_cards_number_is_found_in_no_table_no_file_no_frame_and_no_log(desk: LiveDesk) -> None:
    """D9"""
    card = Cards()
    visitor, agent = visitors_part(desk, card), desk.agent("advisor", shop=SHOP)
    answers = agents_part(desk, visitor, agent, card)
    answers += endings(desk, visitor, agent, card)
    wait_until_heard(desk, visitor)
    assert reached(desk) >= REACHED
    assert where_it_stands(desk) == []
    told = [json.dumps(frame, ensure_ascii=False) for frame in visitor.heard + agent.heard]
    assert [text for text in (*told, *answers) if holds_it(text)] == []


@pytest.mark.parametrize(
    "label",
    [
        "accounts",
        "automation",
        "charter",
        "conversations",
        "feed",
        "knowledge",
        "offers",
        "people",
        "privacy",
        "promises",
        "returns",
        "routing",
        "shops",
        "supervision",
        "training",
        "wording",
    ],
)
def test_every_personal_field_is_walked_or_explained(label: str) -> None:
    """D9: a new field fails here until somebody has thought of card numbers in it."""
    declared = importlib.import_module(f"comptoir.domain.{label}.personal_data").PERSONAL_DATA
    columns = {f"{label}_{model.lower()}.{field}" for model, fields in declared.items() for field in fields}
    explained = {column for column in columns if {column, column.partition(".")[0], label} & set(NOT_REACHED)}
    assert columns - REACHED - REACHED_AT_THE_DESK - explained == set()


def test_what_only_looks_like_a_card_stays(desk: LiveDesk) -> None:
    """D9: references that fail Luhn, accounts and telephones are as they were."""
    visitor = desk.visitor(shop=SHOP, body=STAYS)
    assert visitor.come()["entries"][0]["body"] == STAYS


def visitors_part(desk: LiveDesk, card: Cards) -> LiveVisitor:
    """A customer, known by signature, who writes the number wherever the widget lets them."""
    key = desk.run("comptoir.config.command", "shop", "key", SHOP).strip()
    claims = {"sub": card.alone, "exp": int(time.time()) + 600, "email": f"{DIGITS}@vera.example", "phone": DIGITS}
    claims |= {"first_name": card("Vera"), "last_name": card("Vidal")}
    visitor = desk.visitor(
        shop=SHOP,
        body=card("Bonjour !"),
        title=card("Panier"),
        page="/mon-compte/panier?carte=" + "-".join(FOURS),
        answers={"first_name": card("Vera"), DIGITS: card(), "order": card()},
        identity=jwt.encode(claims, key, "HS256"),
        email=f"{DIGITS}@vera.example",
    )
    visitor.come()
    for _ in SPELLINGS:
        visitor.post(card())
    assert visitor.of_mine("POST", "/messages", {"client_id": str(uuid4()), "body": card()})[0] == 201
    kept = upload(visitor, f"/widget/{SHOP}/conversations/{visitor.c}/files", f"scan_{DIGITS}.txt", card())
    visitor.say({"t": "post", "client_id": str(uuid4()), "body": "", "files": [kept["key"]]})
    visitor.hear("ack")
    left = desk.visitor(shop=SHOP, body=card(), leave_message=True, email=f"{DIGITS}@vera.example")
    left.of_mine(
        "POST", "/leave-message", {"client_id": str(uuid4()), "body": card(), "email": f"{DIGITS}@vera.example"}
    )
    return visitor


def agents_part(desk: LiveDesk, visitor: LiveVisitor, agent: LiveAgent, card: Cards) -> list[str]:
    """An agent who writes it wherever the console lets them; returns what was answered."""
    agent.come()
    assert agent.act(f"/console/c/{visitor.c}/take")[0] == 204
    agent.watch(visitor.c)
    for body, more in ((card(), {}), (card(), {"kind": "note"}), (card("06 12 34 56 78, carte"), {})):
        agent.say({"t": "post", "c": visitor.c, "client_id": str(uuid4()), "body": body, **more})
        agent.hear("ack", "refused", "held")
    sent = {"client_id": str(uuid4()), "body": card(), "kind": "note"}
    answers = [agent.act(f"/console/c/{visitor.c}/messages", sent)]
    answers += [agent.act(f"/console/c/{visitor.c}/check", {"body": card(), "language": "", "is_final": False})]
    answers += [agent.act(f"/console/c/{visitor.c}/words", {"language": "fr", "word": DIGITS})]
    answers += [agent.does(visitor.c, "topic", topic=DIGITS, category=DIGITS)]
    answers += [agent.does(visitor.c, "labels", priority="high", tags=card())]
    answers += [agent.page("POST", "/console/views?view=mine", {"name": card()})]
    colleague = desk.agent("ambassador", shop=SHOP)
    colleague.come()
    colleague.is_available()
    answers += [agent.does(visitor.c, "hand-over", to="audience:ambassador", summary=card())]
    form = {"shop": str(shop_id(desk)), "name": card("Adèle"), "note": card()}
    status, page = colleague.page("POST", "/console/settings/introduction", form)
    assert status == 200, (status, page)
    upload(agent, f"/console/c/{visitor.c}/files", f"{' '.join(FOURS)}.txt", card())
    return [json.dumps(answer, default=str, ensure_ascii=False) for answer in answers] + [searched(agent, card)]


def endings(desk: LiveDesk, visitor: LiveVisitor, agent: LiveAgent, card: Cards) -> list[str]:
    """What is held is returned with the number, the chat becomes a request, is closed and rated with it."""
    referent = desk.agent("referent", shop=SHOP)
    held = rows(desk, "SELECT id FROM conversations_heldmessage")
    assert held
    form = {"word": card()}
    answers = [referent.act(f"/console/held/{pk}/return", form) for (pk,) in held]
    visitor.post("C'est inadmissible, je suis furieuse, ma carte " + DIGITS + " a été débitée deux fois !")
    answers += [agent.does(visitor.c, "request", email=f"{DIGITS}@vera.example")]
    answers += [agent.does(visitor.c, "close", problem=card(), solution=card())]
    answers += [visitor.of_mine("POST", "/rating", {"score": 5, "comment": card()})]
    return [json.dumps(answer, default=str, ensure_ascii=False) for answer in answers]


def upload(sender: LiveVisitor | LiveAgent, path: str, name: str, content: str) -> dict[str, Any]:
    body = (
        f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: text/plain\r\n\r\n{content}\r\n--edge--\r\n"
    ).encode()
    headers = {"Content-Type": "multipart/form-data; boundary=edge"}
    if isinstance(sender, LiveAgent):
        csrf = next(cookie.value for cookie in sender.cookies if cookie.name == "comptoir_csrf")
        headers |= {"X-CSRFToken": csrf or "", "Referer": sender.desk.url}
    status, answer = sender.ask("POST", path, body, **headers)
    assert status in (201, 422), (status, answer)  # the charter may refuse an agent's file with a number in it
    assert not holds_it(json.dumps(answer, ensure_ascii=False))
    return answer


def searched(agent: LiveAgent, card: Cards) -> str:
    """The palette's answer; the words that were searched for are in it nowhere."""
    status, answer = agent.ask("GET", f"/console/search?q={DIGITS}")
    assert status == 200
    return json.dumps(answer, ensure_ascii=False)


def wait_until_heard(desk: LiveDesk, visitor: LiveVisitor) -> None:
    """Until the worker has read what was said last."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if rows(desk, f"SELECT 1 FROM conversations_conversation WHERE id = {visitor.c} AND upset_words <> ''"):
            return
        time.sleep(0.1)
    raise TimeoutError("nobody has read the last message")


def shop_id(desk: LiveDesk) -> int:
    return int(rows(desk, f"SELECT id FROM shops_shop WHERE key = '{SHOP}'")[0][0])


def rows(desk: LiveDesk, statement: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(f"file:{desk.folder / DATABASE}?mode=ro", uri=True) as base:
        return base.execute(statement).fetchall()


def cells(desk: LiveDesk) -> Iterator[tuple[str, str]]:
    """Every value of every table, with the name of its column."""
    for (table,) in rows(desk, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        columns = [row[1] for row in rows(desk, f"PRAGMA table_info({table})")]
        for row in rows(desk, f"SELECT * FROM {table}"):
            for column, value in zip(columns, row, strict=True):
                text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                yield f"{table}.{column}", text


def reached(desk: LiveDesk) -> set[str]:
    """The columns in which a masked number stands."""
    return {column for column, text in cells(desk) if "•" in text or "\\u2022" in text}


def where_it_stands(desk: LiveDesk) -> list[str]:
    """Columns, files and logs in which the number can be read."""
    found = [f"{column}: {text[:200]}" for column, text in cells(desk) if holds_it(text)]
    files = [path for path in sorted(Path(desk.folder).rglob("*")) if path.is_file() and DATABASE not in path.name]
    return found + [str(path) for path in files if holds_it(path.read_text(errors="replace"))]


def holds_it(text: str) -> bool:
    """Whether the digits of the number follow each other in it, whatever stands between them."""
    plain = unicodedata.normalize("NFKC", re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text))
    return DIGITS in re.sub(r"[\W_]+", "", plain)
