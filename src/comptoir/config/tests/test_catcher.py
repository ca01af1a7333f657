"""The demo's mail catcher: every letter is there to read, and is answered as a mail program would. E3, threats 9 and 11."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import zlib
from typing import Any

import pytest
from django.test import Client

from comptoir.domain.channels.models import RawMail, ReceivedMail, SentMail
from comptoir.letters.building import Attached, Outgoing, Who, build
from comptoir.surfaces.storefront.catcher.quoting import PROGRAMS, WORDINGS
from comptoir.surfaces.storefront.catcher.reading import opened
from tests.people import NOON, a_shop

pytestmark = [pytest.mark.urls("comptoir.config.tests.demo_addresses"), pytest.mark.django_db]

TO = "apoio@barro-e-cal.example"
TOKEN = "c-abcdefghijklmnop@reply.localhost"


@pytest.fixture(autouse=True)
def _demo(settings: Any) -> None:
    settings.DEMO = True


def a_letter(**fields: Any) -> SentMail:
    """A letter that went out to a seller."""
    letter = Outgoing(
        sender=Who(TOKEN, "Teresa"),
        to=(Who(TO, "Barro e Cal"),),
        subject="[#ABC] Artigo em falta",
        text="Faltam dois pratos.",
        date=NOON,
        message_id="<o1.abc@reply.localhost>",
        language="pt",
        attached=(Attached(name="foto-1.png", content_type="image/png", content=b"\x89PNG\r\n", content_id="p1"),),
    )
    known = {"shop_id": a_shop().id, "template": "relay", "party": "seller", "recipient": TO, "subject": letter.subject}
    facts = {"message_id": letter.message_id, "envelope_from": "b@reply.localhost", "once": "x", "written_at": NOON}
    return SentMail.objects.create(**known, **facts, state="sent", content=build(letter), **fields)


def kept() -> Any:
    [raw] = RawMail.objects.all()
    return email.message_from_bytes(zlib.decompress(bytes(raw.content)), policy=email.policy.default)


def test_what_somebody_received_is_read_with_its_pictures(client: Client) -> None:
    letter = a_letter()
    page = client.get(f"/demo/mail/?to={TO}&letter={letter.pk}").content.decode()
    inside = client.get(f"/demo/mail/{letter.pk}/inside")

    assert "[#ABC] Artigo em falta" in page
    assert TO in page
    assert "Faltam dois pratos." in inside.content.decode()
    assert "sandbox" in inside["Content-Security-Policy"]
    assert client.get(f"/demo/mail/{letter.pk}/files/1")["Content-Type"] == "image/png"
    assert client.get(f"/demo/mail/{letter.pk}/files/9").status_code == 404


@pytest.mark.parametrize("program", PROGRAMS)
def test_an_answer_is_written_as_that_program_does_and_comes_in_as_any_mail(client: Client, program: str) -> None:
    letter = a_letter()
    client.post(
        f"/demo/mail/{letter.pk}/answer", {"body": "Enviamos amanhã.", "program": program, "cc": "ana@x.example"}
    )
    mail, row = kept(), ReceivedMail.objects.get()

    assert (row.source, row.envelope_from) == ("catcher", TO)
    assert row.envelope_to == [TOKEN, "ana@x.example"]
    assert mail["In-Reply-To"] == "<o1.abc@reply.localhost>"
    assert mail["Subject"] == "Re: [#ABC] Artigo em falta"
    text = mail.get_body(("plain",)).get_content()
    assert "Enviamos amanhã." in text
    assert "Faltam dois pratos." in text
    assert (mail.get_body(("html",)) is None) == (program == "mutt")


def test_somebody_writes_anew_to_a_shop(client: Client) -> None:
    form = {"from": "rui@correio.example", "to": "service@maison-perle.example", "subject": "Bague", "body": "Bonjour"}
    assert client.post("/demo/mail/new", form).status_code == 303
    assert (kept()["To"], kept()["Subject"]) == ("service@maison-perle.example", "Bague")


def test_headers_cannot_be_written_into_an_answer(client: Client) -> None:
    """Threat 23"""
    form = {"from": "rui@correio.example", "to": "a@b.example", "subject": "x\r\nBcc: all@b.example", "body": "y"}
    client.post("/demo/mail/new", form)
    assert kept()["Bcc"] is None


def test_outside_the_demo_there_is_no_letter_to_see(client: Client, settings: Any) -> None:
    letter = a_letter()
    settings.DEMO = False
    assert client.get(f"/demo/mail/{letter.pk}/inside").status_code == 404
    assert client.post(f"/demo/mail/{letter.pk}/answer", {"body": "x"}).status_code == 404


@pytest.mark.parametrize("language", WORDINGS)
def test_every_program_quotes_in_every_language(language: str) -> None:
    letter = opened(bytes(a_letter().content))
    assert letter.date is None or letter.date.tzinfo is not None or isinstance(letter.date, dt.datetime)
    for _name, quote in PROGRAMS.values():
        assert "Faltam dois pratos." in quote("Olá", letter, WORDINGS[language]).text


@pytest.mark.parametrize(
    ("state", "why", "said"),
    [
        ("applied", "", "Arrived in its conversation"),
        ("quarantined", "stranger", "Held until the team looks at it"),
        ("ignored", "some_new_code", "Nothing comes of it"),
    ],
)
def test_what_became_of_a_mail_is_said_in_words(client: Client, state: str, why: str, said: str) -> None:
    client.post("/demo/mail/new", {"from": "ana@x.example", "to": TO, "subject": "Olá", "body": "Bom dia"})
    ReceivedMail.objects.update(state=state, why=why)

    page = client.get("/demo/mail/?to=ana@x.example").content.decode()
    shown = page.partition('class="wrote"')[2].partition("</ol>")[0]

    assert said in shown
    assert state not in shown
    assert "some_new_code" not in page
