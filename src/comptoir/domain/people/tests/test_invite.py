"""Invitations: whom they are for, how long they hold, and that nobody guesses one. Attack A16."""

from __future__ import annotations

import datetime as dt

import pytest

from comptoir.domain.people.actions import (
    Guest,
    Rights,
    accept_invitation,
    accept_invitation_of,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from comptoir.domain.people.errors import (
    AlreadyInvited,
    AlreadyMember,
    GroupNotFound,
    InvitationIsOver,
    InvitationNotFound,
    PasswordNotGood,
    RoleAboveOwn,
    TooManyInvitations,
)
from comptoir.domain.people.models import Group, Invitation, Membership, RightsChange, User
from comptoir.domain.people.queries import invitation_of_token, invitation_to_send, invitations_page, open_invitation
from comptoir.domain.people.rules import HOLDS, Viewer, invitation_token, token_digest
from comptoir.foundation.errors import BadRequest, NotAllowed
from comptoir.foundation.models import Announcement
from tests.people import NOON

NINA = "nina@perle.example"
GOOD = "a violet umbrella in March"


def invited(
    team, rights: Rights | None = None, *, email: str = NINA, by: Viewer | None = None
) -> tuple[Invitation, str]:
    return invite(viewer=by or team.as_marc, rights=rights or Rights(role="advisor"), email=email, now=NOON)


def nina(**fields: str) -> Guest:
    return Guest(**({"name": "Nina", "password": GOOD} | fields))  # type: ignore[arg-type]


def test_who_accepts_is_a_member_with_what_the_invitation_says(team) -> None:
    group = Group.objects.create(shop_id=team.shop.id, name="Ateliers")
    rights = Rights(role="advisor", audience="advisor", languages=["fr"], topics=["returns"], skills=["gravure"])
    rights = Rights(**{name: getattr(rights, name) for name in rights.__slots__} | {"group_ids": [group.pk]})
    _invitation, token = invited(team, rights)

    member = accept_invitation(token=token, guest=nina(language="fr"), now=NOON)

    assert (member.role, member.audience, member.display_name) == ("advisor", "advisor", "Nina")
    assert (member.languages, member.topics, member.skills) == (["fr"], ["returns"], ["gravure"])
    assert [it.name for it in member.groups.all()] == ["Ateliers"]
    assert member.user.check_password(GOOD)
    assert (member.user.email, member.user.language) == (NINA, "fr")


def test_a_letter_is_announced_without_its_secret(team) -> None:
    """Attack A17: what is announced holds no token and no address."""
    invitation, token = invited(team)

    told = Announcement.objects.filter(name="people.invitation_sent").get().payload

    assert token not in told
    assert NINA not in told
    assert invitation_to_send(invitation.pk, 1) == invitation


def test_without_an_address_no_letter_goes_out(team) -> None:
    invited(team, email="")

    assert not Announcement.objects.filter(name="people.invitation_sent").exists()


def test_the_token_is_kept_as_a_digest_only(team) -> None:
    """Attack A16: 192 bits, none of which stands in the database."""
    invitation, token = invited(team)

    assert len(token) == 32
    assert token not in {str(value) for row in Invitation.objects.values_list() for value in row}
    assert invitation.digest == token_digest(token)
    assert invitation_token(invitation.seed, "another key of the house") != token


def test_no_two_tokens_are_alike(team) -> None:
    """Attack A16."""
    tokens = {invited(team, email=f"n{number}@perle.example")[1] for number in range(50)}

    assert len(tokens) == 50


@pytest.mark.parametrize(
    "tried",
    [
        "",
        " ",
        "null",
        "None",
        "\0",
        "0" * 32,
        "A" * 64,
        lambda token: token.lower(),
        lambda token: token.upper(),
        lambda token: token[:-1],
        lambda token: f"{token} ",
        lambda token: f"{token}\n",
        lambda token: token[::-1],
    ],
)
def test_nothing_but_the_token_opens_it(team, tried) -> None:
    """Attack A16 (CVE-2026-53595: an empty hash matched): empty, null, another case, cut, longer."""
    token = invited(team)[1]
    tried = tried(token) if callable(tried) else tried

    assert invitation_of_token(tried, NOON) is None
    with pytest.raises(InvitationIsOver):
        accept_invitation(token=tried, guest=nina(), now=NOON)
    assert not User.objects.filter(email=NINA).exists()


def test_an_invitation_is_accepted_once(team) -> None:
    """Attack A16."""
    token = invited(team)[1]
    accept_invitation(token=token, guest=nina(), now=NOON)

    with pytest.raises(InvitationIsOver):
        accept_invitation(token=token, guest=nina(), now=NOON)


def test_an_invitation_holds_for_a_week(team) -> None:
    """Attack A16 (CVE-2026-41902: an invitation that never ended)."""
    token = invited(team)[1]

    assert invitation_of_token(token, NOON + HOLDS - dt.timedelta(seconds=1)) is not None
    with pytest.raises(InvitationIsOver):
        accept_invitation(token=token, guest=nina(), now=NOON + HOLDS)


def test_a_withdrawn_invitation_is_worth_nothing(team) -> None:
    """Attack A16."""
    invitation, token = invited(team)
    withdraw_invitation(viewer=team.as_marc, invitation_id=invitation.pk, now=NOON)

    with pytest.raises(InvitationIsOver):
        accept_invitation(token=token, guest=nina(), now=NOON)
    assert invitation_to_send(invitation.pk, 1) is None


def test_sent_again_it_holds_anew_and_the_link_before_is_worth_nothing(team) -> None:
    """Attack A16."""
    invitation, first = invited(team)
    later = NOON + dt.timedelta(days=8)

    second = send_invitation_again(viewer=team.as_anne, invitation_id=invitation.pk, now=later)

    assert invitation_of_token(first, later) is None
    assert accept_invitation(token=second, guest=nina(), now=later).user.email == NINA
    assert invitation_to_send(invitation.pk, 1) is None


def test_it_is_not_sent_without_end(team) -> None:
    invitation, _token = invited(team)
    for _time in range(9):
        send_invitation_again(viewer=team.as_marc, invitation_id=invitation.pk, now=NOON)

    with pytest.raises(TooManyInvitations):
        send_invitation_again(viewer=team.as_marc, invitation_id=invitation.pk, now=NOON)


@pytest.mark.parametrize("who", ["as_rose", "as_adele", "as_amin"])
def test_only_managers_invite(team, who: str) -> None:
    with pytest.raises(NotAllowed):
        invited(team, by=getattr(team, who))


def test_a_manager_invites_no_administrator(team) -> None:
    """Attack A22."""
    with pytest.raises(RoleAboveOwn):
        invited(team, Rights(role="administrator"))


@pytest.mark.parametrize("role", ["", "owner", "visitor", "seller", "is_staff"])
def test_nobody_is_invited_as_what_no_member_is(team, role: str) -> None:
    """Attack A22."""
    with pytest.raises((RoleAboveOwn, BadRequest)):
        invited(team, Rights(role=role), by=team.as_anne)


def test_who_is_in_the_team_is_not_invited_again(team) -> None:
    with pytest.raises(AlreadyMember):
        invited(team, email=team.adele.user.email.upper())


def test_one_invitation_waits_for_one_address(team) -> None:
    invited(team)

    with pytest.raises(AlreadyInvited):
        invited(team, email=NINA.upper())


@pytest.mark.parametrize("email", ["nina", "nina@", "a@b.example\nBcc: c@d.example", "nina@perle.example, x@y.example"])
def test_what_is_no_address_is_refused(team, email: str) -> None:
    """Attack A24."""
    with pytest.raises(BadRequest):
        invited(team, email=email)


def test_a_group_of_another_shop_is_not_given(team) -> None:
    """Attack A4."""
    group = Group.objects.create(shop_id=team.other.id, name="Là-bas")

    with pytest.raises(GroupNotFound):
        invited(team, Rights(role="advisor", group_ids=[group.pk]))


def test_invitations_of_another_shop_are_nobodys_business(team) -> None:
    """Attack A4."""
    invitation, _token = invited(team)

    for act in (send_invitation_again, withdraw_invitation):
        with pytest.raises(InvitationNotFound):
            act(viewer=team.as_stranger, invitation_id=invitation.pk, now=NOON)
    assert invitations_page(team.as_stranger).rows == []
    assert invitations_page(team.as_marc).rows == [invitation]


def test_who_has_an_account_joins_as_who_they_are(team) -> None:
    token = invited(team, email=team.stranger.user.email)[1]

    member = accept_invitation(token=token, guest=Guest(user_id=team.stranger.user_id), now=NOON)

    assert member.user_id == team.stranger.user_id
    assert member.shop_id == team.shop.id


def test_an_account_is_never_taken_over_by_an_invitation(team) -> None:
    """Attack A23: whoever holds a link sets no password of an account that there is."""
    before = User.objects.get(pk=team.stranger.user_id).password
    for token, email in [
        (invited(team, email=team.stranger.user.email)[1], ""),
        (invited(team, email="")[1], team.stranger.user.email),
    ]:
        with pytest.raises(NotAllowed):
            accept_invitation(token=token, guest=nina(email=email), now=NOON)
    assert User.objects.get(pk=team.stranger.user_id).password == before


def test_an_invitation_is_for_its_address_only(team) -> None:
    """Attack A16: whoever else is signed in does not join by it."""
    token = invited(team)[1]

    with pytest.raises(NotAllowed):
        accept_invitation(token=token, guest=Guest(user_id=team.stranger.user_id), now=NOON)
    assert accept_invitation(token=token, guest=nina(email="else@where.example"), now=NOON).user.email == NINA


@pytest.mark.parametrize("password", ["", "nina@perle.example", "password1234"])
def test_a_weak_password_is_refused_and_says_why(team, password: str) -> None:
    token = invited(team)[1]

    with pytest.raises(PasswordNotGood):
        accept_invitation(token=token, guest=nina(password=password), now=NOON)
    assert invitation_of_token(token, NOON) is not None


def test_the_record_says_who_invited_whom_and_holds_no_secret(team) -> None:
    """Audit log."""
    _invitation, token = invited(team)
    accept_invitation(token=token, guest=nina(), now=NOON)

    invited_, joined = RightsChange.objects.filter(after__role="advisor").exclude(member=team.adele).order_by("pk")

    assert (invited_.what, invited_.by_id, invited_.after["email"]) == ("invited", team.marc.pk, NINA)
    assert (joined.what, joined.member) == ("joined", Membership.objects.get(user__email=NINA))
    assert token not in str(list(RightsChange.objects.values_list()))


def test_a_proven_address_joins_without_the_link(team) -> None:
    """F, single sign-on: whoever's provider has proven the address that was invited."""
    invitation, _token = invited(team)

    assert open_invitation(NINA.upper(), NOON) == invitation
    user_id = accept_invitation_of(invitation_id=invitation.pk, user_email=NINA, name="Nina", now=NOON)

    user = User.objects.get(pk=user_id)
    assert (user.email, user.has_usable_password()) == (NINA, False)
    assert open_invitation(NINA, NOON) is None


@pytest.mark.parametrize("email", ["", "other@perle.example"])
def test_another_address_does_not_join_by_it(team, email: str) -> None:
    """Attack A23: an invitation passed on by hand is nobody's by address, and one with an address is of that address."""
    by_hand, _token = invited(team, email="")
    addressed, _token = invited(team)

    assert open_invitation(email, NOON) is None
    for invitation in (by_hand, addressed):
        with pytest.raises(InvitationIsOver):
            accept_invitation_of(invitation_id=invitation.pk, user_email=email, name="Nina", now=NOON)
