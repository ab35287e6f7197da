"""Wait for whoever counts the same thing, until the commit."""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class turn_of(GenericFunction[int]):  # noqa: N801 (an SQL function)
    """Hold a name until the transaction ends; another transaction that asks for it waits.

    SQLite has one writer at a time already, so nothing needs to be held there.
    """

    type = Integer()
    inherit_cache = True


@compiles(turn_of, "postgresql")
def _on_postgresql(element: turn_of, compiler: Any, **kw: Any) -> str:
    return (
        f"length(pg_advisory_xact_lock(hashtextextended({compiler.process(element.clauses, **kw)}, 0))::text)"
    )


@compiles(turn_of, "sqlite")
def _on_sqlite(element: turn_of, compiler: Any, **kw: Any) -> str:
    return f"length({compiler.process(element.clauses, **kw)})"
