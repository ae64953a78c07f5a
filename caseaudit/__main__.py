"""`python -m caseaudit` is the same as `caseaudit`."""

from caseaudit.cli import main

main()
