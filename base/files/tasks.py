"""What the worker does for files; the work itself is in sweeping."""

import logging

from celery import shared_task

from base.errors import DomainError
from base.files.sweeping import sweep

logger = logging.getLogger(__name__)


@shared_task(name="files.sweep")
def sweep_files() -> int:
    """Removes files that no row names any more; returns how many."""
    try:
        swept = sweep()
    except DomainError as error:
        logger.error("files are not swept: %s", error.message)
        return 0
    if swept.count:
        logger.info("%s leftover files removed, %s bytes", swept.count, swept.size)
    return swept.count
