"""The settings of live desks: the real ones, but for passwords that are hashed quickly. A good hash takes a quarter of a second of a core."""

from comptoir.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["tests.hashing.QuickHasher"]
