"""Case levels on a page: their words and their order, from the newest edition of the journey."""

from collections.abc import Mapping

from caseaudit.web.installed import installed


def level_title(key: str) -> str:
    """The words for a case level."""
    return installed().definitions.journeys[-1].level_title(key)


def in_order(counts: Mapping[str, int]) -> Mapping[str, int]:
    """Counts by case level, the highest level first; a level this edition does not know comes last."""
    known = [level.key for level in installed().definitions.journeys[-1].levels]
    return {key: counts[key] for key in [*known, *sorted(counts.keys() - set(known))] if key in counts}


def level_of_child(key: str, states: Mapping[str, str]) -> str:
    """The level of one child: one whom nothing in the lists closed is not called closed, but not known."""
    is_closed = any((track, state) in _CLOSED for track, state in states.items())
    return level_title(key) if key != "closed" else "Closed" if is_closed else "Not known from these lists"


_CLOSED = frozenset(
    {
        ("front_door", "closed"),
        ("child_in_need", "closed"),
        ("looked_after", "ceased"),
        ("short_breaks", "ended"),
        ("private_fostering", "ended"),
    }
)
