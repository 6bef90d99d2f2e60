"""The Celery application: the broker only carries work, PostgreSQL holds all state."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "immonaut.settings")

app = Celery("immonaut", task_cls="base.health.working:WatchedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
