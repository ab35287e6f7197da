"""Tables to which rows are only added, guarded by the database itself on both dialects."""

from sqlalchemy import Connection

FIXED = "id, submission_id, actor_id, rule, step, before, after, changes, at"
_NAMES = [name.strip() for name in FIXED.split(",")]
REFUSAL = "the decision log is append-only"


def _changed(same: str) -> str:
    """Return the SQL that sees any change but blanking ``reason`` while setting ``erased_at``."""
    texts = " OR ".join(f'OLD."{name}" {same} NEW."{name}"' for name in _NAMES if name != "changes")
    return f"{texts} OR NEW.reason <> '' OR NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL"


def guard_decisions(connection: Connection) -> None:
    """Let triggers refuse delete and any update of ``decision`` but the erasure of its words."""
    if connection.dialect.name == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        when = f"WHEN {_changed('IS NOT')} OR OLD.changes IS NOT NEW.changes"
        connection.exec_driver_sql(f"CREATE TRIGGER decision_fixed BEFORE UPDATE ON decision {when} {refuse}")
        connection.exec_driver_sql(f"CREATE TRIGGER decision_kept BEFORE DELETE ON decision {refuse}")
        return
    connection.exec_driver_sql(
        "CREATE FUNCTION decision_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    )
    when = f"WHEN ({_changed('IS DISTINCT FROM')} OR OLD.changes IS DISTINCT FROM NEW.changes)"
    act = "FOR EACH ROW"
    run = "EXECUTE FUNCTION decision_refuse()"
    connection.exec_driver_sql(f"CREATE TRIGGER decision_fixed BEFORE UPDATE ON decision {act} {when} {run}")
    connection.exec_driver_sql(f"CREATE TRIGGER decision_kept BEFORE DELETE ON decision {act} {run}")


def unguard_decisions(connection: Connection) -> None:
    """Take the triggers away again (SQLite drops them with the table; PostgreSQL keeps the function)."""
    on = "" if connection.dialect.name == "sqlite" else " ON decision"
    for name in ("decision_fixed", "decision_kept"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("DROP FUNCTION IF EXISTS decision_refuse()")


def guard_people_log(connection: Connection) -> None:
    """Let triggers refuse every update and delete of ``person_event``."""
    _guard_log(connection, "person_event", "the log of people is append-only")


def unguard_people_log(connection: Connection) -> None:
    """Take those triggers away again."""
    _unguard_log(connection, "person_event")


def guard_species_log(connection: Connection) -> None:
    """Let triggers refuse every update and delete of ``species_change``."""
    _guard_log(connection, "species_change", "the log of species is append-only")


def unguard_species_log(connection: Connection) -> None:
    """Take those triggers away again."""
    _unguard_log(connection, "species_change")


def guard_group_log(connection: Connection) -> None:
    """Let triggers refuse every update and delete of ``group_event``."""
    _guard_log(connection, "group_event", "the log of groups is append-only")


def unguard_group_log(connection: Connection) -> None:
    """Take those triggers away again."""
    _unguard_log(connection, "group_event")


def _guard_log(connection: Connection, table: str, refusal: str) -> None:
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        )
    for name, moment in (("fixed", "UPDATE"), ("kept", "DELETE")):
        head = f"CREATE TRIGGER {table}_{name} BEFORE {moment} ON {table}"
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(f"{head} BEGIN SELECT RAISE(ABORT, '{refusal}'); END")
        else:
            connection.exec_driver_sql(f"{head} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()")


def _unguard_log(connection: Connection, table: str) -> None:
    on = "" if connection.dialect.name == "sqlite" else f" ON {table}"
    for name in (f"{table}_fixed", f"{table}_kept"):
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}{on}")
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {table}_refuse()")
