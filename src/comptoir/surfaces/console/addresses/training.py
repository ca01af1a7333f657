"""Addresses: modules, passes and the gate."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
