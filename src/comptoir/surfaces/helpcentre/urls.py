"""The help centre's addresses."""

from django.urls import URLPattern

app_name = "helpcentre"

urlpatterns: list[URLPattern] = []
