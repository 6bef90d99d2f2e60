"""The trigger that every model of a contact or property carries in its Meta."""

from collections.abc import Iterable

import pgtrigger


def history(
    subject: str,
    *,
    key: str = "id",
    derived: Iterable[str] = (),
    secret: Iterable[str] = (),
    name: str = "history",
) -> pgtrigger.Trigger:
    """Records each change of a row on the timeline of `subject`.

    `key` is the column that holds the subject's id. `derived` columns are computed from others
    and are never recorded; `secret` columns (encrypted ones) enter as a marker, without value.
    A row that joins two subjects carries two of these triggers, the second under another `name`:
    the change stands on both timelines and is undone once. A row
    whose `key` is null stands on no timeline of `subject`.
    """
    arguments = ", ".join(
        [
            "TG_OP",
            "TG_TABLE_NAME",
            f"'{subject}'",
            f"'{key}'",
            "CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) END",
            "CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) END",
            _array(derived),
            _array(secret),
        ]
    )
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"PERFORM audit_record({arguments}); RETURN NULL;",
    )


def _array(names: Iterable[str]) -> str:
    return "ARRAY[" + ", ".join(f"'{name}'" for name in names) + "]::text[]"
