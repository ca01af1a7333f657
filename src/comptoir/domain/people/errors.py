"""What may go wrong with people."""

from django.utils.translation import gettext_lazy as _

from comptoir.foundation.errors import NotFound, Refusal


class UserNotFound(NotFound):
    """Nobody signs in under this number."""


class TokenNotValid(Refusal):
    """The visitor's token was not made here, is over, or belongs elsewhere."""

    code = "token_not_valid"
    status = 401
    message = _("This conversation can no longer be recognised in this browser. Please start again.")


class MemberNotFound(NotFound):
    """No such member in a shop whose members one may know."""

    code = "member_not_found"


class GroupNotFound(NotFound):
    """No such group in the shop."""

    code = "group_not_found"


class InvitationNotFound(NotFound):
    """No such invitation in the shop."""

    code = "invitation_not_found"


class AbsenceNotFound(NotFound):
    """No such absence of somebody whose absences one may plan."""

    code = "absence_not_found"


class AbsenceIsAnswered(Refusal):
    """Leave was given or refused already, by somebody else or a moment ago."""

    code = "absence_is_answered"
    status = 409
    message = _("This request has been answered already.")


class RoleAboveOwn(Refusal):
    """Nobody gives a role above their own, or changes somebody who has one."""

    code = "role_above_own"
    status = 403
    message = _("This role is above your own: only somebody who has it can give it, or change who has it.")


class LastAdministrator(Refusal):
    """A shop is never without an administrator."""

    code = "last_administrator"
    message = _("This is the shop’s last administrator. Make somebody else an administrator first.")


class LastManager(Refusal):
    """A shop is never without somebody who may change its team."""

    code = "last_manager"
    message = _("Nobody else may change this shop’s team. Make somebody else a manager first.")


class NotThemselves(Refusal):
    """One does not end one's own membership."""

    code = "not_themselves"
    message = _("You cannot take yourself out of the team. Ask a colleague who may.")


class AlreadyMember(Refusal):
    """Who is invited belongs to the team already."""

    code = "already_member"
    message = _("Somebody with this address is in the team already.")


class AlreadyInvited(Refusal):
    """An invitation to this address waits."""

    code = "already_invited"
    message = _("An invitation to this address is waiting. Send it again, or withdraw it first.")


class TooManyInvitations(Refusal):
    """More than a shop may have waiting, or sent more often than one may be."""

    code = "too_many_invitations"
    status = 429
    message = _("This is too often, or too many at once. Withdraw what is no longer needed.")


class InvitationIsOver(Refusal):
    """Never made, withdrawn, accepted, or too old: it is not told which."""

    code = "invitation_is_over"
    status = 404
    message = _("This invitation holds no more. Ask who invited you for a new one.")


class PasswordNotGood(Refusal):
    """A password that is too weak; the reasons are in the sentence."""

    code = "password_not_good"
    status = 422
    message = _("This password will not do: %(why)s")


class NotAHour(Refusal):
    """Hours that no day has."""

    code = "hours_not_right"
    status = 422
    message = _("These hours cannot be understood: %(day)s. Write them like 09:00–12:30, 13:30–18:00.")


class AbsenceNotRight(Refusal):
    """It ends before it begins, lasts too long, or is too far off."""

    code = "absence_not_right"
    status = 422
    message = _("An absence ends after it begins, lasts at most 400 days, and begins within two years.")


class CalendarNotReadable(Refusal):
    """The file is no calendar, or too large."""

    code = "calendar_not_readable"
    status = 422
    message = _("This file is not a calendar that can be read (.ics, up to 256 KB).")


class GroupNameTaken(Refusal):
    """Two groups of a shop do not have one name."""

    code = "group_name_taken"
    message = _("There is a group with this name already.")


class TooManyOfThem(Refusal):
    """More groups, skills or absences than are kept."""

    code = "too_many"
    message = _("There are too many of them already (%(most)s at most).")
