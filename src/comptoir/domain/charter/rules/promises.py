"""What was promised."""

from __future__ import annotations

from comptoir.domain.charter.shape.channel import WIDER
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.promise import Promise


def promise_for(charter: Charter, of: str, when: str) -> Promise | None:
    """The promise for a channel or kind of request `of` and a moment `when`; the nearest that is made, or none."""
    made = {(promise.of, promise.when): promise for promise in charter.promises.values()}
    for subject in (of, WIDER.get(of, "any"), "any"):
        if (subject, when) in made:
            return made[subject, when]
    return None
