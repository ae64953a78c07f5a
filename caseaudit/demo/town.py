"""An invented council: its name, its teams and the people who work in them."""

from collections.abc import Sequence
from random import Random

from caseaudit.demo.children import Child, Families
from caseaudit.demo.lives import Life

COUNCIL = "Wexcombe Council"

HUB = ("Safeguarding Hub",)
EARLY_HELP = ("Early Help East", "Early Help West")
ASSESSMENT = ("Assessment One", "Assessment Two", "Assessment Three")
FAMILY_SUPPORT = ("Family Safeguarding East", "Family Safeguarding West", "Family Safeguarding Central")
DISABLED_CHILDREN = ("Disabled Children",)
IN_CARE = ("Children in Care One", "Children in Care Two")
LEAVING_CARE = ("Leaving Care",)

_FIRST = (
    "Amara", "Bryn", "Celia", "Dov", "Esther", "Farid", "Greta", "Hamza", "Imogen", "Jonas", "Kezia", "Lorna", "Mehmet",
    "Nadia", "Orla", "Piotr", "Rhoda", "Selwyn", "Tamsin", "Usman", "Verity", "Wanda", "Yusuf", "Zelda",
)  # fmt: skip
_LAST = (
    "Ashdown", "Birtles", "Calloway", "Dunmore", "Eccles", "Fairweather", "Gadsby", "Hartnell", "Ibekwe", "Jessop",
    "Kilbride", "Lacey", "Mottram", "Nwosu", "Oldroyd", "Pemberley", "Quayle", "Rahimi", "Sallis", "Thackray",
    "Umpleby", "Varley", "Wetherby", "Yaxley",
)  # fmt: skip
_CASELOAD_OF_A_TEAM = 6


class Town:
    """Draws families and hands each to a team and a worker."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.families = Families(rng)
        self._workers: dict[str, list[str]] = {}

    def lives(self, teams: Sequence[str], children: Sequence[Child]) -> list[Life]:
        """One life for each child of a family, all with one team and one worker."""
        team = self.rng.choice(teams)
        worker = self.rng.choice(self.workers_of(team))
        return [Life(child, team, worker) for child in children]

    def workers_of(self, team: str) -> list[str]:
        """The invented workers of a team."""
        if team not in self._workers:
            self._workers[team] = [
                f"{self.rng.choice(_FIRST)} {self.rng.choice(_LAST)}" for _ in range(_CASELOAD_OF_A_TEAM)
            ]
        return self._workers[team]

    def family(self, youngest: float, oldest: float, *, most: int = 5) -> tuple[Child, ...]:
        """A family of a usual size, every child between two ages."""
        return self.families.family(min(self.families.size(), most), youngest=youngest, oldest=oldest)
