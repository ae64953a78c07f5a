"""One piece of work, all of it or none of it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlmodel import Session


@contextmanager
def transaction(engine: Engine, *, write: bool = True) -> Iterator[Session]:
    """A session that commits once when the block ends well, and leaves nothing behind when it does not.

    With ``write=False`` readers do not wait for each other, and nothing is committed.
    """
    with Session(engine.execution_options(write=write), expire_on_commit=False) as session:
        yield session
        if write:
            session.commit()
