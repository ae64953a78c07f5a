"""How many case files each stratum gives: in proportion to its size, by largest remainder, with none left out."""

from collections.abc import Mapping

ENOUGH_TO_COMPARE = 2


def sizes_of_strata(
    frame: Mapping[str, int], size: int, at_least: Mapping[str, int] | None = None
) -> Mapping[str, int]:
    """The sample size of every stratum that has case files; the sizes add up to ``size``.

    Each stratum gets at least 2 (all it has, if fewer), at least 1 where the sample is too small for that, and nothing
    is promised where it is smaller still. ``at_least`` replaces those floors, so that a larger draw can keep an
    earlier one.
    """
    sizes = {name: count for name, count in frame.items() if count > 0}
    if not 0 <= size <= sum(sizes.values()):
        raise ValueError(f"{size} cannot be drawn from {sum(sizes.values())}.")
    floors = _floors(sizes, size) if at_least is None else {name: at_least.get(name, 0) for name in sizes}
    if any(floors[name] > sizes[name] for name in sizes) or sum(floors.values()) > size:
        raise ValueError("The least numbers of the strata do not fit the size.")
    return _shares(sizes, size, floors)


def is_proportional(frame: Mapping[str, int], drawn: Mapping[str, int]) -> bool:
    """Whether no case file drawn stands for more than one and a half times as many as another does."""
    strata = [(count, drawn.get(name, 0)) for name, count in frame.items() if count]
    if any(not given for _, given in strata):
        return False
    # 2 * (count / given) <= 3 * (other / its given), without the division.
    return all(2 * count * other_given <= 3 * other * given for count, given in strata for other, other_given in strata)


def _floors(sizes: Mapping[str, int], size: int) -> Mapping[str, int]:
    for least in (ENOUGH_TO_COMPARE, 1):
        floors = {name: min(least, count) for name, count in sizes.items()}
        if sum(floors.values()) <= size:
            return floors
    return dict.fromkeys(sizes, 0)


def _shares(sizes: Mapping[str, int], size: int, floors: Mapping[str, int]) -> Mapping[str, int]:
    settled: dict[str, int] = {}
    while True:
        sharing = {name: count for name, count in sizes.items() if name not in settled}
        cases, left = sum(sharing.values()), size - sum(settled.values())
        # Whole numbers throughout: left * count / cases < floor, without the division.
        short = {name: floors[name] for name, count in sharing.items() if left * count < floors[name] * cases}
        if not short:
            return settled | _largest_remainders(sharing, left)
        settled |= short


def _largest_remainders(sizes: Mapping[str, int], size: int) -> dict[str, int]:
    if not sizes:
        return {}
    cases = sum(sizes.values())
    shares = {name: size * count // cases for name, count in sizes.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(size * sizes[name] % cases), -sizes[name], name))
    for name in by_remainder[: size - sum(shares.values())]:
        shares[name] += 1
    return shares
