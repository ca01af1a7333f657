"""Addresses: the offer wallet."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
