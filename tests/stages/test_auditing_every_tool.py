"""Every tool through the whole job, on both databases: drawn, shared out, audited, accepted, counted, exported."""

from csv import DictReader
from datetime import date
from io import StringIO

import pytest
from sqlmodel import Session

from caseaudit.auditing.answering import AnswerDraft
from caseaudit.auditing.changes import answer, keep_plan
from caseaudit.auditing.queries import audits_in, judged_flags
from caseaudit.casefiles.drafts import ActionDraft, PlanDraft
from caseaudit.definitions.library import Definitions
from caseaudit.definitions.tool import AnswerType
from caseaudit.people import Actor, Role
from caseaudit.reporting.export import export_file
from caseaudit.reporting.findings import findings_of
from caseaudit.reporting.report import report_on
from tests.factories import NOON, add_people
from tests.frames import children, frame_of
from tests.rounds import accepted, all_good, audited, drawn, shared_out

TOOLS = (
    "care-leaver",
    "child-in-need",
    "child-protection",
    "closure",
    "core-case-file",
    "early-help",
    "front-door",
    "looked-after",
    "supervision",
)
VAGUE = PlanDraft(date(2026, 3, 1), None, (ActionDraft("Emotional wellbeing", "Therapy to begin", "", "ASAP"),))


@pytest.fixture
def draw(session: Session, definitions: Definitions):
    """Draws two children of each level a tool is for, and shares them out."""

    def draw(key: str):
        add_people(session)
        levels = definitions.latest_tool(key).levels or ("child_in_need", "looked_after")
        some = [child for level in levels for child in children(2, level=level, team="East team")]
        frame = frame_of(session, some)
        sample = drawn(session, definitions, frame, size=len(some), method="stratified", tool_key=key)
        shared_out(session, definitions, sample)
        return sample

    return draw


@pytest.mark.parametrize("key", TOOLS)
def test_a_round_with_any_tool_goes_from_the_draw_to_the_findings(session, definitions, draw, key):
    sample, tool = draw(key), definitions.latest_tool(key)
    best = tool.scale.grades[0]

    def says(question, one):
        return AnswerDraft(best.key) if question.type is AnswerType.GRADE else all_good(question, one)

    audited(session, definitions, audits_in(session, sample.id), says=says)
    accepted(session, definitions, audits_in(session, sample.id))

    findings = findings_of(session, sample.id, definitions)
    (grade,) = findings.grades
    assert findings.progress.accepted == sample.size
    assert findings.tool_title == tool.title
    assert [(row.key, row.figure.count) for row in grade.grades if row.figure.count] == [(best.key, sample.size)]
    assert all(finding.count_of("yes") == finding.asked > 0 for finding in findings.questions if finding.asked)
    rows = list(DictReader(StringIO(export_file(session, sample.id, "findings.csv", definitions).decode("utf-8-sig"))))
    assert len(rows) >= len(findings.questions)
    assert tool.title in report_on(session, sample.id, definitions, authority="Borough", written_at=NOON)


def test_evidence_and_a_concern_reach_the_questions_of_the_child_protection_tool(session, definitions, draw):
    sample, tool = draw("child-protection"), definitions.latest_tool("child-protection")
    one = next(one for one in audits_in(session, sample.id) if one.case.level == "child_protection")
    me = Actor(one.audit.auditor_id, Role.AUDITOR)

    keep_plan(session, one.audit, VAGUE, definitions=definitions, by=me, at=NOON)
    said = {
        "safe-today": AnswerDraft("no", "Told the team manager today."),
        "core-groups": AnswerDraft("partly", "Two."),
    }
    answer(session, one.audit, said, definitions=definitions, by=me, at=NOON)

    raised = {judged.flag.code for judged in judged_flags(session, one.audit)}
    asked = {flag for question in one.questions(tool) for flag in question.flags}
    assert {"action_without_owner", "action_without_date"} <= raised <= asked
    now = next(again for again in audits_in(session, sample.id) if again.audit.id == one.audit.id)
    assert [concern.question.id for concern in now.concerns(tool)] == ["safe-today"]
    assert "safe-today" not in {it.question.id for it in now.unanswered(tool)}
