"""Accounts: who may sign in, letting somebody in, closing an account."""

from flask import Blueprint

from caseaudit.accounts import queries
from caseaudit.store.transaction import transaction
from caseaudit.web.access import role
from caseaudit.web.installed import installed
from caseaudit.web.render import render

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")


@blueprint.get("")
@role("administrator")
def index() -> str:
    """Everybody who may sign in or once could."""
    with transaction(installed().engine, write=False) as session:
        accounts = queries.accounts(session)
    return render("accounts/index.html", title="Accounts", accounts=accounts)
