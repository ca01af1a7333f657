"""Passwords of tests: hashed as all are, with as little work as the method allows."""

from __future__ import annotations

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickHasher(Argon2PasswordHasher):
    """For passwords that protect nothing."""

    time_cost, memory_cost, parallelism = 1, 8, 1
