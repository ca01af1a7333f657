"""Commands that do one thing: it is done and said, or why it cannot be done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable


def act_and_tell(act: Callable[[argparse.Namespace], str], arguments: argparse.Namespace) -> int:
    """Do it and print what it returns; what cannot be done is said on standard error. Returns the exit status."""
    import django

    django.setup()
    from django.core.exceptions import ValidationError

    from comptoir.foundation.errors import Refusal

    try:
        print(act(arguments))
    except (ValidationError, Refusal) as error:
        why = error.messages if isinstance(error, ValidationError) else [error.text()]
        print("comptoir: " + " ".join(map(str, why)), file=sys.stderr)
        return 1
    return 0
