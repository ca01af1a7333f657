"""Addresses: phrases, articles and what is at hand."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
