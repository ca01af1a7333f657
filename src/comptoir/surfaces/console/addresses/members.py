"""Addresses: members, groups, absences and who read what."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
