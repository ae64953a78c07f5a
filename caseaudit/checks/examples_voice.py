"""Labelled records, judged by the same rules as a real record."""

from caseaudit.checks.casefile import Record
from caseaudit.checks.measuring import Example, Judgement, Measure
from caseaudit.checks.presence import child_seen, child_seen_alone
from caseaudit.checks.views import views_in
from caseaudit.checks.voice import record_flags


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
    views = views_in(record)
    labels = {
        "child_seen": child_seen(record).verdict,
        "seen_alone": child_seen_alone(record).verdict,
        "wishes_feelings": views.is_from_child,
        "adult_reported_only": views.is_only_adults,
    }
    return Judgement(labels, any(record_flags(record)))


def _voice_flagged(example: VoiceExample) -> bool:
    truth = example.truth
    is_visit = example.record_type in {"statutory_visit", "cin_visit", "early_help_visit", "s47_enquiry"}
    calls_for_seeing = is_visit or "assessment" in example.record_type
    calls_for_alone = example.record_type == "s47_enquiry" or (
        example.record_type == "statutory_visit" and example.stage in {"cp", "lac"}
    )
    is_old_enough = example.child_age is not None and example.child_age >= 4
    return (
        truth.get("wishes_feelings") is False
        or truth.get("adult_reported_only") is True
        or (truth.get("child_seen") is False and calls_for_seeing)
        or (
            truth.get("seen_alone") is False
            and calls_for_alone
            and is_old_enough
            and not example.not_alone_reason_recorded
        )
    )


VOICE = Measure(
    what="records",
    example=VoiceExample,
    judge=_judge_voice,
    findings={"child_seen": False, "seen_alone": False, "wishes_feelings": False, "adult_reported_only": True},
    not_judged=("direct_quote", "influence_on_plan", "communication_adapted", "interpreter_independent"),
    flagged=_voice_flagged,
    flag_rule="not seen, not seen alone, or only adults' words",
)
