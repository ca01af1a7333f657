"""What we do with people."""

from comptoir.domain.people.actions.absences import end_absence, import_absences, plan_absence
from comptoir.domain.people.actions.changing import (
    Rights,
    bring_back_member,
    change_member,
    change_picture,
    deactivate_member,
    set_hours,
)
from comptoir.domain.people.actions.groups import make_group, remove_group, rename_group
from comptoir.domain.people.actions.inviting import (
    Guest,
    accept_invitation,
    accept_invitation_of,
    invite,
    send_invitation_again,
    withdraw_invitation,
)
from comptoir.domain.people.actions.leave import answer_absence, note_absence, note_absences
from comptoir.domain.people.actions.members import (
    add_member,
    choose_preferences,
    introduce_oneself,
    remove_member,
    set_password,
)
from comptoir.domain.people.actions.recording import note_readings_taken_out
from comptoir.domain.people.actions.visitors import (
    introduce_visitor,
    meet_by_mail,
    meet_visitor,
    revoke_visitor_token,
    tie_to_customer,
)

__all__ = [
    "Guest",
    "Rights",
    "accept_invitation",
    "accept_invitation_of",
    "add_member",
    "answer_absence",
    "bring_back_member",
    "change_member",
    "change_picture",
    "choose_preferences",
    "deactivate_member",
    "end_absence",
    "import_absences",
    "introduce_oneself",
    "introduce_visitor",
    "invite",
    "make_group",
    "meet_by_mail",
    "meet_visitor",
    "note_absence",
    "note_absences",
    "note_readings_taken_out",
    "plan_absence",
    "remove_group",
    "remove_member",
    "rename_group",
    "revoke_visitor_token",
    "send_invitation_again",
    "set_hours",
    "set_password",
    "tie_to_customer",
    "withdraw_invitation",
]
