"""Addresses: signing in, second factors and sessions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
