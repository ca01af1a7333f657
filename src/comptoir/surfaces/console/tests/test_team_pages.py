"""The pages of the team: who sees them, what their forms do, and joining by an invitation."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from comptoir.domain.channels.inviting import INVITATIONS, invitation_letter
from comptoir.domain.channels.models import SentMail
from comptoir.domain.channels.reactions import send_invitation
from comptoir.domain.people.events import InvitationSent
from comptoir.domain.people.models import Absence, Group, Invitation, Membership, User
from comptoir.domain.people.queries import forget_members
from comptoir.domain.people.rules import PERMISSIONS, ROLES, ROLES_OUTSIDE
from comptoir.domain.privacy.rules import WAYS as WAYS_TO_READ
from comptoir.surfaces.console.pictures import LARGEST
from comptoir.surfaces.console.rights import CHAPTERS, WORDS, rights_table, role_columns
from comptoir.surfaces.console.team_words import FIELDS, WAYS, WHAT
from comptoir.surfaces.console.tests.conftest import AS_SCRIPT
from comptoir.surfaces.console.tests.test_files import picture

GOOD = "a violet umbrella in March"


def rights(**fields: object) -> dict[str, object]:
    return {"role": "advisor", "audience": "advisor", "languages": ["fr"], "topics": [], "skills": ""} | fields


def test_every_right_stands_on_the_page_in_words() -> None:
    """A11: the table is readable in one place, and nothing of it is left out."""
    told = [act for acts in WORDS.values() for act, _words in acts]

    assert sorted(told) == sorted(PERMISSIONS)
    assert set(WORDS) == set(CHAPTERS)
    assert [role for role, _name in role_columns()] == [*ROLES, *ROLES_OUTSIDE]
    for chapter in rights_table():
        for row in chapter.rows:
            assert row.roles == tuple(role in PERMISSIONS[row.act] for role in (*ROLES, *ROLES_OUTSIDE))


def test_every_way_of_reading_has_its_word() -> None:
    assert set(WAYS) == set(WAYS_TO_READ)
    assert FIELDS
    assert WHAT


@pytest.mark.parametrize("language", ["en", "fr", "pt", "ro"])
def test_everybody_reads_who_may_do_what_in_their_language(desk, at_desk, language: str) -> None:
    User.objects.filter(pk=desk.amin.user_id).update(language=language)

    page = at_desk(desk.amin).get("/console/team/roles")

    assert page.status_code == 200
    assert page.content.decode().count('<th scope="row"') == len(PERMISSIONS)


@pytest.mark.parametrize("path", ["", "/absences", "/groups", "/invitations", "/changes", "/readings"])
def test_the_rail_leads_everywhere_from_every_page_of_the_team(desk, at_desk, path: str) -> None:
    assert 'data-place="Charter"' in at_desk(desk.marc).get(f"/console/team{path}").content.decode()


@pytest.mark.parametrize("path", ["groups", "invitations", "changes", "readings"])
def test_what_managers_do_is_for_managers(desk, at_desk, path: str) -> None:
    assert at_desk(desk.marc).get(f"/console/team/{path}").status_code == 200
    for who in (desk.amin, desk.adele, desk.rose):
        assert at_desk(who).get(f"/console/team/{path}").status_code == 403


@pytest.mark.parametrize("path", ["", "/groups", "/invitations", "/roles", "/changes", "/readings", "/uncovered"])
def test_the_way_to_every_other_page_stands_beside_the_team(desk, at_desk, path: str) -> None:
    """A team's groups are not the rail's."""
    rail = at_desk(desk.marc).get(f"/console/team{path}").content.decode().split("<main")[0]

    assert 'href="/console/wall"' in rail
    assert '<a href="/console/team" title="Team" data-place="Team" aria-current="page"' in rail


def test_a_colleague_sees_a_page_without_forms_of_rights(desk, at_desk) -> None:
    page = at_desk(desk.amin).get(f"/console/team/{desk.adele.pk}").content.decode()

    assert "Adèle" in page
    assert f"/console/team/{desk.adele.pk}/rights" not in page
    assert desk.adele.user.email not in page


def test_the_team_is_looked_for(desk, at_desk) -> None:
    client = at_desk(desk.marc)

    assert "Amin" not in client.get("/console/team?q=ros").content.decode().split("<main")[1]
    assert "Rose" in client.get("/console/team?role=referent").content.decode()
    assert client.get("/console/team?role=owner").status_code == 400
    assert client.get("/console/team?after=x").status_code == 400


def test_who_is_alone_in_a_new_shop_is_shown_how_to_invite(desk, at_desk) -> None:
    """F: an empty team says what to do next; nobody else is told so."""
    assert "You are alone here" not in at_desk(desk.marc).get("/console/team").content.decode()
    Membership.objects.filter(shop_id=desk.shop.id).exclude(pk=desk.marc.pk).update(is_active=False)
    forget_members()

    assert "You are alone here" in at_desk(desk.marc).get("/console/team").content.decode()
    assert "You are alone here" not in at_desk(desk.marc).get("/console/team?q=x").content.decode()


def test_a_manager_changes_rights_and_the_record_shows_it(desk, at_desk) -> None:
    client, group = at_desk(desk.marc), Group.objects.create(shop_id=desk.shop.id, name="Ateliers")
    sent = rights(role="referent", skills="gravure, perles", groups=[group.pk], chats_at_once="4")

    answer = client.post(f"/console/team/{desk.adele.pk}/rights", sent)

    assert answer.status_code == 204, answer.content
    desk.adele.refresh_from_db()
    assert (desk.adele.role, desk.adele.skills, desk.adele.chats_at_once) == ("referent", ["gravure", "perles"], 4)
    page = client.get("/console/team/changes").content.decode()
    assert "Referent" in page
    assert "gravure, perles" in page
    assert client.get(f"/console/team/changes?member={desk.adele.pk}").status_code == 200


@pytest.mark.parametrize(
    "more", [{"is_staff": "1"}, {"shop_id": "2"}, {"is_active": ""}, {"user": "1"}, {"display_name": "x"}]
)
def test_fields_that_nobody_asked_for_change_nothing(desk, at_desk, more: dict[str, str]) -> None:
    """Attack A22: mass assignment."""
    before = Membership.objects.filter(pk=desk.adele.pk).values("shop_id", "user_id", "is_active", "display_name").get()

    at_desk(desk.marc).post(f"/console/team/{desk.adele.pk}/rights", rights(**more))

    assert Membership.objects.filter(pk=desk.adele.pk).values(*before).get() == before


@pytest.mark.parametrize("sent", [{"role": "administrator"}, {"role": "owner"}, {"audience": "strangers"}])
def test_a_manager_gives_nothing_that_they_may_not(desk, at_desk, sent: dict[str, str]) -> None:
    """Attack A22."""
    answer = at_desk(desk.marc).post(f"/console/team/{desk.adele.pk}/rights", rights(**sent))

    assert answer.status_code in (400, 403)
    desk.adele.refresh_from_db()
    assert desk.adele.role == "advisor"


def test_a_manager_changes_the_picture_of_a_member(desk, at_desk, settings, tmp_path) -> None:
    """C2: drawn anew and small, as one's own is; the record says who did it, and it can be taken away again."""
    settings.FILES_DIR = tmp_path
    client, page = at_desk(desk.marc), f"/console/team/{desk.adele.pk}"
    drawn = SimpleUploadedFile("her.png", picture("PNG", (1200, 900)), "image/png")

    assert client.post(f"{page}/picture", {"picture": drawn}).status_code == 204
    desk.adele.refresh_from_db()
    shown = client.get(desk.adele.picture)
    assert Image.open(BytesIO(shown.content)).size == (256, 192)
    assert desk.adele.picture in client.get(page).content.decode()

    assert client.post(f"{page}/picture", {"no_picture": "1"}).status_code == 204
    desk.adele.refresh_from_db()
    assert desk.adele.picture == ""
    told = client.get("/console/team/changes").content.decode()
    assert "Picture changed" in told
    assert "Picture taken away" in told


def test_what_is_no_picture_or_too_large_changes_nothing(desk, at_desk) -> None:
    """Attack A2"""
    client, before = at_desk(desk.marc), desk.adele.picture
    for content in (b"<svg onload='alert(1)'/>", b"x" * (LARGEST + 10)):
        sent = {"picture": SimpleUploadedFile("her.png", content, "image/png")}
        assert client.post(f"/console/team/{desk.adele.pk}/picture", sent, **AS_SCRIPT).json()["code"] == "file_refused"
    assert client.post(f"/console/team/{desk.adele.pk}/picture", {}).status_code == 400
    desk.adele.refresh_from_db()
    assert desk.adele.picture == before


def test_nobody_else_changes_a_colleagues_picture(desk, at_desk) -> None:
    """Attack A4"""
    for who in (desk.amin, desk.adele, desk.rose):
        assert at_desk(who).post(f"/console/team/{desk.adele.pk}/picture", {"no_picture": "1"}).status_code == 403


def test_who_is_taken_out_comes_in_no_more(desk, at_desk, django_capture_on_commit_callbacks) -> None:
    adele = at_desk(desk.adele)
    with django_capture_on_commit_callbacks(execute=True):
        assert at_desk(desk.marc).post(f"/console/team/{desk.adele.pk}/leave").status_code == 204

    assert adele.get("/console/").status_code == 403
    assert "Adèle" in at_desk(desk.marc).get("/console/team?former=1").content.decode()


def test_hours_and_absences_are_ones_own_to_write(desk, at_desk) -> None:
    client = at_desk(desk.amin)
    hours = {"tue": "9-12:30, 14-18", "time_zone": "Europe/Bucharest"}
    absence = {"from_day": "2026-12-24", "to_day": "2026-12-26", "note": "Noël"}

    assert client.post(f"/console/team/{desk.amin.pk}/hours", hours).status_code == 204
    assert client.post(f"/console/team/{desk.amin.pk}/absences", absence).status_code == 204
    assert client.post(f"/console/team/{desk.adele.pk}/absences", absence).status_code == 403
    assert client.post(f"/console/team/{desk.adele.pk}/hours", hours).status_code == 403

    desk.amin.refresh_from_db()
    assert desk.amin.hours == {"tue": [["09:00", "12:30"], ["14:00", "18:00"]]}
    kept = Absence.objects.get()
    assert f"{kept.starts_at:%d %H:%M} {kept.ends_at:%d %H:%M}" == "23 22:00 26 22:00", "by the clock of Bucharest"
    assert "Noël" in client.get(f"/console/team/{desk.amin.pk}").content.decode()
    assert "Noël" not in at_desk(desk.adele).get(f"/console/team/{desk.amin.pk}").content.decode()
    assert client.post(f"/console/team/absences/{kept.pk}/end", {"shop": desk.shop.id}).status_code == 204
    assert not Absence.objects.exists()


@pytest.mark.parametrize("hours", [{"mon": "soon"}, {"mon": "9-8"}, {"time_zone": "Mars/Olympus"}])
def test_hours_that_cannot_be_are_refused_with_the_day(desk, at_desk, hours: dict[str, str]) -> None:
    answer = at_desk(desk.amin).post(f"/console/team/{desk.amin.pk}/hours", hours)

    assert answer.status_code in (400, 422)


def test_a_calendar_is_read(desk, at_desk) -> None:
    text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:20261224\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n"
    sent = {"calendar": SimpleUploadedFile("a.ics", text.encode(), "text/calendar")}

    assert at_desk(desk.amin).post(f"/console/team/{desk.amin.pk}/calendar", sent).status_code == 200
    assert Absence.objects.count() == 1


def test_what_who_is_away_holds_is_shown_to_be_handed_over(desk, at_desk, of_advisor) -> None:
    absence = {"from_day": "2026-12-01", "to_day": "2026-12-02"}
    at_desk(desk.adele).post(f"/console/team/{desk.adele.pk}/absences", absence)

    assert f"/console/c/{of_advisor.pk}" in at_desk(desk.rose).get("/console/team/uncovered").content.decode()
    assert f"/console/c/{of_advisor.pk}" not in at_desk(desk.amin).get("/console/team/uncovered").content.decode()


def test_readings_are_shown_by_member_and_conversation(desk, at_desk, of_advisor) -> None:
    """A11."""
    at_desk(desk.rose).get(f"/console/c/{of_advisor.pk}")
    client = at_desk(desk.marc)

    assert of_advisor.reference in client.get("/console/team/readings").content.decode()
    assert of_advisor.reference in client.get(f"/console/team/readings?of={of_advisor.reference}").content.decode()
    page = client.get(f"/console/team/readings?member={desk.adele.pk}").content.decode()
    assert of_advisor.reference not in page.split("<main")[1]


def test_a_link_is_shown_once_and_joins_once(desk, at_desk) -> None:
    """Attack A16: to copy, never in a list."""
    cache.clear()
    client = at_desk(desk.marc)
    shown = client.post("/console/team/invitations", rights(way="link")).content.decode()
    token = shown.split("/console/join/")[1].split('"')[0]
    assert token not in client.get("/console/team/invitations").content.decode()

    guest = Client()
    came = guest.get(f"/console/join/{token}")
    assert (came.status_code, came["Location"]) == (302, "/console/join")
    assert came["Referrer-Policy"] == "no-referrer"
    page = guest.get("/console/join")
    assert token not in page.content.decode()
    assert page["Referrer-Policy"] == "same-origin"  # else a browser does not say where the form comes from
    sent = {"email": "nina@perle.example", "name": "Nina", "password": GOOD, "again": GOOD, "language": "fr"}
    assert guest.post("/console/join", sent).status_code == 302
    assert guest.get("/console/").status_code == 200
    assert Membership.objects.get(user__email="nina@perle.example").role == "advisor"
    assert Client().get(f"/console/join/{token}").status_code == 404


@pytest.mark.parametrize(
    "sent", [{"again": "else"}, {"password": "short", "again": "short"}, {"name": ""}, {"email": "x"}]
)
def test_what_will_not_do_is_said_and_the_invitation_stays(desk, at_desk, sent: dict[str, str]) -> None:
    cache.clear()
    shown = at_desk(desk.marc).post("/console/team/invitations", rights(way="link")).content.decode()
    guest = Client()
    guest.get("/console/join/" + shown.split("/console/join/")[1].split('"')[0])
    good = {"email": "nina@perle.example", "name": "Nina", "password": GOOD, "again": GOOD}

    answer = guest.post("/console/join", good | sent)

    assert answer.status_code in (400, 422)
    assert 'role="alert"' in answer.content.decode()
    assert guest.post("/console/join", good).status_code == 302


def test_a_letter_goes_out_with_the_link_in_it(desk, at_desk, monkeypatch) -> None:
    """The house's way of letters; its words in the language that was chosen."""
    monkeypatch.setitem(INVITATIONS, "link", lambda token: f"https://desk.example/console/join/{token}")
    sent = rights(way="letter", email="nina@perle.example", language="fr")
    assert at_desk(desk.marc).post("/console/team/invitations", sent).status_code == 200
    invitation = Invitation.objects.get()

    send_invitation(InvitationSent(invitation.pk, desk.shop.id, 1))
    send_invitation(InvitationSent(invitation.pk, desk.shop.id, 1))

    letter = SentMail.objects.get()
    assert (letter.template, letter.recipient) == ("invitation", "nina@perle.example")
    assert "Maison Perle" in letter.subject
    assert "https://desk.example/console/join/" in invitation_letter(invitation, INVITATIONS["link"]).text


def test_somebody_who_is_signed_in_just_joins(desk, at_desk) -> None:
    cache.clear()
    shown = at_desk(desk.marc).post("/console/team/invitations", rights(way="link")).content.decode()
    client = at_desk(desk.stranger)
    client.get("/console/join/" + shown.split("/console/join/")[1].split('"')[0])

    assert "Étienne" in client.get("/console/join").content.decode()
    assert client.post("/console/join").status_code == 302
    assert Membership.objects.filter(user=desk.stranger.user, shop_id=desk.shop.id).exists()
