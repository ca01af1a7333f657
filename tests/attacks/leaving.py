"""Ends a membership of a live desk from another process, as the command line does."""

from __future__ import annotations

import sys

import django

django.setup()

from comptoir.domain.people.actions import remove_member  # noqa: E402

if __name__ == "__main__":
    remove_member(membership_id=int(sys.argv[1]))
