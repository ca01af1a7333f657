"""Addresses: watching over conversations."""

from django.urls import path

from comptoir.surfaces.console.views import alarms, approvals, reviews, wall, watching

urlpatterns = [
    path("console/wall", wall.wall, name="wall"),
    path("console/c/<int:conversation_id>/whisper", watching.whisper, name="whisper"),
    path("console/c/<int:conversation_id>/correct/<int:seq>", watching.correct, name="correct"),
    path("console/c/<int:conversation_id>/give-back", watching.give_back, name="give_back"),
    path("console/approvals", approvals.approvals, name="approvals"),
    path("console/approvals/held", approvals.approvals_held, name="approvals_held"),
    path("console/approvals/put", approvals.put, name="put_under_approval"),
    path("console/approvals/lift", approvals.lift, name="lift_approval"),
    path("console/reviews", reviews.reviews, name="reviews"),
    path("console/reviews/<int:review_id>", reviews.review, name="review"),
    path("console/reviews/<int:review_id>/answer", reviews.answer, name="answer_review"),
    path("console/reviews/<int:review_id>/drop", reviews.drop, name="drop_review"),
    path("console/c/<int:conversation_id>/review", reviews.ask, name="ask_review"),
    path("console/settings/alarms", alarms.alarms, name="alarms"),
]
