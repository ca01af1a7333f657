"""Strangers' mails and files, read in a process that may die of them: it has little memory, little time and no secrets.

`Reader` asks; `python -m comptoir.letters.child` answers. What can be asked stands in `operations`.
"""

from comptoir.letters.child.reader import Reader, shared_drawer, shared_reader

__all__ = ["Reader", "shared_drawer", "shared_reader"]
