"""Addresses: watching over conversations."""

from django.urls import path

from comptoir.surfaces.console.views import wall, watching

urlpatterns = [
    path("console/wall", wall.wall, name="wall"),
    path("console/c/<int:conversation_id>/whisper", watching.whisper, name="whisper"),
    path("console/c/<int:conversation_id>/correct/<int:seq>", watching.correct, name="correct"),
    path("console/c/<int:conversation_id>/give-back", watching.give_back, name="give_back"),
]
