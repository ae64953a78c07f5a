"""The web application: built from settings, with nothing read from anywhere else."""

import logging
import traceback
from datetime import timedelta
from secrets import token_hex
from types import TracebackType
from typing import Any

from flask import Flask, g, request
from flask_wtf import CSRFProtect

from caseaudit import __version__
from caseaudit.accounts.queries import ABSOLUTE_LIMIT
from caseaudit.checks.added_words import word_mistakes
from caseaudit.checks.chronology_limits import limit_mistakes
from caseaudit.config import Settings
from caseaudit.definitions.library import Definitions, read_definitions
from caseaudit.errors import DefinitionError
from caseaudit.store.engine import open_engine
from caseaudit.web.access import refuse_the_unmarked_and_the_unallowed
from caseaudit.web.assets import address_of
from caseaudit.web.headers import send_safe_headers
from caseaudit.web.installed import Installed, install
from caseaudit.web.refusals import turn_refusals_into_pages
from caseaudit.web.requests import CleanRequest
from caseaudit.web.signed_in import recognise, watch_sign_ins
from caseaudit.web.subjects import menu_of, register
from caseaudit.web.uploads import sweep_uploads, uploads_folder
from caseaudit.words import count_of, in_words, long_date, long_moment

MEGABYTE = 1024 * 1024
LARGEST_FILE = 25 * MEGABYTE
LARGEST_FORM = 1 * MEGABYTE
MOST_FIELDS = 10_000
_ONLY_HERE = ("localhost", "127.0.0.1", "[::1]")


class CaseauditApp(Flask):
    """A Flask that logs where something went wrong and never what somebody typed."""

    request_class = CleanRequest

    def log_exception(self, exc_info: tuple[type, BaseException, TracebackType] | tuple[None, None, None]) -> None:
        """Log the kind of the error and the lines it passed; its text could hold something personal."""
        kind, _, passed = exc_info
        g.reference = token_hex(4)
        lines = "".join(traceback.format_tb(passed))
        self.logger.error(
            "%s at %s %s, reference %s\n%s",
            kind and kind.__name__,
            request.method,
            request.endpoint,
            g.reference,
            lines,
        )


def create_app(settings: Settings, definitions: Definitions | None = None) -> Flask:
    """The application on this installation's database and definitions; raises SettingsError or DefinitionError.

    Definitions that were read already can be handed in, so that they are not read again.
    """
    app = CaseauditApp("caseaudit", static_folder=None, template_folder="web/templates")
    app.config.update(_configuration(settings))
    app.logger.setLevel(logging.INFO)
    definitions = definitions or read_definitions(settings.instance)
    if mistakes := (*word_mistakes(settings.instance), *limit_mistakes(settings.instance)):
        raise DefinitionError("\n".join(map(str, mistakes)))
    install(app, Installed(settings, open_engine(settings.database_url), definitions))
    _prepare_templates(app, settings)
    watch_sign_ins(app)
    _guard_requests(app)
    send_safe_headers(app, is_https=settings.is_https)
    turn_refusals_into_pages(app)
    register(app)
    sweep_uploads(app, uploads_folder(settings.instance))
    return app


def _configuration(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.required_secret_key(),
        "TRUSTED_HOSTS": list(settings.trusted_hosts or _ONLY_HERE),
        "MAX_CONTENT_LENGTH": LARGEST_FORM + MEGABYTE,
        "MAX_FORM_MEMORY_SIZE": LARGEST_FORM,
        "SESSION_COOKIE_NAME": "caseaudit",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(seconds=ABSOLUTE_LIMIT.total_seconds()),
        "WTF_CSRF_TIME_LIMIT": None,  # a token lasts as long as its session
        "WTF_CSRF_CHECK_DEFAULT": False,  # checked after the person is known, see _guard_requests
    }


def _guard_requests(app: Flask) -> None:
    csrf = CSRFProtect(app)

    def allow_files_where_they_are_expected() -> None:
        view = app.view_functions.get(request.endpoint or "")
        if getattr(view, "accepts_a_file", False):
            request.max_content_length = LARGEST_FILE
            request.max_form_parts = MOST_FIELDS

    def check_the_token() -> None:
        if request.endpoint:
            csrf.protect()

    for step in (
        allow_files_where_they_are_expected,
        recognise,
        refuse_the_unmarked_and_the_unallowed,
        check_the_token,
    ):
        app.before_request(step)


def _prepare_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        asset=address_of,
        version=__version__,
        authority_name=settings.authority_name,
        is_demonstration=settings.is_demonstration,
        count_of=count_of,
    )
    app.jinja_env.filters.update(long_date=long_date, long_moment=long_moment, in_words=in_words)

    def whoever_is_here() -> dict[str, Any]:
        actor = g.get("actor")
        return {"account": g.get("account"), "navigation": menu_of(actor.role) if actor else ()}

    app.context_processor(whoever_is_here)
