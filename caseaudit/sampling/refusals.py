"""What a draw or a pick is refused for, each with the sentence a page shows."""

from collections.abc import Collection, Mapping
from uuid import UUID

from caseaudit.errors import NotAllowed
from caseaudit.sampling.design import SIMPLE_RANDOM, STRATIFIED
from caseaudit.words import count_of

LONGEST_NAME = 200
LONGEST_SEED = 64
LONGEST_TEXT = 500


def refuse_draw(method: str, size: int, frame: Mapping[str, int], levels: Collection[str] = ()) -> None:
    """Refuse a size or method that this frame (stratum → case files) cannot give; ``levels`` are those of the tool."""
    cases = sum(frame.values())
    if method not in {SIMPLE_RANDOM, STRATIFIED}:
        raise NotAllowed("Select how to draw the sample: simple random, or stratified by case level.")
    if cases == 0:
        whose = " that this audit tool is for" if levels else ""
        raise NotAllowed(f"You cannot draw from a frame that holds no case files{whose}.")
    if size < 1:
        raise NotAllowed("Enter how many case files to draw: 1 or more.")
    if size > cases:
        whose = " that this audit tool is for" if levels else ""
        raise NotAllowed(
            f"You cannot draw {size:,} from a frame of {count_of(cases, 'case file')}{whose}: enter {cases:,} or fewer."
        )
    if method == STRATIFIED and size < len(frame):
        raise NotAllowed(
            f"You cannot draw {size:,} from {len(frame)} case levels without leaving one out:"
            f" enter {len(frame)} or more, or draw a simple random sample."
        )


def refuse_seed(seed: str) -> str:
    """The seed without the spaces around it, refused where another program might read it otherwise."""
    seed = seed.strip()
    if not seed or len(seed) > LONGEST_SEED or not (seed.isascii() and seed.isprintable()):
        raise NotAllowed(f"Enter a seed of 1 to {LONGEST_SEED} plain letters, digits or signs.")
    return seed


def refuse_name(name: str) -> str:
    """The name of a sample on one line, refused where there is none or it is too long to show."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise NotAllowed(f"Enter a name for the sample, up to {LONGEST_NAME} characters.")
    return name


def refuse_picks(picks: Mapping[UUID, str], frame_cases: Collection[UUID]) -> Mapping[UUID, str]:
    """The picked case files with their reasons, refused where one has no reason or is not in the frame."""
    if not picks:
        raise NotAllowed("Select at least one case file to pick.")
    if not picks.keys() <= set(frame_cases):
        raise NotAllowed("You cannot pick a case file that is not in this frame.")
    reasons = {case_id: refuse_text(why, "the reason for a pick") for case_id, why in picks.items()}
    if not all(reasons.values()):
        raise NotAllowed("Enter why each case file was picked.")
    return reasons


def refuse_text(text: str, what: str) -> str:
    """The text without the spaces around it, refused where it is too long to keep."""
    text = text.strip()
    if len(text) > LONGEST_TEXT:
        raise NotAllowed(f"You cannot keep that much: shorten {what} to {LONGEST_TEXT} characters.")
    return text
