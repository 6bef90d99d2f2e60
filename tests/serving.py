"""Which requests the server of the tests is at work with."""

import threading
import time

from django.core.signals import request_finished, request_started
from django.dispatch import receiver

_at_work: set[threading.Thread] = set()


@receiver(request_started)
def _has_begun(**_sent) -> None:
    if threading.current_thread() is not threading.main_thread():
        _at_work.add(threading.current_thread())


@receiver(request_finished)
def _has_ended(**_sent) -> None:
    _at_work.discard(threading.current_thread())


def all_served(seconds: float) -> bool:
    """Waits so long for all requests to end, and tells whether they have."""
    latest = time.monotonic() + seconds
    while any(thread.is_alive() for thread in list(_at_work)):
        if time.monotonic() > latest:
            return False
        time.sleep(0.02)
    return True
