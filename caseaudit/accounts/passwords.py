"""How passwords are kept: argon2id, with the cost a sign-in can bear."""

from functools import cached_property
from re import compile as pattern

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MINIMUM_LENGTH = 12
MAXIMUM_LENGTH = 200
# What the lists of leaked passwords are full of; the longer first, so that nothing is left over of them.
_COMMONEST = pattern(
    "qwertyuiop|asdfghjkl|iloveyou|password|passwort|caseaudit|zxcvbnm|welcome|letmein|changeme|"
    "football|princess|sunshine|dragon|monkey|master|secret|summer|winter|spring|autumn|qwerty|azerty|asdfgh|"
    "admin|login|abcd|abc"
)
_READ_AS = str.maketrans("@430$51!", "aaeossil")
_LEFT_OVER = 4


def is_common(password: str) -> bool:
    """Whether little is left of a password without the commonest words, figures and signs: they are guessed first."""
    plain = password.casefold()
    readings = (plain, plain.translate(_READ_AS))
    return any(_letters_left(reading) <= _LEFT_OVER for reading in readings)


def _letters_left(text: str) -> int:
    letters = "".join(letter for letter in text if letter.isalpha())
    return len(_COMMONEST.sub("", letters))


class Passwords:
    """Hashes and checks passwords; the defaults are OWASP's for argon2id and cost about 20 ms a check."""

    def __init__(self, *, memory_kib: int = 19_456, passes: int = 2, lanes: int = 1) -> None:
        self._hasher = PasswordHasher(memory_cost=memory_kib, time_cost=passes, parallelism=lanes)

    def hash(self, password: str) -> str:
        """The password in the form that is kept."""
        return self._hasher.hash(password)

    def is_right(self, kept: str | None, password: str) -> bool:
        """Whether this is the password that was kept; with none kept it takes as long, so that timing tells nothing."""
        if len(password) > MAXIMUM_LENGTH:
            password = ""
        try:
            return self._hasher.verify(kept or self._of_nobody, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False

    @cached_property
    def _of_nobody(self) -> str:
        return self._hasher.hash("the password of nobody at all")


PASSWORDS = Passwords()
