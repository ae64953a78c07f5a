"""The patterns of time in plans, built from the word lists; the group ``at`` of a match holds the words that matter."""

import re

from caseaudit.checks.dates import MONTH, MONTHS, WEEKDAY, has_figure
from caseaudit.checks.wordlists import any_of, whole, word_list

_TIMES = word_list("times")
_NUMBER = rf"(?:\d+(?:\.\d)?|{any_of(_TIMES['numbers'])})"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|to|or)\s?{_NUMBER})?"
_UNIT = any_of(_TIMES["units"])
_CLINICAL = r"(?<![\d/])\d{1,2}/(?:52|12|7)(?![\d/])"
_COMING = rf"(?:the\s+)?(?:next|coming)\s+(?:{_RANGE}[\s-]*)?"
_COUNT = rf"(?:(?:{_RANGE}[\s-]*|{_COMING}){_UNIT}\b|(?:a\s+)?fortnight|{_CLINICAL})"
# "15 hrs" is as likely how much as by when; "48 hrs" is when.
_HOURS_TO_COME = rf"(?:12|24|36|48|72)\s?{any_of(_TIMES['short_units'])}\b"
_HOURS = rf"{_NUMBER}\s?{any_of(_TIMES['short_units'])}\b"
_BEFORE = any_of(_TIMES["before_a_point"])
_THE = rf"(?:\s+{any_of(_TIMES['inside_a_point'])}){{0,5}}"
_SCHOOL_YEAR = r"(?:end|start|beginning)\s+of\s+(?:year|yr|key stage|ks)\s?\d{1,2}"
_POINT = rf"(?:{any_of((*_TIMES['fixed_points'], *_TIMES['relative_points']))}|{_SCHOOL_YEAR})"
_NTH = r"(?:first|second|third|fourth|last)"
_DAYS = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days"
_DAY_NAME = rf"{WEEKDAY}\b(?!'s)"
_DESCRIBES = rf"(?!\s+{any_of(_TIMES['what_a_weekday_describes'])}\b)"
_EACH = r"(?:a|per|each|every|/)"

FREQUENCY = whole(
    rf"{any_of(_TIMES['frequencies'])}"
    r"|(?<!within )(?<!in )(?<!over )(?<!for )(?<!under )"
    r"an?\s+(?:day|week|month|fortnight|term|year)(?!\s+(?:today|tomorrow|from|after))"
    rf"|{WEEKDAY}\s?(?:-|to)\s?{WEEKDAY}"
    rf"|(?<!next )(?<!this )(?<!by )(?<!coming ){WEEKDAY}\s?(?:[,/&+]|and)\s?{WEEKDAY}(?!\s+(?:the\s+)?\d)"
    rf"|{_NUMBER}[\s-]*(?:weekly|monthly|daily|yearly)"
    rf"|(?:every|each|alternate)\s+(?:other\s+|second\s+)?(?:{_RANGE}[\s-]*)?[a-z]+"
    rf"|every\s+{_CLINICAL}|\d{{1,2}}/(?:52|12|7)[\s-]?ly"
    rf"|{_NUMBER}\s+{any_of(_TIMES['counted_often'])}\s+{_EACH}\s*(?:day|week|wk|month|fortnight|term)"
    rf"|{_NTH}\s+[a-z]+\s+(?:of|in)\s+(?:the|each|every)\s+month"
    rf"|(?<!next )(?<!coming ){_DAYS}(?!')"
)

# What looks like a time and is none: figures first, which a text with no figure in it need not be searched for.
FIGURES_NOT_TIME = (
    whole(r"24\s?/\s?7|1\s?:\s?1|50\s?/\s?50|£\s?\d[\d,.]*"),
    # A time of day, and not the first half of 3.9.24.
    whole(r"(?<![.\d])\d{1,2}[:.]\d{2}(?!\.?\d)\s?(?:am|pm)?|\d{1,2}\s?(?:am|pm)"),
    whole(rf"(?<!end of )(?<!start of )(?<!beginning of )(?<!key ){any_of(_TIMES['numbered_things'])}\.?\s?\d+"),
    whole(r"\d/\d+\s+(?:of|an?\s+hour|hour|day|pint|tablet)"),
)
# Away from the deadline column a bare 1/2 is more often a fraction than a day.
_LEADS_TO_A_DAY = "".join(rf"(?<!{word})" for word in _TIMES["before_a_bare_day"])
FIGURES_NOT_TIME_IN_TEXT = (
    *FIGURES_NOT_TIME,
    whole(r"(?:score[ds]?|rated?|scale|mood|is|was|at|feels?)\s+(?:an?\s+)?\d{1,2}/10"),
    re.compile(rf"(?<![\w/]){_LEADS_TO_A_DAY}\d{{1,2}}/(?!52)\d{{1,2}}(?![\d/])", re.IGNORECASE),
)
NOT_TIME = (
    whole(rf"(?:last|past|previous|preceding)\s+(?:{_NUMBER}\s+)?{_UNIT}"),
    whole(rf"{_RANGE}[\s-]*{_UNIT}\s+(?:old|ago|earlier|behind|running|wait|waiting list)"),
    whole(
        r"(?:aged?|wait of|waiting (?:list|time)s?(?:\s+(?:is|of|about|currently|around|up to|at least|approx)){0,4})"
        rf"\s+{_RANGE}[\s-]*(?:{_UNIT})?|{_NUMBER}\s+out\s+of\s+{_NUMBER}"
    ),
)
NOT_TIME_IN_TEXT = (
    *NOT_TIME,
    whole(
        rf"{any_of(_TIMES['counted_within'])}\s+(?:in|within|over|during)\s+(?:a|an|one|any|each|the|same)\s+{_UNIT}"
        rf"|(?:{MONTH})'s"
    ),
)

# "w/c 17.3" and "Fri 5.3": two figures and a stop are a day, and not a time, only after words that lead to one.
DOTTED_DAY = re.compile(
    rf"(?<!\w)(?:(?:w/[cbe]|week (?:commencing|beginning|ending))\s+\d{{1,2}}\.(?:0?[1-9]|1[0-2])"
    rf"|(?:by|until|before|due|{WEEKDAY})\s+\d{{1,2}}\.[1-9])(?![\d.]|\s?(?:am|pm))",
    re.IGNORECASE,
)
_WEEK_OF = rf"(?:w/c\s+|w/b\s+|w/e\s+|week (?:commencing|beginning|ending)\s+|{WEEKDAY}\s+)?"
HISTORY = re.compile(
    rf"(?<!\w)(?:{any_of(_TIMES['history'])}|following (?:\w+ ){{0,4}}on)\s*:?\s*(?:the\s+)?{_WEEK_OF}$", re.IGNORECASE
)
START = re.compile(
    rf"(?<!\w)(?<!day )(?<!week ){any_of(_TIMES['starts'])}\s*:?\s*(?:(?:the|this|next)\s+)*{_WEEK_OF}"
    r"(?:start of\s+|beginning of\s+|early\s+|mid[\s-]+|late\s+)?$",
    re.IGNORECASE,
)
DUE = re.compile(r"\b(?:by|before|until|till|edd:?|due(?: date)?:?)\s*(?:the\s+|end of\s+|w/c\s+)*$", re.IGNORECASE)
VAGUE = whole(any_of(_TIMES["vague"]))
SEASON = whole(rf"(?:over the |in the |by the |by |next |this )?{any_of(_TIMES['seasons'])}")

_CAPITAL_MONTH = any_of(written for name in MONTHS for written in (name.capitalize(), name.upper()))
_WORDS_TOO = ("may", "march", "mar", "sep", "dec", "jan")
_SMALL_MONTH = any_of(name for name in MONTHS if name not in _WORDS_TOO)
_MONTH_LEAD = rf"{any_of(_TIMES['before_a_month'])}[\s-]+(?:the\s+end\s+of\s+)?"
# Without a capital "may" and "march" are only months after a word such as "by".
BARE_MONTH = re.compile(
    rf"(?<![\w'])(?:(?P<at>{_CAPITAL_MONTH}|{_SMALL_MONTH})|(?i:{_MONTH_LEAD})(?P<small>{any_of(_WORDS_TOO)}))(?![\w'])"
)
MONTH_IN_TEXT = re.compile(rf"(?<!\w)(?i:{_MONTH_LEAD})(?P<at>{_CAPITAL_MONTH}|{_SMALL_MONTH})(?![\w'])")
# "May Oduya to ring", "Dr May": a month's name that is somebody's.
_KEEPS_A_MONTH = any_of((*_TIMES["capitals_after_a_month"], *(name.capitalize() for name in MONTHS)))
NAME_AFTER = re.compile(
    rf"\s+(?!{_KEEPS_A_MONTH}\b)[A-Z][a-z]|\s+(?:to|will|has|is|can)\s+(?!\d)[a-z]{{3,}}"
    r"|\s*\((?:SW|HV|FSW|PA|supervisor|worker|nurse)"
)
NAME_BEFORE = re.compile(rf"(?<!\w){any_of(_TIMES['before_a_name'])}\.?\s+$", re.IGNORECASE)

_POINT_LEAD = r"(?:by|before|until|end of|end|start of|beginning of|first week of|last week of|the)"
FIXED = whole(rf"(?P<at>(?:{_POINT_LEAD}\s+){{0,4}}{_POINT})")
FIXED_IN_TEXT = whole(
    rf"(?P<at>(?!for\b){_BEFORE}{_THE}\s+{_POINT}|(?:this|next)\s+(?:half[\s-]+term|term|week|month|weekend)"
    rf"|today|tonight|tomorrow|end of {_POINT})"
)

NEXT_WEEKDAYS = whole(rf"(?:next|coming|following)\s+{_NUMBER}\s+{_DAYS}")
_NTH_OF_MONTH = rf"{_NTH}\s+{WEEKDAY}\s+(?:in|of)\s+{MONTH}"
WEEKDAYS = whole(
    rf"(?P<at>{_NTH_OF_MONTH}|(?:(?:by|before|until|on|this|next|coming)\s+){{0,3}}{_DAY_NAME}){_DESCRIBES}"
)
WEEKDAYS_IN_TEXT = whole(
    rf"(?P<at>{_NTH_OF_MONTH}|(?:by|before|until|this|next(?<!the next)|on|coming)\s+{_DAY_NAME}"
    rf"|{WEEKDAY}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)){_DESCRIBES}"
)
_NOT_A_DAY = rf"(?!\s*(?:{any_of(_TIMES['what_an_ordinal_counts'])}|of\s+(?:the|each|every)|{MONTH}))"
# "18th" alone is as often a birthday, and nobody says whose.
ORDINAL_ALONE = re.compile(r"\W*(?P<at>(?:the\s+)?(?!18th)\d{1,2}(?:st|nd|rd|th))\W*", re.IGNORECASE)
ORDINAL = whole(rf"(?P<at>(?:by|before|until|on)\s+(?:the\s+|{WEEKDAY}\s+)?\d{{1,2}}(?:st|nd|rd|th)){_NOT_A_DAY}")

_AGES = r"(?:16|17|18|21|25)"
_BIRTHDAY = r"(?:\w+\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?birthday"
_TURNS = r"(?:turn(?:s|ing)?|reach(?:es|ing)?)"
AGE = whole(
    rf"(?P<at>(?:(?:by|before|until|at|on|{_TURNS})\s+)?{_BIRTHDAY}"
    rf"|(?:by|before|until|till|at|{_TURNS})\s+(?:(?:she|he|they)\s+(?:{_TURNS}|is)\s+)?(?:aged?\s+)?{_AGES})"
)
AGE_IN_TEXT = whole(
    rf"(?P<at>(?:by|before|until|on)\s+{_BIRTHDAY}"
    rf"|(?:by|before|until)\s+(?:(?:\w+\s+)?{_TURNS}\s+)?(?:age\s+)?{_AGES}(?!\s*(?:weeks|st|nd|rd|th|sessions|min)))"
)
GESTATION = whole(
    r"(?P<sure>\d{2}(?:\+\d)?\s*/\s*40|\d{2}(?:\+\d)?\s*(?:weeks?'?|wks)\s*(?:gestation|gest|pregnan\w+|preg))"
    r"|(?:by|before|at|from|until)\s+\d{2}(?:\+\d)?\s*(?:weeks?|wks|/40)"
)

_COUNTED_FROM = r"(?:x\s?|(?:within|in|over|for|after|inside|under|up to|review(?:ed)? in|next)\s+)"
COUNTED = whole(
    rf"(?P<at>(?:{_COUNTED_FROM})?(?:the\s+)?(?:{_COUNT}|{_HOURS_TO_COME})|{_COUNTED_FROM}(?:the\s+)?{_HOURS})(?:'?\s+time)?"
)
COUNTED_IN_TEXT = whole(
    r"(?P<at>(?:within|in|over|for|inside|under|up to|no later than|review(?:ed)?(?: after| at| in)?)\s+"
    rf"(?:(?:the|a period of|an initial|at least)\s+){{0,3}}{_COUNT}|within\s+(?:the\s+)?{_HOURS})(?:'?\s+time)?"
)
NEVER_STARTS = re.compile(
    r"\s+(?:of|from|after|following|once|when|if|upon|on|subject to)\s+(?:[\w'/-]+\s+){0,8}?"
    rf"{any_of(_TIMES['may_never_start'])}\b|\s+(?:once|when|if|subject to)\b[^.;,]{{0,60}}",
    re.IGNORECASE,
)

_MEETING = any_of(_TIMES["meetings"])
_WHICH = rf"(?:{any_of(_TIMES['which_meeting'])}[\s-]+)"
_TO_A_MEETING = r"(?:by|before|until|till|at|for|to|prior to|ahead of|in time for)"
MEETING = whole(rf"(?P<at>(?:{_TO_A_MEETING}\s+)?{_WHICH}{{0,3}}{_MEETING})")
MEETING_IN_TEXT = whole(rf"(?P<at>{_TO_A_MEETING}\s+{_WHICH}{{1,3}}{_MEETING}|(?:by|before|until)\s+{_MEETING})")

_SAYS_NOTHING = frozenset(
    {*_TIMES["inside_a_point"], *_TIMES["before_a_point"], "a", "of", "as", "and", "or", "is", "it"}
)
_DAYS_AND_MONTHS = frozenset(name[:3] for name in (*MONTHS, "mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_WORD = re.compile(r"[a-z]+")
_OF_TIME = frozenset(
    word
    for key in ("frequencies", "fixed_points", "relative_points", "meetings", "units", "short_units")
    for phrase in _TIMES[key]
    for word in set(_WORD.findall(phrase.lower())) - _SAYS_NOTHING or _WORD.findall(phrase.lower())
) | {"every", "each", "alternate", "birthday", "today", "tonight", "tomorrow", "end", "weekly", "daily", "yearly"}


def may_tell_the_time(text: str) -> bool:
    """Whether a sentence holds any word or figure without which no pattern here can match."""
    if has_figure(text):
        return True
    words = _WORD.findall(text.lower())
    return not _OF_TIME.isdisjoint(words) or any(word[:3] in _DAYS_AND_MONTHS for word in words)
