"""The addresses to which providers bring mail, below `/mailroom/`. A mailbox's key stands in each; nobody guesses it."""

from django.urls import path

from comptoir.surfaces.mailroom.hooks import views

app_name = "mailroom"

urlpatterns = [
    path("hook/<str:key>/<slug:provider>", views.hook, name="hook"),
    # Mailgun sends a mail as it is only to addresses that end so.
    path("hook/<str:key>/<slug:provider>/mime", views.hook, name="hook_mime"),
]
