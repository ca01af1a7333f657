"""The pages beside the inbox: team, charter, failures, search, one's own settings."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from comptoir.domain.charter.actions import apply_charter
from comptoir.domain.conversations.actions import Post, post_message
from comptoir.domain.conversations.events import MessagePosted
from comptoir.domain.conversations.reactions import index_messages
from comptoir.domain.routing.actions import set_availability
from comptoir.foundation.models import Announcement
from comptoir.foundation.outbox import announce
from comptoir.foundation.worker import Worker
from comptoir.surfaces.console.pictures import LARGEST
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.tests.test_files import picture
from tests.people import ALWAYS_OPEN, NOON, a_conversation, a_viewer, says


def failed(event: object) -> Announcement:
    with transaction.atomic():
        announce(event)
    found = Announcement.objects.latest("id")
    found.failed_at, found.attempts, found.last_error = NOON, 8, "routing.seek: ValueError('x')"
    found.save()
    return found


@pytest.fixture
def failures(desk):
    from comptoir.domain.conversations.events import ConversationClosed
    from comptoir.domain.routing.events import AgentBecameFree

    ours = failed(ConversationClosed(1, desk.shop.id, None, "agent"))
    theirs = failed(ConversationClosed(2, desk.other.id, None, "agent"))
    nobodys = failed(AgentBecameFree(7))
    return ours, theirs, nobodys


def test_the_team_shows_who_is_at_their_desk(desk, at_desk) -> None:
    set_availability(user_id=desk.adele.user_id, availability="available", now=NOON)

    page = at_desk(desk.amin).get("/console/team").content.decode()

    assert page.index("<b>Adèle</b>") < page.index("<b>Amin</b>")
    assert 'data-availability="available"></span><span>available' in page
    assert "0 of 4" in page
    assert "Étienne" not in page


def test_the_charter_is_read_in_chapters_with_what_each_version_changed(desk, at_desk) -> None:
    """G1."""
    apply_charter(text=ALWAYS_OPEN.replace('within = "30 s"', 'within = "25 s"').replace('"20 s"', '"15 s"'), now=NOON)

    page = at_desk(desk.amin).get("/console/charter").content.decode()

    assert "promises.chat_first_answer.within" in page
    assert "25 s" in page
    assert "Version 1" in page
    assert at_desk(desk.amin).get("/console/charter?version=1").status_code == 200
    assert at_desk(desk.amin).get("/console/charter?version=9").status_code == 404


def test_a_manager_sees_what_failed_in_their_shop_and_tries_it_again(desk, at_desk, failures) -> None:
    ours, theirs, nobodys = failures
    client = at_desk(desk.marc)

    page = client.get("/console/failures").content.decode()
    assert "conversations.closed" in page
    assert page.count("/retry") == 1
    assert client.post(f"/console/failures/{theirs.pk}/retry").status_code == 404
    assert client.post(f"/console/failures/{nobodys.pk}/retry").status_code == 404
    assert client.post(f"/console/failures/{ours.pk}/retry").status_code == 302
    ours.refresh_from_db()
    assert (ours.failed_at, ours.attempts) == (None, 0)


def test_how_one_appears_to_customers_is_ones_own_to_say(desk, at_desk, settings, tmp_path) -> None:
    """C2."""
    settings.FILES_DIR = tmp_path
    client = at_desk(desk.amin)
    drawn = SimpleUploadedFile("me.png", picture("PNG", (1200, 900)), "image/png")

    answer = client.post(
        "/console/settings/introduction",
        {"shop": desk.shop.id, "name": "Amin B.", "note": "Client depuis six ans", "picture": drawn},
    )

    assert answer.status_code == 302
    desk.amin.refresh_from_db()
    assert (desk.amin.display_name, desk.amin.personal_note) == ("Amin B.", "Client depuis six ans")
    shown = client.get(desk.amin.picture)
    assert shown["Content-Type"] == "image/png"
    assert "immutable" in shown["Cache-Control"]
    assert "Saved." in client.get("/console/settings").content.decode()


def test_nobody_introduces_themselves_in_a_shop_that_is_not_theirs(desk, at_desk) -> None:
    answer = at_desk(desk.amin).post("/console/settings/introduction", {"shop": desk.other.id, "name": "X"})

    assert answer.status_code == 403


def test_a_drawing_that_could_run_is_no_picture(desk, at_desk) -> None:
    """Attack A2."""
    drawn = SimpleUploadedFile("me.svg", b"<svg onload='alert(1)'/>", "image/svg+xml")

    answer = at_desk(desk.amin).post(
        "/console/settings/introduction", {"shop": desk.shop.id, "name": "Amin", "picture": drawn}, **AS_SCRIPT
    )

    assert answer.json()["code"] == "file_refused"


def test_what_is_refused_of_oneself_is_said_beside_its_field_and_nothing_written_is_lost(desk, at_desk) -> None:
    """C2."""
    client, no_picture = at_desk(desk.amin), SimpleUploadedFile("me.png", b"not at all", "image/png")
    written = {"shop": desk.shop.id, "name": "Amin B.", "note": "Client depuis six ans"}

    refused = client.post("/console/settings/introduction", written | {"picture": no_picture})
    large = SimpleUploadedFile("me.jpg", b"\xff\xd8\xff" + bytes(LARGEST), "image/jpeg")
    too_large = client.post("/console/settings/introduction", written | {"picture": large})
    nameless = client.post("/console/settings/introduction", written | {"name": ""})

    assert [it.status_code for it in (refused, too_large, nameless)] == [400, 400, 400]
    assert "PNG, JPEG or WebP, up to 5 MB" in told_in(refused, f"wrong-picture-{desk.shop.id}")
    assert "larger than 5 MB" in told_in(too_large, f"wrong-picture-{desk.shop.id}")
    assert "a name is needed" in told_in(nameless, f"wrong-{desk.shop.id}")
    assert 'value="Amin B."' in refused.content.decode()
    assert 'value="Client depuis six ans"' in nameless.content.decode()
    desk.amin.refresh_from_db()
    assert desk.amin.personal_note == ""


def told_in(answer, place: str) -> str:
    """What stands in that alert of the page."""
    return answer.content.decode().partition(f'id="{place}" role="alert"')[2].partition("</p>")[0]


def test_language_and_theme_are_kept(desk, at_desk) -> None:
    client = at_desk(desk.amin)

    assert client.post("/console/settings/preferences", {"language": "fr", "theme": "dark"}).status_code == 302
    page = client.get("/console/").content.decode()
    assert 'lang="fr" data-theme="dark"' in page
    assert client.post("/console/settings/preferences", {"language": "xx", "theme": "dark"}).status_code == 400


def test_search_finds_what_one_may_see(desk, at_desk, of_advisor, waiting) -> None:
    """A11."""
    says(of_advisor, "Le saphir est rayé")
    says(waiting, "Un saphir pour ma mère")
    Worker({MessagePosted: [index_messages]}).deliver_all()

    def found(member) -> list[int]:
        rows = at_desk(member).get("/console/search?q=saphir", **AS_SCRIPT).json()["rows"]
        return sorted(row["id"] for row in rows)

    assert found(desk.rose) == sorted([of_advisor.pk, waiting.pk])
    assert found(desk.amin) == [waiting.pk]
    assert found(desk.stranger) == []
    assert "Un saphir" in at_desk(desk.rose).get("/console/search?q=saphir").content.decode()
    assert at_desk(desk.rose).get("/console/search?q=a", **AS_SCRIPT).json() == {"rows": []}


def test_a_bare_page_of_searching_asks_for_words(desk, at_desk) -> None:
    assert 'name="q"' in at_desk(desk.amin).get("/console/search").content.decode()


def test_every_event_that_may_fail_is_told_in_words() -> None:
    import re
    from pathlib import Path

    from comptoir.surfaces.console.happened import HAPPENED

    events = Path(__file__).parents[3].glob("domain/*/events.py")
    named = {name for file in events for name in re.findall(r'@event\(\s*"([\w.]+)"', file.read_text())}

    assert named == set(HAPPENED)


def test_every_text_of_the_scripts_has_its_words(desk, at_desk) -> None:
    import re
    from pathlib import Path

    from comptoir.surfaces.console.texts import texts

    scripts = Path(__file__).parents[1] / "static/console"
    asked = {key for file in scripts.glob("*.js") for key in re.findall(r'(?<!#)say\(\s*"(\w+)"', file.read_text())}
    keys = set(re.findall(r'\["[^"]+", "([a-z_]+)"', (scripts / "keys.js").read_text()))

    assert asked | keys <= set(texts())


def test_the_customer_is_named_in_the_title(desk, at_desk) -> None:
    conversation = a_conversation(desk.shop, first_name="Vera", answered_by=desk.rose)
    assert a_viewer(desk.rose)

    assert "<title>Vera" in at_desk(desk.rose).get(f"/console/c/{conversation.pk}").content.decode()


def test_the_guide_names_every_key() -> None:
    import re
    from pathlib import Path

    keys = (Path(__file__).parents[1] / "static/console/keys.js").read_text()
    guide = (Path(__file__).parents[5] / "docs/guide/console.md").read_text()

    for key in re.findall(r'\["([^"]+)", "[a-z_]+"', keys):
        assert f"`{key.upper() if len(key) == 1 else key}`" in guide, key


def test_a_note_that_names_somebody_waits_until_they_open_it(desk, at_desk, of_advisor) -> None:
    post = Post(of_advisor.pk, uuid4(), "@Adèle ?", viewer=a_viewer(desk.rose), kind="note", mentions=(desk.adele.pk,))
    post_message(post, now=NOON)
    client = at_desk(desk.adele)

    assert f'data-id="{of_advisor.pk}"' in client.get("/console/mentions").content.decode()
    assert 'data-count="mentions">1<' in client.get("/console/").content.decode()
    assert "data-id" not in at_desk(desk.amin).get("/console/mentions").content.decode()
    assert client.post(f"/console/c/{of_advisor.pk}/mentions-seen").status_code == 204
    assert "data-id" not in client.get("/console/mentions").content.decode()


@pytest.mark.parametrize("path", ["/nothing/here", "/console/nothing"])
def test_a_page_that_is_not_there_says_so_calmly(client, db, path: str) -> None:
    answer = client.get(path, HTTP_ACCEPT="text/html")

    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
