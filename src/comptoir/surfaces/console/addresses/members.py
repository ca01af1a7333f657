"""Addresses: members, groups, absences and who read what."""

from django.urls import path

from comptoir.surfaces.console.views import absences, joining_team, members, team, team_changes, team_readings

ONE = "console/team/<id:membership_id>"

urlpatterns = [
    path("console/team/roles", team.roles, name="team_roles"),
    path("console/team/groups", team_changes.groups, name="team_groups"),
    path("console/team/groups/<id:group_id>/rename", team_changes.rename, name="rename_group"),
    path("console/team/groups/<id:group_id>/remove", team_changes.remove, name="remove_group"),
    path("console/team/invitations", team_changes.invitations, name="team_invitations"),
    path("console/team/invitations/<id:invitation_id>/again", team_changes.again, name="send_invitation_again"),
    path("console/team/invitations/<id:invitation_id>/withdraw", team_changes.withdraw, name="withdraw_invitation"),
    path("console/team/changes", team_changes.changes, name="team_changes"),
    path("console/team/readings", team_readings.readings, name="team_readings"),
    path("console/team/readings.csv", team_readings.table, name="team_readings_table"),
    path("console/team/uncovered", team_changes.uncovered, name="team_uncovered"),
    path(ONE, members.member, name="member"),
    path(f"{ONE}/rights", members.rights, name="member_rights"),
    path(f"{ONE}/picture", members.picture, name="member_picture"),
    path(f"{ONE}/leave", members.leave, name="member_leaves"),
    path(f"{ONE}/back", members.bring_back, name="member_returns"),
    path(f"{ONE}/hours", members.hours, name="member_hours"),
    path(f"{ONE}/absences", absences.absence, name="member_absence"),
    path(f"{ONE}/calendar", absences.calendar, name="member_calendar"),
    path("console/team/absences", absences.absences, name="team_absences"),
    path("console/team/absences/noted", absences.all_noted, name="absences_noted"),
    path("console/team/absences/<id:absence_id>/answer", absences.answer, name="answer_absence"),
    path("console/team/absences/<id:absence_id>/noted", absences.noted, name="absence_noted"),
    path("console/team/absences/<id:absence_id>/end", absences.absence_over, name="absence_over"),
    path("console/join", joining_team.join, name="join"),
    path("console/join/<str:token>", joining_team.join_link, name="join_link"),
]
