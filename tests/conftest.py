"""What every test may ask for: two agencies, people of each role, sample files."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler.loadfile import LoadFileScheduling

from base.accounts.models import Agency, Role, User
from tests.serving import all_served

# Playwright's synchronous API runs an event loop in the thread of the test.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
PASSWORD = "ein-gutes-Passwort-7"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--disable-sync",
]

# A machine that is busy draws examples slowly; that says nothing of what they are drawn for.
_BUSY = [hypothesis.HealthCheck.too_slow]
# The same examples in every run; `--hypothesis-profile=search` looks for new ones.
hypothesis.settings.register_profile("same", derandomize=True, suppress_health_check=_BUSY)
hypothesis.settings.register_profile("search", print_blob=True, suppress_health_check=_BUSY)
hypothesis.settings.load_profile("same")


class _OneWorkerForTheWholeSystem(LoadFileScheduling):
    """Files go to workers as they come; the end-to-end files share one system, so one worker."""

    def _split_scope(self, nodeid: str) -> str:
        return "tests/e2e" if nodeid.startswith("tests/e2e/") else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    """Asked by pytest-xdist for every `--dist`; only ours differs."""
    is_by_file = config.getoption("dist") == "loadfile"
    return _OneWorkerForTheWholeSystem(config, log) if is_by_file else None


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker: a thread can hold only one Playwright."""
    path = os.environ.get("CHROMIUM_PATH") or "/usr/bin/chromium"
    if not os.path.exists(path):
        pytest.skip(f"no Chromium at {path}")
    # Within its event loop Django sees other connections than before and after.
    connections.close_all()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()
        connections.close_all()


@pytest.fixture
def live_server(live_server, transactional_db):
    """The server of pytest-django; what a browser that has gone asked for ends before the tables
    are emptied: both would wait for each other."""
    yield live_server
    all_served(10)


@pytest.fixture(autouse=True)
def _files_below_the_test(settings, tmp_path):
    """Each test has a store of its own."""
    settings.FILES_DIR = str(tmp_path / "files")
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": settings.FILES_DIR}}
    storages["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    settings.STORAGES = storages
    # What the whole system serves is being collected while other tests run.
    settings.STATIC_ROOT = None


@pytest.fixture
def agency(db) -> Agency:
    return Agency.objects.create(
        name="Huber Immobilien", slug="huber", place="Graz", sender_address="office@huber.example"
    )


@pytest.fixture
def other_agency(db) -> Agency:
    return Agency.objects.create(
        name="Fremd Immobilien", slug="fremd", sender_address="office@fremd.example"
    )


@cache
def _stored_password() -> str:
    """Hashing is slow on purpose: once is enough for all people of all tests."""
    return make_password(PASSWORD)


def _person(agency: Agency, role: Role, name: str) -> User:
    email = f"{role.value}@{agency.slug}.example"
    password = _stored_password()
    return User.objects.create(email=email, password=password, name=name, agency=agency, role=role)


@pytest.fixture
def agent(agency) -> User:
    return _person(agency, Role.AGENT, "Anna Huber")


@pytest.fixture
def administrator(agency) -> User:
    return _person(agency, Role.ADMINISTRATOR, "Ada Huber")


@pytest.fixture
def reader(agency) -> User:
    return _person(agency, Role.READ_ONLY, "Lea Leser")


@pytest.fixture
def stranger(other_agency) -> User:
    """An agent of another agency."""
    return _person(other_agency, Role.AGENT, "Fritz Fremd")


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.fixture
def agent_client(agent) -> Client:
    return _signed_in(agent)


@pytest.fixture
def administrator_client(administrator) -> Client:
    return _signed_in(administrator)


@pytest.fixture
def reader_client(reader) -> Client:
    return _signed_in(reader)


@pytest.fixture
def stranger_client(stranger) -> Client:
    return _signed_in(stranger)


def samples_folder() -> Path:
    """Where real-world sample files lie, if they are at hand."""
    default = Path(settings.BASE_DIR).parent / "shared" / "data"
    return Path(os.environ.get("IMMONAUT_SAMPLES", default))


@pytest.fixture
def samples() -> Path:
    """The sample files; skips where they are absent."""
    folder = samples_folder()
    if not folder.is_dir():
        pytest.skip("no sample files at hand (set IMMONAUT_SAMPLES)")
    return folder
