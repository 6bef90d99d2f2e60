"""Carries an import run from upload to report."""

from base.jobs.services.forgetting import forget_done_sources, forget_items
from base.jobs.services.reading import begin_reading
from base.jobs.services.review import decide, decide_all, discard_run, start_run
from base.jobs.services.undoing import undo_run
from base.jobs.services.work import advance_run, release_run, sweep_runs

__all__ = [
    "advance_run",
    "begin_reading",
    "decide",
    "decide_all",
    "discard_run",
    "forget_done_sources",
    "forget_items",
    "release_run",
    "start_run",
    "sweep_runs",
    "undo_run",
]
