"""Chapters: the shop, its opening hours, its holidays."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from comptoir.domain.charter.catalogue import N_
from comptoir.domain.charter.readable.chapter import Chapter
from comptoir.domain.charter.readable.voice import Voice
from comptoir.domain.charter.shape.audience import Audience
from comptoir.domain.charter.shape.charter import Charter
from comptoir.domain.charter.shape.holidays import AddedHoliday
from comptoir.domain.charter.shape.hours import Week
from comptoir.domain.charter.shape.shop import Shop


def shop(charter: Charter, voice: Voice) -> Chapter:
    """What the charter is and whom it binds."""
    heading, own = charter.heading, charter.shop
    sentences = [
        voice.say(
            N_("This charter of {shop} is in force from {day}."), shop=own.name, day=voice.day(heading.in_force_from)
        ),
        voice.say(
            N_("We serve in these languages: {languages}."), languages=voice.all_of(map(voice.tongue, own.languages))
        ),
        voice.say(N_("All times are local ({city})."), city=voice.city(own.time_zone)),
    ]
    if heading.edition:
        sentences.insert(1, voice.say(N_("Edition: {edition}."), edition=heading.edition))
    rows = [(voice.say(N_("Site")), site) for site in own.sites]
    if own.contact_page:
        rows.append((voice.say(N_("Contact page")), own.contact_page))
    rows += _reached(own, voice)
    return Chapter("shop", voice.say(N_("This charter")), tuple(sentences), tuple(rows))


def _reached(own: Shop, voice: Voice) -> Iterator[tuple[str, str]]:
    """How else the shop is known and reached."""
    for name, said in (
        (N_("Also called"), own.also_called),
        (N_("Telephone number"), own.phones),
        (N_("E-mail address"), own.emails),
        (N_("Store"), own.stores),
        (N_("Account on a network"), own.accounts),
    ):
        yield from ((voice.say(name), each) for each in said)


def opening(charter: Charter, voice: Voice) -> Chapter:
    """When each audience answers."""
    rows: list[tuple[str, str]] = []
    sentences: list[str] = []
    for audience in charter.audiences.values():
        hours, name = charter.hours[audience.hours], voice.text(audience.name)
        rows += [(f"{name} · {days}", said) for days, said in _days(hours.week, voice)]
        rows.append((f"{name} · {voice.say(N_('Holidays'))}", _on_holidays(charter, audience, voice)))
        if audience.answers_beyond_hours:
            sentences.append(
                voice.say(N_("{audience}: may also answer outside these hours, when somebody is there."), audience=name)
            )
    return Chapter("hours", voice.say(N_("When we answer")), tuple(sentences), tuple(rows))


def holidays(charter: Charter, voice: Voice) -> Chapter:
    """Which days are holidays."""
    kept = charter.holidays
    sentences: list[str] = []
    if kept.country and kept.remove:
        sentences.append(
            voice.say(
                N_("We keep the public holidays of {country}, except {removed}."),
                country=voice.country(kept.country),
                removed=voice.all_of(kept.remove),
            )
        )
    elif kept.country:
        sentences.append(
            voice.say(N_("We keep the public holidays of {country}."), country=voice.country(kept.country))
        )
    rows = tuple((_added(added, voice), voice.text(added.name)) for added in kept.add)
    return Chapter("holidays", voice.say(N_("Holidays")), tuple(sentences), rows)


def _days(week: Week, voice: Voice) -> Iterator[tuple[str, str]]:
    """The days of the week, those side by side with equal hours together."""
    for intervals, group in groupby(range(7), key=lambda day: week[day]):
        days = list(group)
        yield voice.weekdays(days[0], days[-1]), voice.intervals(intervals)


def _on_holidays(charter: Charter, audience: Audience, voice: Voice) -> str:
    on_holidays = charter.hours[audience.hours].on_holidays
    if on_holidays == "closed":
        return voice.pgettext("opening hours", "closed")
    return voice.say(N_("as usual")) if on_holidays == "as usual" else voice.intervals(on_holidays)


def _added(added: AddedHoliday, voice: Voice) -> str:
    if added.until:
        return voice.say(N_("{first} to {last}"), first=voice.day(added.on), last=voice.day(added.until))
    return voice.day(added.on)
