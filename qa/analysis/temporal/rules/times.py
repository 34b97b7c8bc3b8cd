"""Times of day, alone and with the day they belong to."""

from __future__ import annotations

from dataclasses import replace

from qa.analysis.temporal.meaning import UNRESOLVED_DAY, Draft, Shift, Weekday
from qa.analysis.temporal.rules.calendar import dated
from qa.analysis.temporal.rules.rule import Rule, Tokens, first, number, word

_SPOKEN = r"(?:i?t?P|@P)"  # in the morning, at night
_CLOCK = rf"(?:(?:TC?|[nd]C|d?O|n-?n(?:-?n)?(?=z)|[nd](?=z|itP|@P))z?{_SPOKEN}?)"
_ZONE = r"(?:Z)?"


def _clock(tokens: Tokens) -> str | None:
    """The time of day as TIMEX3 `THH:MM`, or null when the parts contradict each other."""
    token = first(tokens, "TO") or first(tokens, "nd")
    if token is None:
        return None
    clock = token.value if isinstance(token.value, str) else f"{number([token], 'nd'):02}:00"
    hour, minute = int(clock[:2]), clock[2:]
    spoken = [number([each], "n") or 0 for each in tokens if each.kind == "n"]
    if len(spoken) > 1 and token.kind == "n":
        minute = f":{sum(spoken[1:]):02}"
    later = word(tokens, "z") == "PM" or word(tokens, "P") in ("AF", "EV", "NI")
    if later and (6 if word(tokens, "P") == "NI" else 1) <= hour < 12:
        hour += 12
    if hour > 24 or minute > ":59:59":
        return None
    return f"T{hour:02}{minute}"


def _time(tokens: Tokens) -> Draft | None:
    clock = _clock(tokens)
    if clock is None:
        return None
    return Draft(
        type="TIME",
        value=UNRESOLVED_DAY + clock,
        granularity="minute",
        formula=Shift(unit="D", count=0),
        suffix=clock,
        base="day",
        anchored=True,
    )


def _with_weekday(tokens: Tokens) -> Draft | None:
    day = number(tokens, "W")
    draft = _time(tokens)
    if draft is None or day is None:
        return None
    direction = number(tokens, "LXI")
    return replace(
        draft,
        value=f"XXXX-WXX-{day}{draft.suffix}",
        formula=Weekday(number=day, direction=direction),
        base="story",
    )


def _with_deictic(tokens: Tokens) -> Draft | None:
    draft = _time(tokens)
    days = number(tokens, "K")
    if draft is None:
        return None
    return replace(draft, formula=Shift(unit="D", count=days or 0), base="story")


def _deictic_hour(tokens: Tokens) -> Draft | None:
    """ "tonight at seven", "this morning around 9"."""
    evening = any(token.kind == "k" for token in tokens)
    hour = number(tokens, "nd") or 0
    draft = _with_deictic(tokens)
    if draft is None or not 1 <= hour <= 12:
        return None
    suffix = f"T{hour + 12:02}:00" if evening and hour < 12 else draft.suffix
    return replace(draft, value=UNRESOLVED_DAY + suffix, suffix=suffix)


def _with_date(tokens: Tokens) -> Draft | None:
    """ "10:30 p.m. on March 28, 2018"."""
    at = next(place for place in range(1, len(tokens)) if tokens[place].kind in "WMtdo")
    return _joined(tokens[:at], tokens[at:])


def _date_first(tokens: Tokens) -> Draft | None:
    """ "March 28, 2018 10:30"."""
    at = next(place for place, token in enumerate(tokens) if token.kind in "TO")
    return _joined(tokens[at:], tokens[:at])


def _joined(clock: Tokens, day: Tokens) -> Draft | None:
    time, date = _time(clock), dated(day)
    if time is None or date.value is None:
        return None
    suffix = time.suffix if date.formula else ""
    return replace(date, type="TIME", value=date.value + time.suffix, suffix=suffix, granularity="minute")


def _past_hour(tokens: Tokens) -> Draft | None:
    """ "half past seven", "a quarter to nine in the morning", "20 past eight"."""
    hour, minutes = tokens[1:], number(tokens, "%")
    if minutes is None:
        hour, minutes = tokens[-4:] if word(tokens, "P") else tokens[-1:], number(tokens[:1], "nd")
    time = _time(hour)
    if time is None or minutes is None or not -60 < minutes < 60 or time.suffix[4:] != "00":
        return None
    total = (int(time.suffix[1:3]) * 60 + minutes) % 1440
    clock = f"T{total // 60:02}:{total % 60:02}"
    return replace(time, value=UNRESOLVED_DAY + clock, suffix=clock)


def _hours(tokens: Tokens) -> Draft | None:
    """The first hour of a range, "from 5 to 7 p.m.", which takes its half of the day from the second."""
    hour, second = number(tokens[:1], "d"), _time(tokens[2:])
    if hour is None or not 1 <= hour <= 12 or second is None:
        return None
    if second.suffix[1:3] >= "12" and hour != 12 and hour + 12 <= int(second.suffix[1:3]):
        hour += 12
    clock = f"T{hour:02}:00"
    return replace(second, value=UNRESOLVED_DAY + clock, suffix=clock, last=1)


def _range(tokens: Tokens) -> list[Draft] | None:
    first_hour, second = _hours(tokens), _time(tokens[2:])
    return [first_hour, replace(second, first=2, last=len(tokens))] if first_hour and second else None


_DATE = r"(?:(?:Wc?)?(?:M-?t?[do](?:c?Y)?|t?[do]F?M(?:c?F?Y)?))"
RULES: tuple[Rule, ...] = (
    Rule("time:date", rf"{_CLOCK}{_ZONE}c?@?{_DATE}(?!-?[uU])", _with_date),
    Rule("time:date", rf"{_DATE}c?@?T{_ZONE}", _date_first),
    Rule("time:weekday", rf"{_CLOCK}{_ZONE}[LXI]?W", _with_weekday),
    Rule("time:weekday", rf"[LXI]?W@?T{_ZONE}", _with_weekday),
    Rule("time:deictic", r"(?:KP?|k|IP|i?tP)[@q][nd](?=[.]|$)", _deictic_hour),
    Rule("time:deictic", rf"{_CLOCK}{_ZONE}[Kk]", _with_deictic),
    Rule("time:past", rf"%[nd]{_SPOKEN}?|[nd](?:7|[uU]7)[nd](?:{_SPOKEN}|(?=[.|c])|$)", _past_hour),
    Rule("time:clock", rf"d(?:-|&)(?={_CLOCK})(?:T|[nd](?=z|itP|@P))z?{_SPOKEN}?{_ZONE}", _range),
    Rule("time:clock", rf"{_CLOCK}{_ZONE}(?!-?[uU])", _time),
)
