"""Finding the frame or sample somebody names at the command line, by its id or as "latest"."""

from uuid import UUID

from sqlmodel import Session

from caseaudit.errors import NotFound
from caseaudit.intake.queries import frame, frames
from caseaudit.sampling.queries import sample, samples

LATEST = "latest"


def chosen_frame(session: Session, name: str) -> UUID:
    """The id of the frame named, or of the one imported last; raises NotFound with what to do."""
    if name == LATEST:
        newest = max(frames(session), key=lambda frame: frame.imported_at, default=None)
        if newest is None:
            raise NotFound("There is no frame yet: read one in with `caseaudit import FILE --as-at DATE`.")
        return newest.id
    frame_id = _id(name)
    if frame_id is None or frame(session, frame_id) is None:
        raise NotFound('There is no such frame: give its id, or "latest".')
    return frame_id


def chosen_sample(session: Session, name: str) -> UUID:
    """The id of the sample named, or of the one drawn last; raises NotFound with what to do."""
    if name == LATEST:
        drawn = samples(session)
        if not drawn:
            raise NotFound("There is no sample yet: draw one with `caseaudit sample latest --size 20`.")
        return drawn[0].id
    sample_id = _id(name)
    if sample_id is None or sample(session, sample_id) is None:
        raise NotFound('There is no such sample: give its id, or "latest".')
    return sample_id


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
