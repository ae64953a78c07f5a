"""Who put the child's words into English: somebody with no tie to the family or the case, or somebody close to it."""

from dataclasses import dataclass

from caseaudit.checks.casefile import Record
from caseaudit.checks.dates import plain
from caseaudit.checks.people_in_record import tagger, words_in
from caseaudit.checks.reading import Reading, reading_of
from caseaudit.checks.sentences import Sentence, Who
from caseaudit.checks.views import YOUNGEST_QUOTED


@dataclass(frozen=True)
class Interpreted:
    """Whether interpreting was independent, or None where none was called for; and the words it rests on.

    ``is_by_kin`` is true where family, a friend or another child interpreted.
    """

    verdict: bool | None
    quote: str = ""
    is_by_kin: bool = False


def interpreter_independent(record: Record) -> Interpreted:
    """Who put the child's words into English."""
    if record.is_unborn or (record.age is not None and record.age < YOUNGEST_QUOTED):
        return Interpreted(None)
    reading = reading_of(record)
    if not _is_called_for(record, reading):
        return Interpreted(None)
    told = [sentence for sentence in reading.sentences if sentence.has(*_INTERPRETING)]
    kin = next((sentence for sentence in told if _is_by_kin(sentence)), None)
    if kin is not None:
        return Interpreted(False, kin.text, is_by_kin=True)
    for sentence in told:
        if sentence.has("no_interpreter") and not _is_put_right(sentence):
            return Interpreted(_is_fluent(reading), sentence.text)
    tied = next((sentence for sentence in told if _is_tied(sentence)), None)
    if tied is not None:
        return Interpreted(False, tied.text)
    return _by_somebody_named(record, reading, told)


_INTERPRETING = ("interpreting", "interpreters", "no_interpreter")


def _by_somebody_named(record: Record, reading: Reading, told: list[Sentence]) -> Interpreted:
    """An interpreter the text or the list of those present names, or a worker who has the language."""
    for sentence in told:
        if sentence.has("interpreters") or (sentence.has("interpreting") and sentence.has("independent")):
            return Interpreted(True, sentence.text)
    listed = next((person for person in record.present if _is_interpreter(person)), "")
    if listed:
        return Interpreted(not _names_kin(listed) and not _is_teammate(listed), listed)
    return Interpreted(_is_fluent(reading))


def _is_called_for(record: Record, reading: Reading) -> bool:
    need = _lists(record.communication_need)
    if "signing_needs" in need:
        return True
    language = plain(record.language).strip().lower()
    spoken = [
        part.strip()
        for part in language.replace("/", ",").replace(" and ", ",").replace("&", ",").replace(";", ",").split(",")
    ]
    if (
        not language
        or ("english" in language and "sign" not in language)
        or any(part in words_in("english") for part in spoken)
    ):
        return False
    return not any(
        not sentence.has("no_english") and _is_childs_english(sentence, first)
        for sentence, (first, _) in reading.hits("has_english")
    )


def _is_childs_english(sentence: Sentence, at: int) -> bool:
    """ "Brother speaks good English" is not about the child."""
    subject = sentence.subject(at)
    return subject is None or subject.who in (Who.CHILD, Who.WRITER)


def _lists(text: str) -> set[str]:
    keys = [
        tagger().read(word)
        for word in plain(text).lower().replace("/", " ").replace(",", " ").replace("(", " ").replace(")", " ").split()
        if word not in _TITLES
    ]
    return {name for name, _, _ in tagger().places(keys)}


_TITLES = words_in("titles") - {"uncle", "auntie", "aunty", "aunt"}


def _is_interpreter(person: str) -> bool:
    return bool({"interpreters", "interpreting"} & _lists(person))


def _names_kin(person: str) -> bool:
    found = _lists(person)
    return "independent" not in found and bool({"women", "men", "carers", "carers_together", "peers", "childs"} & found)


def _is_teammate(person: str) -> bool:
    found = _lists(person)
    return "tied" in found and "independent" not in found


_BY_KIN = words_in("by_kin")


def _is_by_kin(sentence: Sentence) -> bool:
    """Whether family, a carer, a friend or another child interpreted."""
    for first, end in sentence.of("interpreting"):
        if sentence.is_quoted(first) or sentence.key(first) in _BY_KIN:
            subject = None
            by = sentence.keys(end, end + 4)
            if (
                sentence.key(first) not in ("interpreter", "translation")
                or not {"mum", "dad", "mother", "father", "sister", "brother"} & set(by)
                or not {"was", "by"} & set(by)
            ):
                if not _acts_as(sentence, first):
                    continue
                subject = sentence.subject(first - 2)
            else:
                return True
        else:
            subject = sentence.subject(first)
        if (
            subject is not None
            and subject.who in (Who.ADULT, Who.PEER)
            and not _is_professional(sentence, subject.first, subject.end)
        ):
            return True
        if _by_somebody(sentence, first):
            return True
    return False


def _acts_as(sentence: Sentence, at: int) -> bool:
    return bool({"as", "acted", "was", "acting"} & set(sentence.keys(at - 4, at))) and bool(
        {"acted", "as"} & set(sentence.keys(at - 4, at))
    )


def _is_professional(sentence: Sentence, first: int, end: int) -> bool:
    return any(first <= place[0] < end for place in sentence.of("professionals", "bodies"))


def _by_somebody(sentence: Sentence, at: int) -> bool:
    """ "Interpreted by her brother", "with his sister interpreting"."""
    for mention in sentence.mentions:
        if mention.who not in (Who.ADULT, Who.PEER) or _is_professional(sentence, mention.first, mention.end):
            continue
        between = sentence.keys(at, mention.first) if mention.first > at else sentence.keys(mention.end, at)
        if len(between) <= 4 and (("by" in between) if mention.first > at else len(between) <= 1):
            return True
    return False


def _is_put_right(sentence: Sentence) -> bool:
    return (
        bool({"rebooked", "rearranged", "so"} & set(sentence.words.keys[sentence.first : sentence.end]))
        and sentence.has("interpreters")
        and "came" in sentence.keys(sentence.first, sentence.end)
    )


def _is_tied(sentence: Sentence) -> bool:
    places = sentence.of("interpreting", "interpreters")
    for first, end in sentence.of("tied"):
        if any(first - 8 <= at <= end + 6 for at, _ in places) and not sentence.has("independent"):
            return _interprets(sentence, first, end)
    return False


_INTERPRETING_VERBS = tuple(sorted(words_in("interpreting_verbs")))


_STANDS_IN_AS = words_in("stands_in_as")


def _interprets(sentence: Sentence, first: int, end: int) -> bool:
    verbs = [at for at, _ in sentence.of("interpreting") if sentence.key(at).startswith(_INTERPRETING_VERBS)]
    if any(0 <= at - end <= 5 or (0 <= first - at <= 4 and "by" in sentence.keys(at, first)) for at in verbs):
        return True
    near = sentence.keys(first - 5, end + 5)
    return any(key in ("interpreter", "translator") for key in near) and bool(_STANDS_IN_AS & set(near))


def _is_fluent(reading: Reading) -> bool:
    """Whether the worker, not the child or a relative, has the child's language."""
    language = plain(reading.record.language).strip().lower().split()[:1]
    names = {*language, "bsl", "language", "sign"}
    for sentence in reading.sentences:
        for first, end in sentence.of("fluent"):
            near = sentence.keys(first - 5, end + 6)
            subject = sentence.subject(first)
            is_workers = (
                subject is None or subject.who is Who.WRITER or _is_professional(sentence, subject.first, subject.end)
            )
            is_workers = is_workers or (
                sentence.has("writers") and subject is not None and subject.who is not Who.CHILD
            )
            if names & set(near) and is_workers:
                # A colleague who comes along to help is the case's own staff.
                return not sentence.has("stands_in")
        for at in range(sentence.first, sentence.end):
            if sentence.key(at) in language and sentence.key(at - 1) == "in" and _worker_speaks(sentence, at):
                return True
    return any(
        "fluent" in _lists(person) or "speaker" in person.lower()
        for person in reading.record.present
        if not _names_kin(person)
    )


def _worker_speaks(sentence: Sentence, at: int) -> bool:
    is_by_worker = any(mention.who is Who.WRITER and mention.end <= at for mention in sentence.mentions)
    return is_by_worker and sentence.has("met")
