"""Two rows that say one thing of one day with codes that cannot both be right: both are named, and which was used."""

from collections.abc import Iterator, Mapping, Sequence

from caseaudit.intake.children import RowTrouble
from caseaudit.intake.happened import ReadEvent
from caseaudit.intake.remarks import RemarkKind, Trouble
from caseaudit.words import long_date

_COMPARED: Mapping[str, str] = {
    "legal_status": "legal status",
    "placement": "placement",
    "provider": "placement provider",
    "need": "need",
    "reason": "reason",
    "category": "category of abuse",
    "latest_category": "latest category of abuse",
}


def contradictions(used: ReadEvent, others: Sequence[ReadEvent]) -> Iterator[RowTrouble]:
    """Where the codes of others differ from those of the one that is used."""
    for other in others:
        for name, what in _COMPARED.items():
            here, there = other.event.codes.get(name), used.event.codes.get(name)
            if here and there and here != there:
                yield RowTrouble(other.row, "", Trouble(RemarkKind.CONFLICT, _sentence(what, here, there, used)))


def _sentence(what: str, here: str, there: str, used: ReadEvent) -> str:
    where = f"“{used.row.sheet[:60]}”, row {used.row.row_no}"
    return (
        f"The {what} of {long_date(used.event.on)} is {here[:20]} here and {there[:20]} in {where}, which was used. "
        "Check both."
    )
