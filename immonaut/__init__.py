"""The project package: settings, URLs, worker and the command behind `make run`."""

from immonaut.celery import app as celery_app

__all__ = ["celery_app"]
