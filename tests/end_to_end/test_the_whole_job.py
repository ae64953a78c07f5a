"""The main job in a browser: a workbook in, a sample out, audits done, moderated, read as findings, redrawn."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from caseaudit.demo.council import write_workbook
from caseaudit.demo.diary import AS_AT
from tests.end_to_end.conftest import Served
from tests.end_to_end.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
JUDGEMENTS = {"Yes": "Seen in the assessment of May.", "Partly": "Some of it, in the plan.", "No": "Not on the file."}
STALE_CHRONOLOGY = (
    "Date\tSource\tEvent\tSignificance\tAction\n"
    "03/02/2025\tSchool\tBruise on his arm, said he fell\tSecond injury this term\tSW told\n"
    "12/03/2025\tHealth visitor\tNot brought to clinic\tThird missed\tLetter sent\n"
    "04/04/2025\tPolice\tCalled to the home at night\tHe was awake and crying\tStrategy discussion\n"
)
VAGUE_PLAN = "He is safe at home\tSupport to be put in place\tAll professionals\tASAP\n"
ABSENT_CHILD = "Mum reports that he is sleeping better and likes school. He was asleep upstairs and was not seen."


def import_lists(administrator: Reader, workbook: Path, as_at: date) -> None:
    administrator.open("/frames/new")
    page = administrator.page
    page.get_by_label("Workbook").set_input_files(workbook)
    page.get_by_label("Day").fill(str(as_at.day))
    page.get_by_label("Month").fill(str(as_at.month))
    page.get_by_label("Year").fill(str(as_at.year))
    page.get_by_label("Name of the frame").fill("Spring lists")
    administrator.press("Import")


def draw_and_allocate(supervisor: Reader, size: int) -> None:
    supervisor.open("/frames")
    supervisor.follow("Spring lists")
    supervisor.follow("Draw a sample")
    supervisor.page.get_by_label("Name").fill("Spring round")
    supervisor.page.get_by_label("Stratified by case level").check()
    supervisor.page.get_by_label("How many").fill(str(size))
    supervisor.press("Continue")
    expect(supervisor.page.locator("h1")).to_contain_text("Spring round")
    supervisor.follow("Allocate")
    supervisor.follow("Share out evenly")
    supervisor.press("Save allocation")


def answer_section(auditor: Reader, judgement: str) -> None:
    main = auditor.main()
    for question in main.locator(".app-question").all():
        choice = question.get_by_role("radio", name=judgement, exact=True)
        if choice.count():
            choice.check()
            question.get_by_role("textbox").first.fill(JUDGEMENTS[judgement])
        elif question.get_by_role("radio").count():
            question.get_by_role("radio", name="Requires improvement to be good").check()
        else:
            question.get_by_role("textbox").first.fill("What the file shows, in a sentence.")
    auditor.press("Save and continue")


def copy_evidence(auditor: Reader, audit: str) -> None:
    page = auditor.page
    auditor.open(f"{audit}/evidence/chronology")
    page.get_by_label("Paste").or_(page.locator("textarea[name=pasted]")).first.fill(STALE_CHRONOLOGY)
    auditor.press("Save and continue")
    auditor.open(f"{audit}/evidence/plan")
    page.locator("textarea[name=pasted]").fill(VAGUE_PLAN)
    auditor.press("Save and continue")
    auditor.open(f"{audit}/evidence/record")
    page.locator("select").first.select_option(label="Statutory visit")
    page.locator("textarea[name=text]").fill(ABSENT_CHILD)
    auditor.press("Save and continue")


def judge_flags(auditor: Reader, audit: str) -> int:
    auditor.open(f"{audit}/flags")
    flags = auditor.main().locator(".app-card").all()
    for number, flag in enumerate(flags):
        if number == 1:
            flag.get_by_role("radio", name="Override").check()
            flag.get_by_role("textbox").fill("The date stands in the covering letter.")
        else:
            flag.get_by_role("radio", name="Confirm").check()
    auditor.press("Save and continue")
    return len(flags)


def do_audit(auditor: Reader, judgement: str, *, with_evidence: bool) -> str:
    audit = auditor.page.url.split("?")[0]
    if with_evidence:
        copy_evidence(auditor, audit)
    auditor.open(audit)
    sections = [
        link.get_attribute("href")
        for link in auditor.main().get_by_role("link").all()
        if "/sections/" in (link.get_attribute("href") or "")
    ]
    for section in dict.fromkeys(sections):
        auditor.open(str(section))
        answer_section(auditor, judgement)
    if with_evidence:
        assert judge_flags(auditor, audit) >= 3
    auditor.open(f"{audit}/submit")
    auditor.press("Submit for moderation")
    return audit


def moderate(supervisor: Reader, audit: str, decision: str, comment: str = "") -> None:
    supervisor.open(audit.replace("/audits/", "/moderation/"))
    if comment:
        supervisor.page.locator("textarea[name=comment]").fill(comment)
    supervisor.press(decision)


@pytest.mark.chromium
@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_the_main_job_from_a_workbook_to_findings_and_a_sample_anyone_redraws(
    chromium: Browser, served: Served, javascript: bool
):
    workbook = served.folder / "annex-a.xlsx"
    write_workbook(workbook, seed=7)
    people = {
        role: Reader(chromium, served.address, f"{role}@test", javascript=javascript)
        for role in ("administrator", "supervisor", "auditor")
    }
    supervisor, auditor = people["supervisor"], people["auditor"]

    import_lists(people["administrator"], workbook, AS_AT)
    expect(people["administrator"].main()).to_contain_text("Child protection plan")

    draw_and_allocate(supervisor, size=8)

    auditor.open("/audits")
    auditor.main().get_by_role("link").first.click()
    auditor.look()
    audit = do_audit(auditor, "Partly", with_evidence=True)

    moderate(supervisor, audit, "Return to the auditor", "Please say where the plan was read.")
    auditor.open(audit)
    expect(auditor.main()).to_contain_text("Please say where the plan was read.")
    auditor.open(f"{audit}/submit")
    auditor.press("Submit for moderation")
    moderate(supervisor, audit, "Accept")
    if supervisor.main().get_by_role("button", name="Accept and seal").count():
        supervisor.press("Accept and seal")

    supervisor.open("/samples")
    supervisor.follow("Spring round")
    sample = supervisor.page.url
    supervisor.follow("Findings")
    expect(supervisor.main()).to_contain_text("1")
    supervisor.main().locator("a[href*='/findings/']").first.click()
    supervisor.look()

    supervisor.open(f"{sample}/exports")
    manifest = supervisor.download("manifest.json", served.folder)
    redrawn = subprocess.run(
        [sys.executable, ROOT / "docs" / "redraw.py", manifest], capture_output=True, text=True, check=False
    )
    assert redrawn.returncode == 0, redrawn.stdout + redrawn.stderr

    faults = [fault for person in people.values() for fault in person.faults]
    assert faults == []
