"""Letting people in, signing in and out, closing accounts."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from caseaudit.accounts.changes import (
    WRONG,
    add_account,
    change_password,
    close_account,
    seen,
    sign_in,
    sign_out,
)
from caseaudit.accounts.passwords import Passwords
from caseaudit.accounts.queries import Account, accounts, auditors, names
from caseaudit.errors import NotAllowed
from caseaudit.people import Actor, Role, command_line
from caseaudit.store.history import history_of
from tests.factories import NOON, TEST_PASSWORD

CHEAP = Passwords(memory_kib=64, passes=1)
SERVER = command_line(Role.ADMINISTRATOR)
ADDRESS = "192.0.2.7"


def _person(
    session: Session, email: str = "ada@example.gov.uk", role: Role = Role.AUDITOR, **changes: object
) -> Account:
    given = {"name": "Ada Auditor", "team": "North", "password": TEST_PASSWORD, **changes}
    return add_account(session, email=email, role=role, by=SERVER, at=NOON, passwords=CHEAP, **given)


def test_somebody_let_in_can_sign_in_whatever_the_case_of_their_address(session: Session):
    person = _person(session, " Ada@Example.gov.uk ")

    opened = sign_in(session, "ADA@example.GOV.uk", TEST_PASSWORD, ADDRESS, NOON)

    assert (person.email, opened.account_id) == ("ada@example.gov.uk", person.id)
    assert [step.trigger for step in history_of(session, person.id)] == ["add"]


def test_the_password_is_never_kept_as_it_was_typed(session: Session):
    person = _person(session)

    assert TEST_PASSWORD not in person.password_hash
    assert person.password_hash.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "ada"}, "Enter an email address in the correct format"),
        ({"name": "  "}, "Enter a name"),
        ({"password": "short"}, "at least 12 characters"),
        ({"password": "x" * 500}, "at most 200 characters"),
        ({"password": "ada@example.gov.uk!"}, "harder to guess"),
        ({"password": "aaaaaaaaaaaaaaa"}, "harder to guess"),
    ],
)
def test_an_account_that_cannot_be_right_is_refused_with_the_sentence_for_its_field(
    session: Session, changed, sentence
):
    with pytest.raises(NotAllowed, match=sentence):
        _person(session, **{"email": "ada@example.gov.uk", **changed})

    assert not accounts(session)


def test_nobody_has_two_accounts_with_one_address(session: Session):
    _person(session)

    with pytest.raises(NotAllowed, match="already"):
        _person(session, "ADA@example.gov.uk")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.SUPERVISOR])
def test_only_an_administrator_lets_people_in(session: Session, role: Role):
    with pytest.raises(NotAllowed, match="administrator"):
        add_account(
            session, email="x@y", name="X", role=role, team=None, password=TEST_PASSWORD, by=command_line(role), at=NOON
        )


def test_every_failure_to_sign_in_is_told_in_the_same_words(session: Session):
    _person(session)
    closed = _person(session, "closed@example.gov.uk")
    close_account(session, closed.id, by=SERVER, at=NOON)

    for email, password in [
        ("ada@example.gov.uk", "not the password"),
        ("nobody@example.gov.uk", TEST_PASSWORD),
        ("closed@example.gov.uk", TEST_PASSWORD),
        ("ada@example.gov.uk", "x" * 5000),
    ]:
        with pytest.raises(NotAllowed) as refusal:
            sign_in(session, email, password, ADDRESS, NOON)
        assert str(refusal.value) == WRONG


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(session: Session):
    _person(session)
    for _ in range(5):
        with pytest.raises(NotAllowed):
            sign_in(session, "ada@example.gov.uk", "not the password", ADDRESS, NOON)

    with pytest.raises(NotAllowed):
        sign_in(session, "Ada@example.gov.uk", TEST_PASSWORD, "198.51.100.1", NOON + timedelta(minutes=14))
    assert sign_in(session, "ada@example.gov.uk", TEST_PASSWORD, ADDRESS, NOON + timedelta(minutes=16))


def test_guessing_at_many_accounts_from_one_address_is_stopped_for_that_address_alone(session: Session):
    _person(session)
    for number in range(50):
        with pytest.raises(NotAllowed):
            sign_in(session, f"guess{number}@example.gov.uk", "not the password", ADDRESS, NOON, passwords=CHEAP)

    with pytest.raises(NotAllowed):
        sign_in(session, "ada@example.gov.uk", TEST_PASSWORD, ADDRESS, NOON)
    assert sign_in(session, "ada@example.gov.uk", TEST_PASSWORD, "198.51.100.1", NOON)


def test_a_success_forgets_the_failures_before_it(session: Session):
    _person(session)
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(NotAllowed):
                sign_in(session, "ada@example.gov.uk", "not the password", ADDRESS, NOON)
        assert sign_in(session, "ada@example.gov.uk", TEST_PASSWORD, ADDRESS, NOON)


def test_a_session_ends_after_an_hour_without_a_page(session: Session):
    person = _person(session)
    opened = sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON)

    assert seen(session, opened.id, NOON + timedelta(minutes=59)) == person
    assert seen(session, opened.id, NOON + timedelta(minutes=118)) == person
    assert seen(session, opened.id, NOON + timedelta(minutes=179)) is None


def test_a_session_ends_after_twelve_hours_however_busy(session: Session):
    person = _person(session)
    opened = sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON)
    for minutes in range(30, 12 * 60 + 1, 30):
        assert seen(session, opened.id, NOON + timedelta(minutes=minutes)) == person

    assert seen(session, opened.id, NOON + timedelta(hours=12, minutes=1)) is None


def test_signing_out_ends_the_session_and_no_other(session: Session):
    person = _person(session)
    here, there = (sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON) for _ in range(2))

    sign_out(session, here.id, NOON)
    session.expire_all()

    assert seen(session, here.id, NOON) is None
    assert seen(session, there.id, NOON) == person


def test_closing_an_account_ends_its_sessions_at_once(session: Session):
    person = _person(session)
    opened = sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON)

    close_account(session, person.id, by=SERVER, at=NOON)
    session.expire_all()

    assert seen(session, opened.id, NOON) is None
    assert auditors(session) == []
    assert names(session) == {person.id: "Ada Auditor"}
    assert [step.trigger for step in history_of(session, person.id)] == ["add", "close"]


def test_nobody_closes_their_own_account(session: Session):
    me = _person(session, role=Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed, match="your own"):
        close_account(session, me.id, by=Actor(me.id, Role.ADMINISTRATOR), at=NOON)

    assert me.is_active


def test_a_new_password_ends_every_session_but_this_one(session: Session):
    person = _person(session)
    me = Actor(person.id, Role.AUDITOR)
    here, there = (sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON) for _ in range(2))

    change_password(
        session,
        person.id,
        current=TEST_PASSWORD,
        new="three other random words",
        keeping=here.id,
        address=ADDRESS,
        by=me,
        at=NOON,
        passwords=CHEAP,
    )
    session.expire_all()

    assert seen(session, here.id, NOON)
    assert seen(session, there.id, NOON) is None
    assert sign_in(session, person.email, "three other random words", ADDRESS, NOON)
    with pytest.raises(NotAllowed):
        sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON)


def test_a_new_password_needs_the_old_one(session: Session):
    person = _person(session)

    with pytest.raises(NotAllowed, match="current password"):
        change_password(
            session,
            person.id,
            current="not the password",
            new="three other random words",
            keeping=None,
            address=ADDRESS,
            by=Actor(person.id, Role.AUDITOR),
            at=NOON,
        )


def test_wrong_current_passwords_count_as_failed_sign_ins(session: Session):
    person = _person(session)
    change = {
        "new": "three other random words",
        "keeping": None,
        "address": ADDRESS,
        "by": Actor(person.id, Role.AUDITOR),
        "at": NOON,
        "passwords": CHEAP,
    }
    for _ in range(5):
        with pytest.raises(NotAllowed):
            change_password(session, person.id, current="not the password", **change)

    with pytest.raises(NotAllowed, match="wait 15 minutes"):
        change_password(session, person.id, current=TEST_PASSWORD, **change)
    with pytest.raises(NotAllowed):
        sign_in(session, person.email, TEST_PASSWORD, ADDRESS, NOON)


@pytest.mark.parametrize(
    "password",
    [
        "password1234",
        "Password!2026",
        "P@ssw0rd12345",
        "1234567890123",
        "qwertyuiop123",
        "Qwerty12345678",
        "caseaudit2026!",
        "CaseAudit-12345",
        "case-audit-2026",
        "Welcome123456",
        "abc123abc123",
    ],
)
def test_the_commonest_passwords_are_refused(session: Session, password: str):
    with pytest.raises(NotAllowed, match="harder to guess"):
        _person(session, password=password)


@pytest.mark.parametrize("password", ["lantern orchard window", "a first password", "my password is a lighthouse"])
def test_a_common_word_among_others_is_no_harm(session: Session, password: str):
    assert _person(session, password=password)
