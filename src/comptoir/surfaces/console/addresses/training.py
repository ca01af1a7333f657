"""Addresses: modules, passes and the gate."""

from django.urls import path

from comptoir.surfaces.console.views import training, training_team, training_writing

T = "console/training"
NEWCOMER = f"{T}/newcomers/<id:membership_id>"
WRITTEN = f"{T}/write/<slug:key>/<slug:language>"

urlpatterns = [
    path(T, training.mine, name="training"),
    path(f"{T}/modules/<slug:key>", training.module, name="training_module"),
    path(f"{T}/modules/<slug:key>/begin", training.begin, name="training_begin"),
    path(f"{T}/attempts/<id:attempt_id>", training.attempt, name="attempt"),
    path(f"{T}/attempts/<id:attempt_id>/answer", training.answer, name="attempt_answer"),
    path(f"{T}/attempts/<id:attempt_id>/check", training.check, name="attempt_check"),
    path(f"{T}/attempts/<id:attempt_id>/hand-in", training.hand_in, name="attempt_hand_in"),
    path(f"{T}/certificates/<uuid:number>", training.certificate, name="certificate"),
    path(f"{T}/watching", training.watching, name="training_watching"),
    path(f"{T}/watching/<id:conversation_id>", training.watched, name="training_watched"),
    path(f"{T}/team", training_team.team, name="training_team"),
    path(f"{T}/team.csv", training_team.table, name="training_table"),
    path(f"{T}/team/<id:membership_id>/recognise", training_team.recognise, name="training_recognise"),
    path(f"{T}/newcomers", training_team.newcomers, name="newcomers"),
    path(f"{NEWCOMER}/<slug:act>", training_team.decide, name="newcomer_step"),
    path(f"{T}/write", training_writing.modules, name="training_write"),
    path(f"{T}/write/import", training_writing.read_file, name="training_import"),
    path(f"{T}/write/new", training_writing.new, name="training_new"),
    path(f"{T}/write/preview", training_writing.preview, name="training_preview"),
    path(f"{T}/write/picture", training_writing.picture, name="training_picture"),
    path(WRITTEN, training_writing.module, name="training_edit"),
    path(f"{WRITTEN}/<slug:act>", training_writing.step, name="training_step"),
]
