"""Fetching from a real IMAP server: everything once, whoever has read it, however it is numbered."""

from __future__ import annotations

import datetime as dt
import itertools
import zlib

import pytest
from django.utils import timezone

from comptoir.domain.channels.actions import lease_mailboxes, let_go_of
from comptoir.domain.channels.connecting.access import Trouble
from comptoir.domain.channels.models import Mailbox as MailboxRow
from comptoir.domain.channels.models import RawMail, ReceivedMail
from comptoir.domain.channels.sealing import seal
from comptoir.surfaces.mailroom.fetcher import reading
from comptoir.surfaces.mailroom.fetcher.mailbox import Mailbox
from tests.people import a_shop
from tests.post_office import PASSWORD, PostOffice, a_mail

pytestmark = [pytest.mark.servers, pytest.mark.enable_socket, pytest.mark.django_db]

_numbers = itertools.count()


@pytest.fixture
def user() -> str:
    """A mailbox that nobody has used yet."""
    return f"box{next(_numbers)}@shop.test"


@pytest.fixture(autouse=True)
def _own_network(settings, post: PostOffice) -> None:
    settings.MAIL_PRIVATE_HOSTS = True
    settings.MAIL_CERTIFICATES = str(post.certificates)


def connected(post: PostOffice, user: str, **facts: object) -> MailboxRow:
    """The mailbox, as a shop connects it."""
    usual = {"imap_host": "localhost", "imap_port": post.imaps_port, "imap_security": "tls"}
    usual |= {"imap_user": user, "imap_secret": seal(PASSWORD), "incoming": "imap"}
    shop = a_shop(user.partition("@")[0])
    return MailboxRow.objects.create(shop_id=shop.id, address=user, **usual | facts)


def opened(row: MailboxRow) -> Mailbox:
    """Our side of it, as a process begins."""
    at = timezone.now()
    let_go_of([row.pk])
    leased = lease_mailboxes(now=at, until=at + dt.timedelta(minutes=1), at_most=100)
    return Mailbox(next(it for it in leased if it.id == row.pk))


def visit(box: Mailbox) -> int:
    try:
        return box.visit(timezone.now())
    finally:
        box.close()


def subjects() -> list[str]:
    raw = [zlib.decompress(it.content) for it in RawMail.objects.order_by("mail_id")]
    return [each.split(b"Subject: ")[1].split(b"\r\n")[0].decode() for each in raw]


def drop(post: PostOffice, user: str, *subjects: str) -> None:
    for subject in subjects:
        post.drop(a_mail("Bom dia", sender="ana@people.test", to=user, subject=subject), to=user)


def test_an_old_mailbox_begins_with_what_comes_from_now_on(post: PostOffice, user: str) -> None:
    drop(post, user, "old")
    box = opened(connected(post, user))
    assert visit(box) == 0
    drop(post, user, "new")
    assert visit(box) == 1
    assert subjects() == ["new"]


def test_a_mailbox_is_fetched_whole_where_that_is_wanted(post: PostOffice, user: str) -> None:
    drop(post, user, "old", "older")
    assert visit(opened(connected(post, user, uid=-1))) == 2


def test_mails_are_fetched_once_though_the_process_begins_anew(post: PostOffice, user: str) -> None:
    """R1, R3"""
    row = connected(post, user, uid=-1)
    drop(post, user, "1", "2")
    assert visit(opened(row)) == 2
    drop(post, user, "3")
    assert visit(opened(row)) == 1
    assert visit(opened(row)) == 0
    assert subjects() == ["1", "2", "3"]


def test_what_another_program_has_read_is_fetched_too(post: PostOffice, user: str) -> None:
    """Threat 27: nobody asks what is unread."""
    drop(post, user, "read by somebody")
    with post.mailbox(user) as other:
        other.store("1", "+FLAGS", "\\Seen")
    assert visit(opened(connected(post, user, uid=-1))) == 1


def test_what_is_here_is_marked_as_read_there(post: PostOffice, user: str) -> None:
    drop(post, user, "1")
    visit(opened(connected(post, user, uid=-1)))
    with post.mailbox(user) as other:
        assert other.search(None, "UNSEEN")[1] == [b""]


def test_clocks_count_from_when_it_came_to_the_other_server(post: PostOffice, user: str) -> None:
    """Threat 29: not from the date that the sender wrote."""
    before = timezone.now() - dt.timedelta(seconds=2)
    mail = a_mail("Bom dia", sender="ana@people.test", to=user, at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    post.drop(mail, to=user)
    visit(opened(connected(post, user, uid=-1)))
    assert before <= ReceivedMail.objects.get().received_at <= timezone.now()


def test_nothing_comes_twice_when_the_server_numbers_everything_anew(post: PostOffice, user: str) -> None:
    """Threat 27: a changed UIDVALIDITY."""
    row = connected(post, user, uid=-1)
    drop(post, user, "1", "2")
    visit(opened(row))
    MailboxRow.objects.filter(pk=row.pk).update(uidvalidity=4711, uid=900)
    drop(post, user, "3")
    visit(opened(row))
    assert subjects() == ["1", "2", "3"]
    drop(post, user, "4")
    assert visit(opened(row)) == 1
    assert ReceivedMail.objects.count() == 4


def test_nothing_comes_twice_when_the_reading_of_a_renumbered_mailbox_breaks_off(
    post: PostOffice, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threat 27"""
    row = connected(post, user, uid=-1)
    drop(post, user, "1", "2", "3")
    visit(opened(row))
    MailboxRow.objects.filter(pk=row.pk).update(uidvalidity=4711, uid=900)
    monkeypatch.setattr(reading, "TOGETHER", 1)
    box = opened(row)
    marked = []

    def broken(*_: object) -> None:
        marked.append(1)
        raise RuntimeError

    box._mark = broken  # type: ignore[method-assign]
    with pytest.raises(RuntimeError):
        visit(box)
    visit(opened(row))
    assert ReceivedMail.objects.count() == 3


def test_a_mail_beyond_the_bound_is_told_of_by_its_headers(
    post: PostOffice, user: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 2000)
    post.drop(a_mail("x" * 5000, sender="ana@people.test", to=user, subject="large"), to=user)
    drop(post, user, "small")
    visit(opened(connected(post, user, uid=-1)))
    assert [(row.state, row.why) for row in ReceivedMail.objects.order_by("id")] == [
        ("failed", "too_large"),
        ("waiting", ""),
    ]
    assert subjects() == ["large", "small"]


def test_many_mails_come_in_portions(post: PostOffice, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "TOGETHER", 3)
    monkeypatch.setattr(reading, "ASKED_TOGETHER", 2)
    drop(post, user, *map(str, range(8)))
    assert visit(opened(connected(post, user, uid=-1))) == 8
    assert subjects() == list(map(str, range(8)))


def test_the_server_says_at_once_what_comes(post: PostOffice, user: str) -> None:
    box = opened(connected(post, user))
    box.visit(timezone.now())
    told_by = box.socket()
    drop(post, user, "now")
    told_by.settimeout(5)
    assert told_by.recv(1, 0) if not hasattr(told_by, "pending") else told_by.read(1)
    box.close()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"imap_secret": seal("wrong")}, "sign_in_refused"),
        ({"imap_port": 1}, "no_connection"),
        ({"imap_host": "nobody.invalid"}, "host_unknown"),
        ({"folder": "Nowhere"}, "folder_unknown"),
        ({"imap_host": ""}, "not_configured"),
    ],
)
def test_trouble_has_a_name(post: PostOffice, user: str, facts: dict[str, object], code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        visit(opened(connected(post, user, **facts)))
    assert trouble.value.code == code


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(post: PostOffice, user: str, settings) -> None:
    settings.MAIL_CERTIFICATES = ""
    with pytest.raises(Trouble) as trouble:
        visit(opened(connected(post, user)))
    assert trouble.value.code == "certificate"


def test_starttls_is_encrypted_before_the_password(post: PostOffice, user: str) -> None:
    drop(post, user, "1")
    row = connected(post, user, uid=-1, imap_port=post.imap_port, imap_security="starttls")
    assert visit(opened(row)) == 1


def test_nobody_comes_to_our_own_network_by_naming_it(post: PostOffice, user: str, settings) -> None:
    """A9"""
    settings.MAIL_PRIVATE_HOSTS = False
    for host in ("localhost", "127.0.0.1", "::1", "2130706433", "::ffff:127.0.0.1"):
        row = connected(post, f"a{next(_numbers)}@shop.test", imap_host=host)
        with pytest.raises(Trouble) as trouble:
            visit(opened(row))
        assert trouble.value.code == "host_private", host


def test_a_password_is_not_sent_in_clear(post: PostOffice, user: str, settings) -> None:
    settings.MAIL_PRIVATE_HOSTS = False
    with pytest.raises(Trouble) as trouble:
        visit(opened(connected(post, user, imap_security="none", imap_port=post.imap_port)))
    assert trouble.value.code == "not_secure"
