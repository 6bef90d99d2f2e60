"""The WSGI application that the front serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immonaut.settings")

application = get_wsgi_application()
