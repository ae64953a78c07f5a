"""What every page of one audit shows: whose file in what words, how far the audit has come, and what stands flagged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import g, url_for
from sqlmodel import Session

from caseaudit.auditing.answering import Standing, choices
from caseaudit.auditing.concerns import IMMEDIATE_CONCERN, Concern
from caseaudit.auditing.progress import SectionProgress, Unanswered
from caseaudit.auditing.queries import Audit, AuditAction, AuditedCase, JudgedFlag, actions_of, audit_for, judged_flags
from caseaudit.casefiles.queries import Evidence
from caseaudit.definitions.tool import AnswerType, Question, Section, Tool
from caseaudit.moderation.queries import Reading, comments_on
from caseaudit.web.evidence_words import evidence_in_words
from caseaudit.web.installed import installed
from caseaudit.web.marking import kind_of
from caseaudit.words import age_in_words, count_of, in_words, long_date

WRITABLE = frozenset({"allocated", "in_progress", "returned"})


@dataclass(frozen=True)
class NextStep:
    """Where to go next, and the words of the button."""

    text: str
    href: str


@dataclass(frozen=True)
class CaseInHand:
    """One audit as a page needs it; ``reading`` is what the supervisor asked for when it came back."""

    audited: AuditedCase
    tool: Tool
    flags: Sequence[JudgedFlag]
    reading: Reading | None
    actions: Sequence[AuditAction] = ()

    @property
    def audit(self) -> Audit:
        """The audit itself."""
        return self.audited.audit

    @property
    def key(self) -> str:
        """The short pseudonym of the case file."""
        return self.audited.key

    @property
    def name(self) -> str:
        """What titles call the case: never by anything personal."""
        return f"Case {self.key}"

    @property
    def level(self) -> str:
        """The case level in words."""
        return installed().definitions.journeys[-1].level_title(self.audited.case.level)

    @property
    def age(self) -> str:
        """The child's age in words, on the day of the frame."""
        return age_in_words(self.audited.age, is_unborn=self.audited.case.is_unborn)

    @property
    def caption(self) -> str:
        """The case in a line, for above a heading."""
        return f"{self.name}: {self.level}, {self.age}"

    @property
    def status(self) -> str:
        """Where the audit is in its life, in words."""
        states = installed().definitions.lifecycles["audit"].states
        return next(state.title for state in states if state.name == self.audit.status)

    @property
    def is_writable(self) -> bool:
        """Whether its auditor may still change it."""
        return self.audit.status in WRITABLE

    @property
    def sections(self) -> tuple[SectionProgress, ...]:
        """The sections asked of this child and how far each has come."""
        return self.audited.progress(self.tool)

    @property
    def unanswered(self) -> tuple[Unanswered, ...]:
        """What must still be answered."""
        return self.audited.unanswered(self.tool)

    @property
    def unjudged(self) -> Sequence[JudgedFlag]:
        """The flags that still wait for a verdict and hold the audit back until it is given."""
        return [judged for judged in self.flags if judged.is_waiting]

    @property
    def to_judge(self) -> Sequence[JudgedFlag]:
        """The flags that need a verdict, given or not."""
        return [judged for judged in self.flags if not judged.flag.is_advice]

    @property
    def advice(self) -> Sequence[JudgedFlag]:
        """The flags that are only advice: they may be judged and hold nothing back."""
        return [judged for judged in self.flags if judged.flag.is_advice]

    @property
    def without_words(self) -> Sequence[Unanswered]:
        """The answers that still need words beside them."""
        return [one for one in self.unanswered if one.needs_words]

    @property
    def concerns(self) -> tuple[Concern, ...]:
        """What was answered about this child that cannot wait."""
        return self.audited.concerns(self.tool)

    @property
    def next_step(self) -> NextStep:
        """What to do next: the first section not finished, then the flags, then submitting."""
        ids = {"audit_id": self.audit.id}
        waiting = next((part for part in self.sections if part.missing), None)
        if waiting:
            begin = "Continue" if self.answered else "Start"
            words = f"{begin}: {waiting.section.title}"
            return NextStep(words, url_for("sections.show", section_id=waiting.section.id, **ids))
        if self.unjudged:
            return NextStep("Judge the flags", url_for("verdicts.show", **ids))
        return NextStep("Check your answers and submit", url_for("submitting.check", **ids))

    @property
    def href(self) -> str:
        """The case page."""
        return url_for("audits.show", audit_id=self.audit.id)

    @property
    def asked(self) -> int:
        """How many questions are asked of this child."""
        return sum(len(part.questions) for part in self.sections)

    @property
    def answered(self) -> int:
        """How many of them have an answer that will do."""
        return sum(part.answered for part in self.sections)

    @property
    def missing_in_words(self) -> str:
        """What is still to do, for the start of a sentence."""
        parts = []
        if self.unanswered:
            parts.append(f"answer {count_of(len(self.unanswered), 'question')}")
        if self.unjudged:
            parts.append(f"judge {count_of(len(self.unjudged), 'flag')}")
        return f"You still have to {in_words(parts)}"

    @property
    def flags_by_question(self) -> Sequence[tuple[Question | None, JudgedFlag]]:
        """Each flag to judge once, with the first question it bears on, in the order the questions are asked."""
        asked = self.audited.questions(self.tool)
        found = [
            (next((question for question in asked if judged.flag.code in question.flags), None), judged)
            for judged in self.to_judge
        ]
        return sorted(found, key=lambda pair: asked.index(pair[0]) if pair[0] else len(asked))

    @property
    def comments_in_order(self) -> Sequence[tuple[Section, Question, str]]:
        """What the supervisor asked about single questions, in the order they are asked."""
        return [
            (part.section, question, self.comment_on(question))
            for part in self.sections
            for question in part.questions
            if self.comment_on(question)
        ]

    @property
    def grade(self) -> str:
        """The grade given, in words; nothing where there is none yet."""
        graded = (q for q in self.audited.questions(self.tool) if q.type is AnswerType.GRADE)
        given = (self.answer_in_words(question, self.audited.answers.get(question.id)) for question in graded)
        return ", ".join(words for words in given if words)

    @property
    def grade_meanings(self) -> Mapping[str, str]:
        """What each grade of the tool's scale means."""
        return {grade.key: grade.meaning for grade in self.tool.scale.grades}

    def is_missing(self, question: Question) -> bool:
        """Whether this question holds the audit back."""
        return any(one.question == question for one in self.unanswered)

    def words_wanted(self, question: Question) -> str:
        """What is missing beside the answer that is kept; nothing where it will do or there is none."""
        return next((one.sentence for one in self.without_words if one.question == question), "")

    def is_urgent(self, question: Question) -> bool:
        """Whether an answer to this question other than yes cannot wait."""
        return question.finding == IMMEDIATE_CONCERN

    def section(self, section_id: str) -> SectionProgress | None:
        """The section of this id, where something in it is asked of this child."""
        return next((part for part in self.sections if part.section.id == section_id), None)

    def section_after(self, section_id: str) -> SectionProgress | None:
        """The section that follows, if there is one."""
        ids = [part.section.id for part in self.sections]
        following = ids.index(section_id) + 1
        return self.sections[following] if following < len(ids) else None

    def flags_on(self, question: Question) -> Sequence[JudgedFlag]:
        """The flags to judge that bear on a question."""
        return [judged for judged in self.to_judge if judged.flag.code in question.flags]

    def flags_first_on(self, question: Question, part: SectionProgress) -> Sequence[JudgedFlag]:
        """The flags that bear on a question and on none before it in its section: here they are judged."""
        earlier = {code for one in part.questions[: part.questions.index(question)] for code in one.flags}
        return [judged for judged in self.flags_on(question) if judged.flag.code not in earlier]

    def flags_again_on(self, question: Question, part: SectionProgress) -> Sequence[JudgedFlag]:
        """The flags that bear on a question and on one before it in its section."""
        first = self.flags_first_on(question, part)
        return [judged for judged in self.flags_on(question) if judged not in first]

    def flags_beside(self, part: SectionProgress) -> Sequence[JudgedFlag]:
        """The flags on the evidence of a section that bear on no question asked of this child."""
        asked = {code for question in self.audited.questions(self.tool) for code in question.flags}
        return [one for one in self.to_judge if one.flag.code not in asked and _is_on(one, part.section)]

    def advice_in(self, part: SectionProgress) -> Sequence[JudgedFlag]:
        """The advice on the evidence of a section, or on its questions where it rests on none."""
        codes = {code for question in part.questions for code in question.flags}
        kinds = {section.evidence for section in self.tool.sections}
        return [
            one
            for one in self.advice
            if _is_on(one, part.section) or (kind_of(one.flag) not in kinds and one.flag.code in codes)
        ]

    def confirmed_against(self, question: Question) -> int:
        """How many flags the auditor confirmed on a question they answered as if there were none."""
        answer = self.audited.answers.get(question.id)
        if answer is None or answer.value not in ("yes", "not_applicable"):
            return 0
        return sum(one.verdict is not None and one.verdict.decision == "confirmed" for one in self.flags_on(question))

    def comment_on(self, question: Question) -> str:
        """What the supervisor asked about a question, while the audit is back."""
        return self.reading.questions.get(question.id, "") if self.reading else ""

    def answer_in_words(self, question: Question, answer: Standing | None) -> str:
        """An answer for reading, or nothing where there is none yet."""
        if answer is None or not answer.value:
            return ""
        if question.type is AnswerType.DATE:
            return long_date(date.fromisoformat(answer.value))
        return choices(question, self.tool.scale).get(answer.value, answer.value)

    def evidence_in_words(self, kind: str, evidence: Evidence) -> str:
        """What was copied from the file, in a line; nothing where nothing was."""
        return evidence_in_words(kind, evidence)


def _is_on(judged: JudgedFlag, section: Section) -> bool:
    return section.evidence is not None and kind_of(judged.flag) == section.evidence


def case_in_hand(session: Session, audit_id: UUID) -> CaseInHand:
    """The audit this person asked for; raises NotFound where it is not theirs to read."""
    audited = audit_for(session, audit_id, g.actor)
    audit = audited.audit
    return CaseInHand(
        audited,
        installed().definitions.tool(audit.tool, audit.edition),
        judged_flags(session, audit),
        comments_on(session, audit.id) if audit.status == "returned" else None,
        actions_of(session, audit.id),
    )


def in_hand(audited: AuditedCase) -> CaseInHand:
    """One line of a list, without its flags or comments."""
    audit = audited.audit
    return CaseInHand(audited, installed().definitions.tool(audit.tool, audit.edition), (), None)
