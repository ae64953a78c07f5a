"""Time the worker spent with the child, told in the first person or in the short words of a visit note.

A worker who writes "I sat with Leah" has seen her; one who writes that Mum left them to it, or that they met at school,
has seen her alone.
"""

import re
from itertools import pairwise

from caseaudit.checks.people_in_record import FAMILY
from caseaudit.checks.sentences import Sentence, Who
from caseaudit.checks.wordlists import any_of, whole, word_list

_WORDS = word_list("voice")
_TOGETHER = any_of(_WORDS["time_together"])
_WORKER_DOES = re.compile(
    rf"\b(?:I|we)\s+(?:(?:then|also|later|both|all)\s+)?{_TOGETHER}(?!\w)"
    r"|^\W*(?:then\s+)?(?:took|spent|met|sat|walked|played|drove|collected|visited|spoke|chatted|saw)\b",
    re.IGNORECASE,
)
_CHILD_TAKES_WORKER = re.compile(
    r"\b(?:took|showed|told|asked|brought|led|gave|let|met|greeted|invited|joined|handed)\s+(?:me|us)\b", re.IGNORECASE
)
# "Seen with carer", "All children seen": a note that opens so says the child was seen.
SEEN_IN_SHORT = re.compile(
    r"^(?:(?:all|both|the|three|two|four)\s+)*(?:children|kids|boys|girls|siblings|child|yp)\s+"
    r"(?:(?:was|were|all|both|also|well)\s+){0,2}(?:seen|sighted|present|observed|spoken to|in and out)\b"
    r"|^(?:seen|sighted|spoken to)\b(?!\s+(?:by|at the (?:gp|hospital|clinic)|alone\s*[:?-]|\s*[:?-]))"
    r"|\bI\s+(?:saw|met|spoke to)\s+(?:(?:all|both|of|the|three|two|four)\s+)*(?:children|boys|girls)\b",
    re.IGNORECASE,
)
_LEAVES = whole(any_of(_WORDS["leaves_them_to_it"]))
_ELSEWHERE = whole(rf"(?:at|in)\s+(?:(?:his|her|their|the|a)\s+)?(?:\w+\s+)?{any_of(_WORDS['away_from_family'])}")
_OWN_ROOM = whole(r"(?:in|on|into|up to|of)\s+(?:(?:his|her|their)|[A-Z]\w+'s)\s+(?:own\s+)?(?:bed)?room(?:\s+floor)?")
_IN_OWN_ROOM = whole(r"(?:in|to)\s+(?:his|her|their)\s+(?:own\s+)?(?:bed)?room")
_GOES_UP = re.compile(
    r"^\W*(?:so\s+)?I\s+(?:then\s+)?(?:went\s+(?:up|in|to)|joined|knocked|followed)\b(?!.*\bwith\s+(?:mum|dad)\b)",
    re.IGNORECASE,
)
_MET = whole(any_of((*_WORDS["met"], *_WORDS["time_together"], "seen")))
_TAKES_OUT = re.compile(
    r"(?:\bI\s+|^\W*(?:then\s+)?)(?:(?i:took|drove|collected|walked))\s+[A-Z]\w+\s+(?:out|for|to|from|home|back|round)\b"
    r"|\b[A-Z]\w+ and I (?:took|walked|drove|went)\b"
)
_NOT_YET = re.compile(r"\b(?:to|will|should|would|plan|asked to|if)\s+(?:\w+\s+)?$", re.IGNORECASE)


def spends_time(sentence: Sentence) -> bool:
    """Whether the worker tells in the first person of being with this child."""
    taken = _CHILD_TAKES_WORKER.search(sentence.words)
    if taken is not None:
        subject = sentence.before(taken.start())
        return subject is not None and subject.who is Who.CHILD and "told" not in taken[0] and "asked" not in taken[0]
    does = _WORKER_DOES.search(sentence.words)
    return does is not None and (_names_child(sentence) or _OWN_ROOM.search(sentence.words) is not None)


def is_apart(sentences: tuple[Sentence, ...]) -> bool:
    """Whether worker and child were together while family were somewhere else, or met where family are not."""
    together = [sentence for sentence in sentences if spends_time(sentence)]
    if any(_met_away(sentence) for sentence in sentences):
        return True
    if any(_is_in_own_room(sentence) for sentence in together):
        return True
    if any(_is_joined_upstairs(before, after) for before, after in pairwise(sentences)):
        return True
    is_left = any(_family_leaves(sentence) for sentence in sentences)
    return bool(together) and is_left


def _names_child(sentence: Sentence) -> bool:
    return any(mention.who is Who.CHILD for mention in sentence.mentions)


def _met_away(sentence: Sentence) -> bool:
    met, away = _MET.search(sentence.words), _ELSEWHERE.search(sentence.words)
    if FAMILY.search(sentence.words):
        return False
    if _TAKES_OUT.search(sentence.words) and _names_child(sentence):
        return True
    if met is None or away is None:
        return False
    return (_names_child(sentence) or met.start() == 0) and not _NOT_YET.search(sentence.words[: met.start()])


def _is_in_own_room(sentence: Sentence) -> bool:
    return _OWN_ROOM.search(sentence.words) is not None and FAMILY.search(sentence.words) is None


def _is_joined_upstairs(before: Sentence, after: Sentence) -> bool:
    return _IN_OWN_ROOM.search(before.words) is not None and _GOES_UP.search(after.words) is not None


def _family_leaves(sentence: Sentence) -> bool:
    leavers = (sentence.before(leaves.start()) for leaves in _LEAVES.finditer(sentence.words))
    return any(leaver is not None and leaver.who is Who.ADULT for leaver in leavers)
