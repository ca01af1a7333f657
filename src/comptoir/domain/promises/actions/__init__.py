"""What we do with promises."""

from comptoir.domain.promises.actions.escalating import REASON_LARGEST, escalate
from comptoir.domain.promises.actions.hearing import concerned, hear
from comptoir.domain.promises.actions.making import WORDS_LARGEST, confirm_spoken, make_promise
from comptoir.domain.promises.actions.recomputing import recompute, recompute_when_in_force
from comptoir.domain.promises.actions.settling import WHY_LARGEST, extend, keep, pause, release, resume
from comptoir.domain.promises.actions.sweeping import sweep
from comptoir.domain.promises.actions.telling import rehearse_warning, tell_at_risk, tell_broken, tell_rehearsed
from comptoir.domain.promises.actions.telling_steps import escalated, tell_steps, tell_steps_in

__all__ = [
    "REASON_LARGEST",
    "WHY_LARGEST",
    "WORDS_LARGEST",
    "concerned",
    "confirm_spoken",
    "escalate",
    "escalated",
    "extend",
    "hear",
    "keep",
    "make_promise",
    "pause",
    "recompute",
    "recompute_when_in_force",
    "rehearse_warning",
    "release",
    "resume",
    "sweep",
    "tell_at_risk",
    "tell_broken",
    "tell_rehearsed",
    "tell_steps",
    "tell_steps_in",
]
