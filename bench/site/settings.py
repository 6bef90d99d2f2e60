"""The product's settings; the addresses differ, and the smallest stock is at hand as well."""

from immonaut.settings import *  # noqa: F403
from immonaut.settings import DATABASES, env

ROOT_URLCONF = "bench.site.urls"

if env.str("BENCH_SMALL_URL", default=""):
    DATABASES["small"] = {
        **DATABASES["default"],
        **env.db_url("BENCH_SMALL_URL", engine="django.db.backends.postgresql"),
    }
