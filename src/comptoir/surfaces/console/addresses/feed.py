"""Addresses: the live feed."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
