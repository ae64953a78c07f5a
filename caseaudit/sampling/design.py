"""What a sample was drawn by, as the sample row keeps it and pages say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caseaudit.sampling.strata import is_proportional
from caseaudit.words import count_of

SIMPLE_RANDOM = "simple_random"
STRATIFIED = "stratified"
TARGETED = "targeted"

METHOD_TITLES: Mapping[str, str] = {
    SIMPLE_RANDOM: "Simple random",
    STRATIFIED: "Stratified by case level",
    TARGETED: "Picked, not drawn",
}


@dataclass(frozen=True)
class StratumDesign:
    """One stratum: how many case files it has in the frame and how many of them were drawn."""

    name: str
    frame: int
    drawn: int


@dataclass(frozen=True)
class Design:
    """How a sample was drawn; ``seed_was_given`` says that a person chose the seed, so it is no proof of chance.

    ``levels`` are the case levels it was drawn from, all where there are none; ``frame_cases`` counts those in scope.
    """

    method: str
    size: int
    frame_cases: int
    strata: tuple[StratumDesign, ...]
    seed_was_given: bool
    is_proportional: bool
    levels: tuple[str, ...] = ()

    @property
    def is_random(self) -> bool:
        """Whether figures from this sample say something about the other case files of the frame."""
        return self.method != TARGETED

    @property
    def title(self) -> str:
        """The method in words."""
        return METHOD_TITLES[self.method]

    def sentences(self) -> tuple[str, ...]:
        """The design as sentences for a page, a report or a manifest."""
        if not self.is_random:
            return (
                f"{count_of(self.size, 'case file')} of {self.frame_cases:,} picked for a reason, not drawn by chance:"
                " this sample says nothing about the other case files.",
            )
        how = {
            SIMPLE_RANDOM: "drawn at random, each case file with the same chance.",
            STRATIFIED: "drawn at random within each case level.",
        }[self.method]
        scope = " at the case levels the audit tool is for," if self.levels else ""
        parts = [f"{count_of(self.size, 'case file')} of {self.frame_cases:,}{scope} {how}"]
        if self.method == STRATIFIED and self.is_proportional:
            parts.append("Each level gave case files nearly in proportion to its size, so figures are not weighted.")
        elif self.method == STRATIFIED:
            parts.append(
                "Some levels gave more than their share, so that none is left out. Overall figures are not weighted for"
                " that and lean towards those levels: read them level by level."
            )
        if self.seed_was_given:
            parts.append("The seed was chosen by a person, not made after the frame was sealed.")
        return tuple(parts)


def design_of(
    method: str,
    frame: Mapping[str, int],
    drawn: Mapping[str, int],
    seed_was_given: bool,
    levels: tuple[str, ...] = (),
) -> Design:
    """The design that gave this many case files of each stratum of the frame."""
    return Design(
        method=method,
        size=sum(drawn.values()),
        frame_cases=sum(frame.values()),
        strata=tuple(StratumDesign(name, frame[name], drawn.get(name, 0)) for name in sorted(frame)),
        seed_was_given=seed_was_given,
        is_proportional=is_proportional(frame, drawn),
        levels=levels,
    )


def kept(design: Design) -> dict[str, Any]:
    """The design as the sample row holds it, beside method, size and seed."""
    return {
        "frame_cases": design.frame_cases,
        "strata": [{"name": s.name, "frame": s.frame, "drawn": s.drawn} for s in design.strata],
        "seed_was_given": design.seed_was_given,
        "is_proportional": design.is_proportional,
        "levels": list(design.levels),
    }


def read_back(method: str, size: int, design: Mapping[str, Any]) -> Design:
    """The design from what the sample row holds."""
    return Design(
        method=method,
        size=size,
        frame_cases=design["frame_cases"],
        strata=tuple(StratumDesign(s["name"], s["frame"], s["drawn"]) for s in design["strata"]),
        seed_was_given=design["seed_was_given"],
        is_proportional=design["is_proportional"],
        levels=tuple(design.get("levels", ())),
    )
