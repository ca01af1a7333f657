"""The charter's answers: pure functions of a charter and what one asks; the time is always given.

Everything other apps and surfaces may use of the charter without a database stands here.
"""

from comptoir.domain.charter.catalogue import N_, said_in
from comptoir.domain.charter.comparing import Change, compare
from comptoir.domain.charter.feeds import Beside, beside, nothing_beside
from comptoir.domain.charter.mistakes import CharterMistakes, Mistake, explain, suggest
from comptoir.domain.charter.parsing import Examination, examine, parse
from comptoir.domain.charter.readable import chapters, day_in, full_day_in, level_in, module_in, span_in
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.differences import Difference, differences
from comptoir.domain.charter.readable.due import because
from comptoir.domain.charter.readable.writing import product_kind
from comptoir.domain.charter.reading.texts import SPOKEN
from comptoir.domain.charter.rules.audiences import (
    audiences_for,
    fields_granted,
    ladder,
    may_answer,
    may_see,
    stand_ins,
)
from comptoir.domain.charter.rules.calendar import holidays_between, is_holiday
from comptoir.domain.charter.rules.clocks import (
    Calendar,
    Explanation,
    Step,
    calendar_for,
    calendar_of,
    due,
    elapsed,
    explained,
)
from comptoir.domain.charter.rules.hours import (
    answers_at,
    is_open,
    next_opening,
    open_until,
    opening_hours_by_weekday,
    opening_intervals,
)
from comptoir.domain.charter.rules.levels import AnsweredBy, answered_by, level_reached, next_level
from comptoir.domain.charter.rules.mediation import Asked, asked_for_reason, is_mediated, named_reason, reason_of
from comptoir.domain.charter.rules.order_numbers import Mention, numbers_in
from comptoir.domain.charter.rules.own import own_of
from comptoir.domain.charter.rules.pages import PageRule, page_rule
from comptoir.domain.charter.rules.promises import RIGHTS_CLAUSE, promise_for, promise_named, rights_promise
from comptoir.domain.charter.rules.returns import MayReturn, may_return
from comptoir.domain.charter.rules.topics import topic_of, topic_seeds
from comptoir.domain.charter.shape.at_hand import Offers
from comptoir.domain.charter.shape.audience import FIELDS
from comptoir.domain.charter.shape.channel import CHANNELS
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.commitment import Commitment
from comptoir.domain.charter.shape.duration import Duration
from comptoir.domain.charter.shape.interval import Interval
from comptoir.domain.charter.shape.mediation import Mediation, Reason
from comptoir.domain.charter.shape.promise import Promise
from comptoir.domain.charter.shape.reviews import Reviews
from comptoir.domain.charter.shape.text import Text

__all__ = [
    "CHANNELS",
    "FIELDS",
    "N_",
    "RIGHTS_CLAUSE",
    "SPOKEN",
    "AnsweredBy",
    "Asked",
    "Beside",
    "Calendar",
    "Change",
    "Chapter",
    "Charter",
    "CharterMistakes",
    "Commitment",
    "Difference",
    "Duration",
    "Examination",
    "Explanation",
    "Interval",
    "MayReturn",
    "Mediation",
    "Mention",
    "Mistake",
    "Offers",
    "PageRule",
    "Promise",
    "Reason",
    "Reviews",
    "Step",
    "Text",
    "answered_by",
    "answers_at",
    "asked_for_reason",
    "audiences_for",
    "because",
    "beside",
    "calendar_for",
    "calendar_of",
    "chapters",
    "compare",
    "day_in",
    "differences",
    "due",
    "elapsed",
    "examine",
    "explain",
    "explained",
    "fields_granted",
    "full_day_in",
    "holidays_between",
    "is_holiday",
    "is_mediated",
    "is_open",
    "ladder",
    "level_in",
    "level_reached",
    "may_answer",
    "may_return",
    "may_see",
    "module_in",
    "named_reason",
    "next_level",
    "next_opening",
    "nothing_beside",
    "numbers_in",
    "open_until",
    "opening_hours_by_weekday",
    "opening_intervals",
    "own_of",
    "page_rule",
    "parse",
    "product_kind",
    "promise_for",
    "promise_named",
    "reason_of",
    "rights_promise",
    "said_in",
    "span_in",
    "stand_ins",
    "suggest",
    "topic_of",
    "topic_seeds",
]
