"""How a due date came about, in sentences: one a step, in the shop's own time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.catalogue import translations as catalogue
from comptoir.domain.charter.readable.voice import Translations, Voice
from comptoir.domain.charter.rules.clocks.explaining import Explanation, Step

MIDNIGHT = dt.time()
A_DAY = dt.timedelta(days=1)

AT = N_("{day} at {time}")
FROM_TO = N_("from {first} to {last}")

OF_A_PERIOD: Mapping[str, str] = {
    "counted": N_("{period}: time counted, {span}."),
    "closed": N_("{period}: closed."),
    "weekend": N_("{period}: weekend, not counted."),
    "holiday": N_("{period}: holiday ({name}), not counted."),
    "paused": N_("{period}: paused, not counted."),
}


def because(explanation: Explanation, language: str = "", translations: Translations | None = None) -> list[str]:
    """A sentence for each step, in `language` or else the shop's own; English where that is not translated.

    `translations` (anything with `gettext`, `ngettext` and `pgettext`) stands in for the project's own catalogue.
    """
    spoken = language or explanation.calendar.charter.language
    return list(_Teller(explanation, Voice(spoken, translations or catalogue(spoken))).sentences())


class _Teller:
    """Tells an explanation in one language."""

    def __init__(self, explanation: Explanation, voice: Voice) -> None:
        self._explanation, self._voice = explanation, voice
        self._zone = explanation.calendar.zone
        self._in_days = explanation.calendar.clock == "working_days"

    def sentences(self) -> Iterator[str]:
        passed = dt.timedelta()
        for step in self._explanation.steps:
            passed += step.counted
            yield self._of_a_day(step, passed) if self._is_of_a_day(step) else self._of_time(step)

    def _is_of_a_day(self, step: Step) -> bool:
        return self._in_days and step.kind in ("working_day", "paused")

    def _of_a_day(self, step: Step, passed: dt.timedelta) -> str:
        say, day = self._voice.say, _capital(self._voice.full_day(self._local(step.start).date()))
        if step.kind == "paused":
            return say(
                N_("{day}: paused when the shop closed at {time}, not counted."), day=day, time=self._time(step.end)
            )
        if not step.counted:
            return say(N_("{day}: day of receipt."), day=day)
        total = self._explanation.within.amount
        return say(N_("{day}: working day {number} of {total}."), day=day, number=passed.days, total=total)

    def _of_time(self, step: Step) -> str:
        say = self._voice.say
        if step.kind == "received":
            return say(N_("Received: {moment}."), moment=self._moment(step.start))
        if step.kind == "due":
            return say(N_("Due: {moment}."), moment=self._moment(step.end))
        if step.kind == "never":
            return say(N_("There is no such date: by this calendar, so much time never passes."))
        period = _capital(self._period(step.start, step.end))
        return say(OF_A_PERIOD[step.kind], period=period, span=self._length(step.counted), name=step.name)

    def _period(self, start: dt.datetime, end: dt.datetime) -> str:
        """A day, hours of a day, days, or from a moment to a moment; what ends at midnight ends on the day before."""
        begins, ends = self._local(start), self._local(end)
        last = ends.date() - A_DAY if ends.time() == MIDNIGHT and ends.date() > begins.date() else ends.date()
        closes = self._time(end) if last == ends.date() else "24:00"
        say, day = self._voice.say, self._voice.full_day
        if begins.time() == ends.time() == MIDNIGHT:
            return day(last) if last == begins.date() else say(FROM_TO, first=day(begins.date()), last=day(last))
        if last == begins.date():
            return say(N_("{day}, {begins} to {ends}"), day=day(last), begins=self._time(start), ends=closes)
        until = say(AT, day=day(last), time=closes)
        return say(FROM_TO, first=self._moment(start), last=until)

    def _moment(self, at: dt.datetime) -> str:
        return self._voice.say(AT, day=self._voice.full_day(self._local(at).date()), time=self._time(at))

    def _length(self, counted: dt.timedelta) -> str:
        return self._voice.length(counted, in_days=self._explanation.within.unit == "d")

    def _time(self, at: dt.datetime) -> str:
        """As the clock on the shop's wall shows it; in an hour that comes twice, with its distance from UTC."""
        local = self._local(at)
        shown = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        comes_twice = local.replace(fold=1 - local.fold).utcoffset() != local.utcoffset()
        return f"{shown} (UTC{local.isoformat()[-6:]})" if comes_twice else shown

    def _local(self, at: dt.datetime) -> dt.datetime:
        return at.astimezone(self._zone)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
