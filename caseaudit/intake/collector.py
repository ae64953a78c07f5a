"""Leaving Python's collector of circular garbage alone during bulk work, of which it would take a quarter of the time.

What a reading makes is nearly all kept and hardly ever circular; everything else is given back as ever.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage until the block, or the function, ends."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made meanwhile counts as old, or the collector would begin by going through all of it.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
