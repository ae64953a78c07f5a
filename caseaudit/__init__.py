"""caseaudit: audits of children's case files, from a council's lists to findings that say how sure they are."""

__version__ = "0.1.0"
