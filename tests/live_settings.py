"""The settings of live desks: the real ones, but for passwords that are hashed quickly and, where that is asked, late answers.

A good hash takes a quarter of a second of a core.
"""

from comptoir.config.settings import *  # noqa: F403
from comptoir.config.settings import MIDDLEWARE as USUAL
from tests.lateness import LATE

PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
MIDDLEWARE = ["tests.lateness.answers_late", *USUAL] if LATE else USUAL
