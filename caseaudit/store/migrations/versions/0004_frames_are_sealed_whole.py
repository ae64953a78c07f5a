"""A frame's rows come with its seal: once it is sealed, nothing is added to a frame and nothing is taken away.

The line of history that seals a frame is the last thing its import writes, in one transaction with its rows.
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ROWS = ("frame_list", "frame_case", "list_row", "case_event", "journey_finding", "cell_remark")
_SENTENCE = "this row is sealed and cannot change"
_IS_SEALED = (
    "exists (select 1 from history where subject_id = new.frame_id and subject = 'frame' and to_state = 'sealed')"
)


def upgrade() -> None:
    """Add the triggers, each in the words of the database it is for."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    refuse = f"begin select raise(abort, '{_SENTENCE}'); end"
    if not is_sqlite:
        op.execute(
            "create function refuse_if_frame_sealed() returns trigger language plpgsql as $$ begin "
            f"if {_IS_SEALED} then raise exception '{_SENTENCE}' using errcode = 'integrity_constraint_violation'; "
            "end if; return new; end $$"
        )
    for table in ("frame", *_ROWS):
        then = refuse if is_sqlite else "for each row execute function refuse_sealed()"
        op.execute(f"create trigger seal_{table}_delete before delete on {table} {then}")
    for table in _ROWS:
        then = f"when {_IS_SEALED} {refuse}" if is_sqlite else "for each row execute function refuse_if_frame_sealed()"
        op.execute(f"create trigger seal_{table}_insert before insert on {table} {then}")
