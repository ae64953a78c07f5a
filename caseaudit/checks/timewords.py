"""The patterns of time in plans, built from the word lists; the column names of a match are ``at``, the words that matter."""

import re

from caseaudit.checks.dates import MONTH, MONTHS, WEEKDAY
from caseaudit.checks.wordlists import any_of, whole, word_list

_TIMES = word_list("times")
_NUMBER = rf"(?:\d+(?:\.\d)?|{any_of(_TIMES['numbers'])})"
_RANGE = rf"{_NUMBER}(?:\s?(?:-|to|or)\s?{_NUMBER})?"
_UNIT = any_of(_TIMES["units"])
_SHORT = any_of(_TIMES["short_units"])
_COUNT = rf"(?:(?:{_RANGE}[\s-]*|(?:the\s+)?(?:next|coming)\s+(?:{_RANGE}[\s-]*)?){_UNIT}\b|(?:a\s+)?fortnight|\d{{1,2}}/(?:52|12|7)\b)"
_HOURS = rf"{_NUMBER}\s?{_SHORT}\b"
_BEFORE = r"(?:by|before|until|till|til|at|on|over|during|in|for|from|after|prior to|no later than|not later than|up to|through)"
_THE = r"(?:\s+(?:the|her|his|their|this|next|end of|start of|beginning of|end|mid|early|late))*"
_SCHOOL_YEAR = r"(?:end|start|beginning)\s+of\s+(?:year|yr|key stage|ks)\s?\d{1,2}"
_POINT = rf"(?:{any_of((*_TIMES['fixed_points'], *_TIMES['relative_points']))}|{_SCHOOL_YEAR})"
_NTH = r"(?:first|second|third|fourth|last)"
_NAMED_WEEKDAY = rf"(?:{WEEKDAY}\b(?!'s))"
_DESCRIBES = rf"(?!\s+{any_of(_TIMES['what_a_weekday_describes'])}\b)"

FREQUENCY = whole(
    rf"{any_of(_TIMES['frequencies'])}"
    r"|(?<!within )(?<!in )(?<!over )(?<!for )(?<!under )an?\s+(?:day|week|month|fortnight|term|year)(?!\s+(?:today|tomorrow|from|after))"
    rf"|{WEEKDAY}\s?(?:-|to)\s?{WEEKDAY}"
    rf"|{_NUMBER}[\s-]*(?:weekly|monthly|daily|yearly)"
    rf"|(?:every|each|alternate)\s+(?:other\s+|second\s+)?(?:{_RANGE}[\s-]*)?[a-z]+(?:/(?:52|12|7))?"
    rf"|every\s+\d{{1,2}}/(?:52|12|7)"
    rf"|{_NUMBER}\s+(?:days?|nights?|mornings?|evenings?|times?|hours?|sessions?)\s+(?:a|per|each|every|/)\s*(?:day|week|wk|month|fortnight|term)"
    rf"|(?:{_NTH})\s+[a-z]+\s+(?:of|in)\s+(?:the|each|every)\s+month"
    r"|(?<!next )(?<!coming )(?:mon|tues|wednes|thurs|fri|satur|sun)days(?!')"
)
NOT_TIME = (
    whole(r"24\s?/\s?7|1\s?:\s?1|50\s?/\s?50|\d{1,2}[:.]\d{2}\s?(?:am|pm)?|\d{1,2}\s?(?:am|pm)|£\s?\d[\d,.]*"),
    whole(r"(?<!end of )(?<!start of )(?<!beginning of )(?:section|sect|s|year|yr|team|level|grade|(?<!key )stage|step|list|flat|room|band|unit|ward|bus|no|number|regulation|reg)\.?\s?\d+"),
    whole(rf"(?:last|past|previous|preceding)\s+(?:{_NUMBER}\s+)?{_UNIT}|{_RANGE}[\s-]*{_UNIT}\s+(?:old|ago|earlier|behind|running|wait|waiting list)"),
    whole(rf"(?:aged?|waiting (?:list|time)s?(?:\s+(?:is|of|about|currently|around|up to|at least|approx))*|wait of)\s+{_RANGE}[\s-]*(?:{_UNIT})?"),
    whole(rf"{_NUMBER}\s+out\s+of\s+{_NUMBER}|\d/\d+\s+(?:of|an?\s+hour|hour|day|pint|tablet)"),
)  # fmt: skip
NOT_TIME_IN_TEXT = (
    *NOT_TIME,
    whole(rf"(?:once|twice|times|sessions?|visits?|days?|nights?|meetings?|lessons?|units?|incidents?|x)\s+(?:in|within|over|during)\s+(?:a|an|one|any|each|the|same)\s+{_UNIT}"),
    whole(rf"(?:{MONTH})'s"),
    whole(r"(?:score[ds]?|rated?|scale|mood|is|was|at|feels?)\s+(?:an?\s+)?\d{1,2}/10"),
    # Away from the deadline column a bare 1/2 is more often a fraction than a day.
    re.compile(r"(?<![\w/])(?<!by )(?<!on )(?<!until )(?<!before )(?<!due )(?<!from )(?<!to )(?<!c )(?<!date )(?<!- )(?<!mon )(?<!tue )(?<!tues )(?<!wed )(?<!thurs )(?<!fri )(?<!sat )(?<!sun )(?<!day )(?<!review )(?<!reviewed )(?<!in )(?<!within )\d{1,2}/(?!52)\d{1,2}(?![\d/])", re.I),
)  # fmt: skip
HISTORY = re.compile(
    r"(?:\bsince|\bas agreed(?: on)?|\bagreed on|\bdated|\bfollowing (?:\w+ ){0,4}on|\bd\.?o\.?b\.?:?|\bborn(?: on)?|\blast (?:seen|reviewed|met)(?: on)?"
    r"|\boutstanding from|\bfirst raised(?: on)?|\bminutes of|\bago)\s*(?:the\s+)?(?:w/c\s+|w/b\s+|mon\w*\s+|tue\w*\s+|wed\w*\s+|thu\w*\s+|fri\w*\s+|sat\w*\s+|sun\w*\s+)?$",
    re.IGNORECASE,
)
START = re.compile(
    r"(?:\b(?:from|start(?:s|ed|ing)?(?: on| date:?| w/c)?|commenc(?:e|es|ing|ed)(?: on)?|beginning(?: on)?|begin(?:s)?(?: on)?|w\.?e\.?f\.?|with effect from|as of|as from|after|not before))"
    r"\s*:?\s*(?:the\s+|this\s+|next\s+)*(?:w/c\s+|w/b\s+|week (?:commencing|beginning)\s+|(?:mon|tue|wed|thu|fri|sat|sun)\w*\s+)?(?:start of\s+|beginning of\s+|early\s+|mid[\s-]+|late\s+)?$",
    re.IGNORECASE,
)
DUE = re.compile(r"\b(?:by|before|until|till|edd:?|due(?: date)?:?)\s*(?:the\s+|end of\s+|w/c\s+)*$", re.IGNORECASE)
VAGUE = whole(any_of(_TIMES["vague"]))
SEASON = whole(rf"(?:over the |in the |by the |by |next |this )?{any_of(_TIMES['seasons'])}")

_CAPITAL_MONTH = "(?:" + "|".join(name.capitalize() + "|" + name.upper() for name in MONTHS) + ")"
_SMALL_MONTH = (
    "(?:" + "|".join(name for name in MONTHS if name not in ("may", "march", "mar", "sep", "dec", "jan")) + ")"
)
_MONTH_LEAD = r"(?:by|in|before|until|till|end of|end|during|mid|early|late|next|this|from|since|due|for)[\s-]+(?:the\s+end\s+of\s+)?"
# Without a capital "may" and "march" are only months after a word such as "by".
BARE_MONTH = re.compile(
    rf"(?<![\w'])(?:(?P<at>{_CAPITAL_MONTH}|{_SMALL_MONTH})|(?i:{_MONTH_LEAD})(?P<small>may|march|mar|sep|dec|jan))(?![\w'])"
)
MONTH_IN_TEXT = re.compile(rf"(?<!\w)(?i:{_MONTH_LEAD})(?P<at>{_CAPITAL_MONTH}|{_SMALL_MONTH})(?![\w'])")
NAME_AFTER = re.compile(
    r"\s+(?!(?:Half|Day|Bank|Review|Holiday|Core|Panel|Term|Conference|RCPC|TAF|TAC|CIN|LAC|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|SW|HV|FSW|GP|ASAP|Mum|Dad)\b)[A-Z][a-z]|\s+(?:to|will|has|is|can)\s+(?!\d)[a-z]{3,}|\s*\((?:SW|HV|FSW|PA|supervisor|worker|nurse)"
)
NAME_BEFORE = re.compile(
    r"\b(?:Dr|Mr|Mrs|Ms|Miss|Mx|SW|HV|FSW|PA|MW|worker|nurse|supervisor|aunt|auntie|nan|gran|grandma|carer|sister|midwife|visitor|practitioner|therapist|psychologist|officer|teacher|mentor)\.?\s+$",
    re.IGNORECASE,
)

FIXED = whole(
    rf"(?P<at>(?:(?:by|before|until|end of|end|start of|beginning of|first week of|last week of|the)\s+)*{_POINT})"
)
FIXED_IN_TEXT = whole(
    rf"(?P<at>{_BEFORE}{_THE}\s+{_POINT}|(?:this|next)\s+(?:half[\s-]+term|term|week|month|weekend)|today|tonight|tomorrow|end of {_POINT})"
)
NEXT_WEEKDAYS = whole(rf"(?:next|coming|following)\s+{_NUMBER}\s+(?:mon|tues|wednes|thurs|fri|satur|sun)days")
WEEKDAYS = re.compile(
    rf"(?<!\w)(?P<at>{_NTH}\s+{WEEKDAY}\s+(?:in|of)\s+{MONTH}"
    rf"|(?:(?:by|before|until|on|this|next|coming)\s+)*{_NAMED_WEEKDAY}){_DESCRIBES}(?!\w)",
    re.IGNORECASE,
)
WEEKDAYS_IN_TEXT = re.compile(
    rf"(?<!\w)(?P<at>{_NTH}\s+{WEEKDAY}\s+(?:in|of)\s+{MONTH}"
    rf"|(?:by|before|until|this|next(?<!the next)|on|coming)\s+{_NAMED_WEEKDAY}|{WEEKDAY}\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)){_DESCRIBES}(?!\w)",
    re.IGNORECASE,
)
ORDINAL = re.compile(
    rf"(?<!\w)(?P<at>(?:by|before|until|on)\s+(?:the\s+|{WEEKDAY}\s+)?\d{{1,2}}(?:st|nd|rd|th))(?!\s*(?:birthday|centile|percentile|session|visit|week|review|year|time|grade|floor|core|street|of\s+(?:the|each|every)|{MONTH}))(?!\w)",
    re.IGNORECASE,
)
AGE = whole(
    r"(?P<at>(?:(?:by|before|until|at|on|turn(?:s|ing)?|reach(?:es|ing)?)\s+)?(?:\w+\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?birthday"
    r"|(?:by|before|until|till|at|turn(?:s|ing)|reach(?:es|ing))\s+(?:(?:she|he|they)\s+(?:turns?|reach(?:es)?|is)\s+)?(?:age\s+|aged\s+)?(?:16|17|18|21|25))"
)
AGE_IN_TEXT = whole(
    r"(?P<at>(?:by|before|until|on)\s+(?:\w+\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?birthday"
    r"|(?:by|before|until)\s+(?:(?:\w+\s+)?(?:turns?|turning|reach(?:es|ing))\s+)?(?:age\s+)?(?:16|17|18|21|25)(?!\s*(?:weeks|st|nd|rd|th|sessions|mins|minutes)))"
)
GESTATION = whole(
    r"(?P<sure>\d{2}(?:\+\d)?\s*/\s*40|\d{2}(?:\+\d)?\s*(?:weeks?'?|wks)\s*(?:gestation|gest|pregnan\w+|preg))|(?:by|before|at|from|until)\s+\d{2}(?:\+\d)?\s*(?:weeks?|wks|/40)"
)
COUNTED = whole(
    rf"(?P<at>(?:(?:x\s?|(?:within|in|over|for|after|inside|under|up to|review(?:ed)? in)\s+))?(?:the\s+)?(?:{_COUNT}|{_HOURS}))(?:'?\s+time)?"
)
COUNTED_IN_TEXT = whole(
    rf"(?P<at>(?:within|in|over|for|inside|under|up to|no later than|review(?:ed)?(?: after| at| in)?)\s+(?:the\s+|a period of\s+|an initial\s+|at least\s+)*{_COUNT}|within\s+(?:the\s+)?{_HOURS})(?:'?\s+time)?"
)
NEVER_STARTS = re.compile(
    rf"\s+(?:of|from|after|following|once|when|if|upon|on|subject to)\s+(?:[\w'’/-]+\s+){{0,8}}?{any_of(_TIMES['may_never_start'])}\b|\s+(?:once|when|if|subject to)\b[^.;,]{{0,60}}",
    re.IGNORECASE,
)
_MEETING = any_of(_TIMES["meetings"])
_WHICH = r"(?:(?:the|our|his|her|their|next|first|1st|second|2nd|third|3rd|fourth|initial|final|forthcoming|upcoming|mid point|6 month|six month|3 month|three month)[\s-]+)"
MEETING = whole(rf"(?P<at>(?:(?:by|before|until|till|at|for|to|prior to|ahead of|in time for)\s+)?{_WHICH}*{_MEETING})")
MEETING_IN_TEXT = whole(
    rf"(?P<at>(?:by|before|until|till|at|prior to|ahead of|in time for|for|to)\s+{_WHICH}+{_MEETING}|(?:by|before|until)\s+{_MEETING})"
)
