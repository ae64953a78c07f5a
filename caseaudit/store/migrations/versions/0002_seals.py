"""Seals the database keeps by itself: history only grows, a frame never changes, an accepted audit is closed."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NEVER = {
    "history": ("update", "delete"),
    "frame": ("update",),
    "frame_list": ("update",),
    "frame_case": ("update",),
    "list_row": ("update",),
    "case_event": ("update",),
    "journey_finding": ("update",),
    "cell_remark": ("update",),
    "moderation": ("update", "delete"),
    "question_comment": ("update", "delete"),
}
_OF_AN_AUDIT = ("answer", "verdict")
_OF_A_CASE = ("chronology_entry", "plan", "plan_action", "record")
_AUDIT_IS_SEALED = "(select status from audit where id = {row}.audit_id) = 'sealed'"
_CASE_IS_SEALED = "exists (select 1 from audit where case_id = {row}.case_id and status = 'sealed')"
_ROWS_OF = {"insert": ("new",), "update": ("old", "new"), "delete": ("old",)}
_SENTENCE = "this row is sealed and cannot change"


def upgrade() -> None:
    """Add the triggers, each in the words of the database it is for."""
    if op.get_bind().dialect.name == "sqlite":
        _seal_sqlite()
    else:
        _seal_postgresql()


def _seal_sqlite() -> None:
    refuse = f"select raise(abort, '{_SENTENCE}')"
    for table, verbs in _NEVER.items():
        for verb in verbs:
            op.execute(f"create trigger seal_{table}_{verb} before {verb} on {table} begin {refuse}; end")
    for verb in ("update", "delete"):
        op.execute(
            f"create trigger seal_audit_{verb} before {verb} on audit when old.status = 'sealed' begin {refuse}; end"
        )
    for tables, is_sealed in ((_OF_AN_AUDIT, _AUDIT_IS_SEALED), (_OF_A_CASE, _CASE_IS_SEALED)):
        for table in tables:
            for verb, rows in _ROWS_OF.items():
                sealed = " or ".join(is_sealed.format(row=row) for row in rows)
                op.execute(
                    f"create trigger seal_{table}_{verb} before {verb} on {table} when {sealed} begin {refuse}; end"
                )


def _seal_postgresql() -> None:
    op.execute(
        f"create function refuse_sealed() returns trigger language plpgsql as "
        f"$$ begin raise exception '{_SENTENCE}' using errcode = 'integrity_constraint_violation'; end $$"
    )
    for function, is_sealed in (
        ("refuse_if_audit_sealed", _AUDIT_IS_SEALED),
        ("refuse_if_case_sealed", _CASE_IS_SEALED),
    ):
        complaint = f"raise exception '{_SENTENCE}' using errcode = 'integrity_constraint_violation'; end if; "
        op.execute(
            f"create function {function}() returns trigger language plpgsql as $$ begin "
            f"if tg_op <> 'INSERT' then if {is_sealed.format(row='old')} then {complaint} end if; "
            f"if tg_op <> 'DELETE' then if {is_sealed.format(row='new')} then {complaint} end if; "
            "if tg_op = 'DELETE' then return old; end if; return new; end $$"
        )
    for table in _OF_A_CASE:
        op.execute(
            f"create trigger seal_{table} before insert or update or delete on {table} "
            "for each row execute function refuse_if_case_sealed()"
        )
    for table, verbs in _NEVER.items():
        for verb in verbs:
            op.execute(
                f"create trigger seal_{table}_{verb} before {verb} on {table} "
                "for each row execute function refuse_sealed()"
            )
    op.execute(
        "create trigger seal_audit before update or delete on audit for each row "
        "when (old.status = 'sealed') execute function refuse_sealed()"
    )
    for table in _OF_AN_AUDIT:
        op.execute(
            f"create trigger seal_{table} before insert or update or delete on {table} "
            "for each row execute function refuse_if_audit_sealed()"
        )
