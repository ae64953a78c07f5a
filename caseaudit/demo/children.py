"""The children of an invented council, in families."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from caseaudit.demo.diary import AS_AT

_ETHNICITIES = {
    "a) WBRI": 58, "d) WOTH": 9, "f) MWBC": 4, "h) MWAS": 3, "i) MOTH": 4, "j) AIND": 2, "k) APKN": 5, "l) ABAN": 3,
    "n) BCRB": 2, "o) BAFR": 5, "r) OOTH": 3, "s) REFU": 1, "t) NOBT": 2,
}  # fmt: skip
_ALONE_IN_THE_COUNTRY = ("o) BAFR", "r) OOTH", "m) AOTH")
MALE, FEMALE, UNBORN = "a) Male", "b) Female", "c) Not stated/recorded (or unborn)"


@dataclass(frozen=True)
class Child:
    """One invented child as the lists know them."""

    ref: str
    sex: str
    ethnicity: str
    born_on: date | None
    is_disabled: bool = False
    expected_on: date | None = None

    def age_on(self, on: date = AS_AT) -> float:
        """Years lived; below nought for a child not yet born."""
        born = self.born_on or self.expected_on
        return -1.0 if born is None else (on - born).days / 365.25


class Families:
    """Invents families, no two children with one reference."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._used: set[str] = set()

    def family(self, size: int, *, youngest: float, oldest: float) -> tuple[Child, ...]:
        """Brothers and sisters of one family, every one between two ages in years."""
        ethnicity = self.rng.choices(list(_ETHNICITIES), list(_ETHNICITIES.values()))[0]
        return tuple(self._child(ethnicity, youngest, oldest) for _ in range(size))

    def alone_in_the_country(self, youngest: float, oldest: float) -> Child:
        """A child who came without a parent; most are boys of 15 to 17."""
        child = self._child(self.rng.choice(_ALONE_IN_THE_COUNTRY), youngest, oldest)
        return replace(child, sex=MALE if self.rng.random() < 0.85 else FEMALE, is_disabled=False)

    def unborn(self, weeks_to_go: int) -> Child:
        """A child not yet born, with the date they are expected."""
        due = AS_AT + timedelta(weeks=weeks_to_go)
        return Child(self._ref(), UNBORN, "t) NOBT", None, expected_on=due)

    def size(self) -> int:
        """How many of a family are known to the council."""
        return self.rng.choices((1, 2, 3, 4, 5), (52, 25, 14, 6, 3))[0]

    def _child(self, ethnicity: str, youngest: float, oldest: float) -> Child:
        days = int(self.rng.uniform(youngest, oldest) * 365.25)
        sex = self.rng.choice((MALE, FEMALE))
        return Child(self._ref(), sex, ethnicity, AS_AT - timedelta(days=days), self.rng.random() < 0.11)

    def _ref(self) -> str:
        while (ref := f"C{self.rng.randint(104000, 989999)}") in self._used:
            pass
        self._used.add(ref)
        return ref
