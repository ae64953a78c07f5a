"""What the plan check says of the rows on a page, beside each: drawn with the page, or sent while somebody types."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, render_template
from wtforms import FieldList

from caseaudit.auditing.answering import tidy
from caseaudit.casefiles.drafts import ActionDraft, ActionWords
from caseaudit.checks.flag import Flag
from caseaudit.screening.rows import JudgedRows
from caseaudit.web.marking import Passage, passage_in
from caseaudit.words import count_of


@dataclass(frozen=True)
class Remark:
    """One remark of the check, with the words it rests on where they stand in the row."""

    flag: Flag
    passage: Passage | None


@dataclass(frozen=True)
class Said:
    """What was said of each row, None where the row is empty; and of the plan as a whole, and all of it in a line."""

    rows: Sequence[Sequence[Remark] | None]
    whole: Sequence[Flag]
    sentence: str


def drafts_in(rows: FieldList) -> tuple[ActionDraft, ...]:
    """Every row on a page, the empty ones among them, in the order they stand."""
    return tuple(ActionDraft(**{name: tidy(value or "") for name, value in row.data.items()}) for row in rows)


def is_empty(draft: ActionWords) -> bool:
    """Whether nothing was typed in a row."""
    return draft == ActionDraft()


def said_of(judged: JudgedRows, drafts: Sequence[ActionWords]) -> Said:
    """What was found, made ready for reading."""
    rows = [
        None if is_empty(draft) else [Remark(flag, _passage(draft, flag)) for flag in flags]
        for draft, flags in zip(drafts, judged.rows, strict=True)
    ]
    filled = sum(row is not None for row in rows)
    return Said(rows, judged.whole, _sentence(judged.remarked, filled) if filled else "")


def as_answer(said: Said) -> Response:
    """The same as the answer to a page that asks while somebody types: HTML for each row, and the line for the ear."""
    return jsonify(
        rows=[_drawn("row", remarks=row) for row in said.rows],
        whole=_drawn("whole", flags=said.whole),
        sentence=said.sentence,
    )


def _passage(draft: ActionWords, flag: Flag) -> Passage | None:
    return passage_in(draft, flag.quote) if flag.quote else None


def _sentence(remarked: int, filled: int) -> str:
    if not remarked:
        return f"The check found nothing wrong in {count_of(filled, 'action')}."
    return f"The check remarks on {remarked} of {count_of(filled, 'action')}."


def _drawn(part: str, **found: Any) -> str:
    return render_template("evidence/said_alone.html", part=part, **found)
