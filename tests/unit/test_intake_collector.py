import gc

import pytest

from caseaudit.intake.collector import uncollected


def test_the_collector_rests_during_bulk_work_and_works_again_afterwards():
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            pass
        assert not gc.isenabled()

    assert gc.isenabled()


def test_the_collector_works_again_after_bulk_work_that_fails():
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")

    assert gc.isenabled()
