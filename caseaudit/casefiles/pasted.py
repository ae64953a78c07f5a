"""Chronologies and plans out of text pasted from Word, Excel or a case system; no word of it is lost."""

from functools import partial

from caseaudit.casefiles.columns import CHRONOLOGY, PLAN, actions_in, entries_in, is_a_heading
from caseaudit.casefiles.drafts import ActionDraft, EntryDraft
from caseaudit.casefiles.tables_in_text import rows_of


def chronology_from(text: str) -> tuple[EntryDraft, ...]:
    """The entries of a pasted chronology, in the order they stand; raises RefusedFile over 2 MB of text."""
    return entries_in(rows_of(text, partial(is_a_heading, CHRONOLOGY)))


def plan_from(text: str) -> tuple[ActionDraft, ...]:
    """The actions of a pasted plan, in the order they stand; raises RefusedFile over 2 MB of text."""
    return actions_in(rows_of(text, partial(is_a_heading, PLAN)))
