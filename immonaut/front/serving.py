"""What each web process serves."""

import os
import signal

from immonaut.wsgi import application

# It has set Django up for what follows.
# isort: split
from django.conf import settings

from immonaut.front.bridge import Bridge
from immonaut.front.limits import Limits
from immonaut.stack.parent import die_with_parent


def build() -> Bridge:
    """The bridge over the product, in a process that ends with the one that started it."""
    die_with_parent(os.getppid(), signal.SIGTERM)
    # What a form sends beside its files comes on top of them.
    most = settings.UPLOAD_MAX_REQUEST_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return Bridge(application, Limits(threads=settings.WEB_THREADS, body_bytes=most))
