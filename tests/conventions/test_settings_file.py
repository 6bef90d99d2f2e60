"""`.env.example` lists every setting, and nothing that nobody reads."""

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
# env.str("NAME"), os.environ.get("NAME"), os.environ["NAME"], given("NAME"); a dict called `environ` is WSGI's
_READ = re.compile(
    r"""(?:\benv\.\w+|environ\.get|\bgiven)\(\s*"([A-Z0-9_]+)\"|os\.environ\["([A-Z0-9_]+)"\]"""
)
_LISTED = re.compile(r"^#?([A-Z0-9_]+)=", re.MULTILINE)
# Set by one of our processes for another one, by the system, or for tests; nobody else has a say in them.
OURS = {"DJANGO_SETTINGS_MODULE", "PATH", "TMPDIR", "CHROMIUM_PATH", "PLAYWRIGHT_BROWSERS_PATH"}
# Read by other parts than Python, docker-compose.yml among them.
ELSEWHERE = {
    "DOMAIN",
    "TLS",
    "LOCK",
    "POSTGRES_PASSWORD",
    "OWNER_PASSWORD",
    "APP_PASSWORD",
    "VALKEY_PASSWORD",
}


def _read() -> set[str]:
    files = [BASE / "immonaut" / "settings.py"]
    files += [
        *(BASE / "immonaut" / "stack").glob("*.py"),
        *(BASE / "immonaut" / "front").glob("*.py"),
    ]
    found = {name for file in files for pair in _READ.findall(file.read_text()) for name in pair}
    return found - {""} - OURS


def test_every_setting_is_listed_and_every_listed_one_is_read():
    listed = set(_LISTED.findall((BASE / ".env.example").read_text())) - ELSEWHERE
    read = _read()
    assert len(read) > 30
    assert read - listed == set()
    assert listed - read == set()


def test_what_compose_takes_from_the_file_is_listed():
    compose = (BASE / "docker-compose.yml").read_text()
    listed = set(_LISTED.findall((BASE / ".env.example").read_text()))
    assert set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", compose)) <= listed
