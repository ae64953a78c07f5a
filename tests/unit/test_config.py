"""Settings come from the environment, are safe by default, and say what is missing."""

from pathlib import Path

import pytest

from caseaudit.config import read_settings
from caseaudit.errors import SettingsError


def test_nothing_set_means_sqlite_in_the_instance_folder_and_cookies_over_https_only():
    settings = read_settings({})

    assert settings.database_url == f"sqlite:///{Path('instance').resolve() / 'caseaudit.sqlite3'}"
    assert settings.is_https


def test_a_database_address_is_taken_as_given():
    assert read_settings({"CASEAUDIT_DATABASE_URL": "postgresql://db/audits"}).database_url == "postgresql://db/audits"


@pytest.mark.parametrize("key", [None, "short"])
def test_a_missing_or_short_secret_stops_the_start_and_says_which(key: str | None):
    settings = read_settings({} if key is None else {"CASEAUDIT_SECRET_KEY": key})

    with pytest.raises(SettingsError, match="CASEAUDIT_SECRET_KEY"):
        settings.required_secret_key()
