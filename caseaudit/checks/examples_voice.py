"""Labelled records, judged by the same rules as a real record."""

from caseaudit.checks.casefile import Record
from caseaudit.checks.measuring import Example, Judgement, Measure
from caseaudit.checks.voice_labels import judge_record


class VoiceExample(Example):
    """One labelled record."""

    record_type: str
    communication_need: str = ""
    language: str = ""
    present: tuple[str, ...] = ()
    text: str
    not_alone_reason_recorded: bool = False


def _judge_voice(example: VoiceExample) -> Judgement:
    record = Record(
        record_type=example.record_type,
        stage=example.stage,
        text=example.text,
        present=example.present,
        age=example.child_age,
        is_unborn=example.unborn,
        communication_need=example.communication_need,
        language=example.language,
    )
    verdict = judge_record(record)
    return Judgement(verdict.labels, verdict.is_flagged)


VOICE = Measure(
    what="records",
    example=VoiceExample,
    judge=_judge_voice,
    findings={
        "child_seen": False, "seen_alone": False, "direct_quote": False, "wishes_feelings": False,
        "adult_reported_only": True, "influence_on_plan": False, "communication_adapted": False,
        "interpreter_independent": False,
    },
    not_judged=(),
    flagged=lambda example: example.flag,
    flag_rule="any of the seven faults of a record",
)  # fmt: skip
