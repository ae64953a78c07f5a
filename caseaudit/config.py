"""The settings of this installation, read once from the CASEAUDIT_ variables."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from caseaudit.errors import SettingsError

MINIMUM_SECRET_LENGTH = 32


@dataclass(frozen=True)
class Settings:
    """Everything about this installation that is not data; defaults are safe in production."""

    instance: Path
    database_url: str
    secret_key: str | None = None
    trusted_hosts: tuple[str, ...] = ()
    is_https: bool = True
    authority_name: str = "Your authority"
    is_demonstration: bool = False

    def required_secret_key(self) -> str:
        """The key that signs sessions; raises SettingsError where there is none worth the name."""
        if not self.secret_key or len(self.secret_key) < MINIMUM_SECRET_LENGTH:
            raise SettingsError(
                f"Set CASEAUDIT_SECRET_KEY to at least {MINIMUM_SECRET_LENGTH} random characters before serving."
            )
        return self.secret_key


def read_settings(environ: Mapping[str, str]) -> Settings:
    """The settings in force, from an environment such as os.environ."""
    instance = Path(environ.get("CASEAUDIT_INSTANCE") or "instance").resolve()
    return Settings(
        instance=instance,
        database_url=environ.get("CASEAUDIT_DATABASE_URL") or f"sqlite:///{instance / 'caseaudit.sqlite3'}",
        secret_key=environ.get("CASEAUDIT_SECRET_KEY") or None,
        trusted_hosts=tuple(h.strip() for h in environ.get("CASEAUDIT_TRUSTED_HOSTS", "").split(",") if h.strip()),
        is_https=environ.get("CASEAUDIT_HTTPS", "yes").lower() not in {"no", "0", "false"},
        authority_name=environ.get("CASEAUDIT_AUTHORITY_NAME") or "Your authority",
    )
