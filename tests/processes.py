"""What a test asks of processes that may end at any moment."""

from collections.abc import Iterable

import psutil


def command_line(process: psutil.Process) -> list[str]:
    """Program and arguments; nothing of a process that has ended, waited for or not."""
    try:
        return process.cmdline() if process.status() != psutil.STATUS_ZOMBIE else []
    except psutil.Error:
        return []


def mentioning(processes: Iterable[psutil.Process], mark: str) -> list[psutil.Process]:
    """Those with `mark` in their command line."""
    return [process for process in processes if mark in " ".join(command_line(process))]
