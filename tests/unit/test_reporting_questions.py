"""Questions, flags and grades counted as a reader would expect, gap by gap."""

from uuid import UUID

from caseaudit.definitions.tool import AnswerType, Grade, Question, Scale, Section, Tool
from caseaudit.reporting.audited import AuditedFile, JudgedFlag
from caseaudit.reporting.flags import FLAG_TITLES, flag_findings
from caseaudit.reporting.grades import grade_findings
from caseaudit.reporting.groups import Group
from caseaudit.reporting.questions import question_findings


def question(id, type=AnswerType.JUDGEMENT, **more):
    return Question(id=id, text=f"Is {id} so?", guidance="-", type=type, missing="-", rests_on="-", **more)


GRADES = ("outstanding", "good", "poor")
TOOL = Tool(
    key="core",
    edition="2026-04",
    title="Core",
    purpose="-",
    rests_on="-",
    scale=Scale(key="s", title="Scale", grades=tuple(Grade(key=g, title=g.title(), meaning="-") for g in GRADES)),
    sections=(
        Section(
            id="one",
            title="One",
            intro="-",
            questions=(
                question("plan"),
                question("seen-alone", min_age=4, flags=("child_not_seen_alone",)),
                question("thoughts", AnswerType.TEXT),
                question("grade", AnswerType.GRADE),
            ),
        ),
    ),
)


def audited(number, *, level="closed", team=None, age=10.0, flags=(), checks=(), **answers):
    return AuditedFile(
        case_id=UUID(int=number),
        audit_id=UUID(int=1000 + number),
        sampled_case_id=UUID(int=2000 + number),
        case_key=f"{number:032x}",
        level=level,
        team=team,
        age=age,
        answers={key.replace("_", "-"): value for key, value in answers.items()},
        flags=tuple(JudgedFlag(code, FLAG_TITLES[code][0], decision) for code, decision in flags),
        checks=frozenset(checks),
    )


def found(id, files, groups=()):
    return next(one for one in question_findings(TOOL, files, groups, is_estimate=True) if one.id == id)


def flagged(code, files):
    return next(one for one in flag_findings(TOOL, files, (), is_estimate=True) if one.code == code)


def test_yes_is_counted_of_the_applicable_and_not_recorded_counts_as_not_met():
    values = ["yes"] * 6 + ["partly"] * 2 + ["no"] * 3 + ["not_recorded"] + ["not_applicable"] * 4
    files = [audited(number, plan=value) for number, value in enumerate(values, start=1)]

    plan = found("plan", files)

    assert (plan.figure.count, plan.figure.applicable, plan.figure.proportion) == (6, 12, 0.5)
    assert (plan.figure.not_applicable, plan.figure.not_recorded, plan.figure.not_answered) == (4, 1, 0)
    assert [(answer.value, answer.count) for answer in plan.answers] == [
        ("yes", 6),
        ("partly", 2),
        ("no", 3),
        ("not_recorded", 1),
        ("not_applicable", 4),
        ("not_answered", 0),
    ]
    assert plan.asked == 16


def test_each_answer_leads_to_its_case_files():
    plan = found("plan", [audited(1, plan="yes"), audited(2, plan="no"), audited(3, plan="yes")])

    assert plan.figure.case_ids == (UUID(int=1), UUID(int=3))
    assert plan.answers[2].case_ids == (UUID(int=2),)


def test_a_question_not_asked_of_a_child_is_in_no_count():
    alone = found(
        "seen-alone", [audited(1, age=2.0, seen_alone="yes"), audited(2, age=None), audited(3, seen_alone="no")]
    )

    assert (alone.asked, alone.figure.count, alone.figure.applicable) == (1, 0, 1)


def test_a_question_left_open_is_counted_apart():
    plan = found("plan", [audited(1), audited(2, plan="yes")])

    assert (plan.figure.applicable, plan.figure.not_answered) == (1, 1)


def test_text_is_no_figure():
    assert {one.id for one in question_findings(TOOL, [], (), is_estimate=True)} == {"plan", "seen-alone"}


def test_groups_are_counted_each_on_their_own():
    north, south = [audited(1, plan="yes"), audited(2, plan="no")], [audited(3, plan="not_applicable")]
    groups = (Group("north", "North", tuple(north)), Group("south", "South", tuple(south)))

    plan = found("plan", [*north, *south], groups)

    assert [(g.title, g.figure.count, g.figure.applicable) for g in plan.groups] == [("North", 1, 2), ("South", 0, 0)]


def test_grades_stand_in_the_order_of_their_scale_and_are_never_averaged():
    given = ["good", "good", "poor"]
    files = [audited(number, grade=value) for number, value in enumerate(given, start=1)] + [audited(9)]

    (grade,) = grade_findings(TOOL, files, (), is_estimate=True)

    assert [(row.key, row.figure.count, row.figure.applicable) for row in grade.grades] == [
        ("outstanding", 0, 3),
        ("good", 2, 3),
        ("poor", 1, 3),
    ]
    assert grade.not_given == 1


def test_a_flag_is_counted_once_a_case_file_and_only_when_confirmed():
    twice = audited(1, flags=[("action_without_owner", "confirmed")] * 2)
    overridden = audited(2, flags=[("action_without_owner", "overridden")])
    read_and_clean = audited(3, checks=["plans"])

    owner = flagged("action_without_owner", [twice, overridden, read_and_clean])

    assert (owner.figure.count, owner.figure.applicable) == (1, 3)
    assert (owner.confirmed, owner.overridden) == (2, 1)
    assert (owner.precision.count, owner.precision.applicable) == (2, 3)


def test_a_check_that_had_nothing_to_read_is_not_taken_to_have_found_all_well():
    owner = flagged("action_without_owner", [audited(1), audited(2, checks=["voice"]), audited(3, checks=["plans"])])

    assert (owner.figure.applicable, owner.figure.not_applicable) == (1, 2)


def test_a_check_speaks_where_the_auditor_answered_the_question_its_flag_bears_on():
    alone = flagged("child_not_seen_alone", [audited(1, seen_alone="no"), audited(2, seen_alone="not_applicable")])

    assert alone.figure.of_ids == (UUID(int=1),)


def test_not_applicable_silences_a_check_even_with_evidence_and_so_does_a_question_not_asked():
    judged = audited(1, seen_alone="not_applicable", checks=["voice"])
    too_young = audited(2, age=1.0, checks=["voice"])

    assert flagged("child_not_seen_alone", [judged, too_young]).figure.applicable == 0


def test_a_flag_that_was_raised_always_counts_as_said():
    raised = audited(1, age=1.0, flags=[("child_not_seen_alone", "overridden")])

    assert flagged("child_not_seen_alone", [raised]).figure.applicable == 1


def test_there_is_a_title_for_every_flag_a_definition_may_name():
    from caseaudit.definitions.vocabulary import FLAG_CODES

    assert FLAG_TITLES.keys() == FLAG_CODES
