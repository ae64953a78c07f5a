"""A case's key comes from the references of its frame, in whatever order they stand."""

from hashlib import sha256
from hmac import digest

from hypothesis import given
from hypothesis import strategies as st

from caseaudit.intake.changes import case_keys

REFS = st.lists(st.text("ABC0123456789", min_size=1, max_size=8), min_size=1, max_size=20, unique=True)


@given(REFS, st.randoms())
def test_the_order_of_the_lists_changes_no_key(refs, random):
    shuffled = list(refs)
    random.shuffle(shuffled)

    assert dict(case_keys(shuffled)) == dict(case_keys(refs))


def test_a_key_is_what_the_decision_says_it_is():
    salt = sha256(b"A1\nB2").hexdigest()

    assert dict(case_keys(["B2", "A1"])) == {
        ref: digest(salt.encode(), ref.encode(), "sha256").hex()[:32] for ref in ("A1", "B2")
    }
