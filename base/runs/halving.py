"""Many rows in one transaction, and yet a bad one costs only itself."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import InterfaceError, OperationalError, transaction

Row = TypeVar("Row")
Told = TypeVar("Told")


def in_halves(
    rows: Sequence[Row],
    take: Callable[[Sequence[Row]], Sequence[Told]],
    failed: Callable[[Row, Exception], Told],
) -> list[Told]:
    """What `take` says of each row; it takes all or raises.

    Where it raises each half is tried by itself, down to the row at fault, of which `failed` tells.
    """
    try:
        with transaction.atomic():
            return list(take(rows))
    except (OperationalError, InterfaceError):
        raise  # the database is gone: the work goes on when it is back
    except Exception as error:
        if len(rows) <= 1:
            return [failed(row, error) for row in rows]
        half = len(rows) // 2
        return [*in_halves(rows[:half], take, failed), *in_halves(rows[half:], take, failed)]
