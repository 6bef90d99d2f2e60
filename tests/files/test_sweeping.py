"""What is swept: files of killed processes and failed transactions, and nothing that is used."""

import io
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import time_machine
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from base.errors import DomainError
from base.files import sweeping
from base.files.leftovers import TEMPORARY
from base.files.models import StoredFile, random_name
from base.files.renditions import LongestSide, rendition
from base.files.services import discard_file
from base.files.sweeping import SAFE_AGE, file_columns, sweep
from base.files.tasks import sweep_files
from base.jobs.bulk.models import BulkRun
from base.jobs.models import ImportRun, ImportSource
from contacts.export.services import KIND as EXPORT
from tests.files.storing import store_file
from tests.files.test_taking_in import PDF, picture

pytestmark = pytest.mark.django_db
BASE = Path(sweeping.__file__).parents[2]


def root() -> Path:
    return Path(default_storage.path(""))


def on_disk() -> set[str]:
    return {str(path.relative_to(root())) for path in root().rglob("*") if path.is_file()}


def leave(content: bytes = b"x" * 100) -> str:
    """A file that no row names."""
    return str(default_storage.save(random_name(StoredFile(), ""), ContentFile(content)))


def store(agency, content: bytes = PDF, name: str = "a.pdf") -> StoredFile:
    return store_file(agency=agency, source=io.BytesIO(content), name=name)


def later(hours: float = 25):
    return time_machine.travel(timezone.now() + timedelta(hours=hours), tick=True)


@pytest.fixture(autouse=True)
def temporary(tmp_path, monkeypatch) -> Path:
    """Temporary files of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def everything(agency, other_agency) -> set[str]:
    """A file in every column that names one, of two agencies; their names."""
    for one in (agency, other_agency):
        store(one)
        shown = store(one, picture(), "a.jpg")
        assert all(rendition(shown, side) for side in LongestSide)
        run = ImportRun.objects.create(agency=one, kind="vcard")
        ImportSource.objects.create(run=run, name="a.vcf").keep(b"BEGIN:VCARD")
        export = BulkRun.objects.create(agency=one, kind=EXPORT)
        export.file.save("a.csv", ContentFile(b"a;b"))
    return on_disk()


def test_files_that_rows_name_stay_of_every_model_and_agency(everything):
    filled = {
        (model, column)
        for model, column in file_columns()
        if model._base_manager.exclude(**{column: ""}).exists()
    }
    assert filled == set(file_columns())
    orphan = leave()
    with later():
        swept = sweep()
    assert (swept.count, swept.size) == (1, 100)
    assert on_disk() == everything
    assert orphan not in everything


def test_every_file_of_the_product_is_found_by_its_name():
    """A new FileField has to be named by `random_name` and to lie in the one store."""
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.FileField)
    ]
    assert len(fields) == len(file_columns()) >= 4
    assert [str(field) for field in fields if field.upload_to is not random_name] == []
    assert [str(field) for field in fields if field.storage != default_storage] == []


def test_nothing_younger_than_a_day_is_touched(agency):
    store(agency)
    leave()
    before = on_disk()
    assert sweep().count == 0
    with later(23):
        assert sweep().count == 0
    assert on_disk() == before
    assert timedelta(hours=24) == SAFE_AGE


def test_a_file_that_is_being_written_stays(agency):
    store(agency)
    old = leave()
    being_written = default_storage.path(leave())
    with open(being_written, "ab") as file:
        time.sleep(1.5)
        file.write(b"more")
        file.flush()
        assert sweep(older_than=timedelta(seconds=1)).count == 1
    assert not default_storage.exists(old)
    assert os.path.exists(being_written)


def test_what_a_backup_brought_back_counts_as_new(agency):
    store(agency)
    restored = default_storage.path(leave())
    os.utime(restored, (0, 0))
    assert sweep().count == 0


def test_a_failed_transaction_leaves_a_file_that_goes(agency):
    kept = store(agency)
    with suppress(ZeroDivisionError), transaction.atomic():
        store(agency)
        raise ZeroDivisionError
    assert len(on_disk()) == 2
    with later():
        assert sweep().count == 1
    assert on_disk() == {str(kept.content.name)}


def test_a_row_that_went_without_its_file(agency):
    kept, gone = store(agency), store(agency)
    StoredFile.objects.filter(pk=gone.pk).delete()  # and the process died before the bytes went
    with later():
        assert sweep().count == 1
    assert on_disk() == {str(kept.content.name)}


def test_only_files_of_ours_are_removed(agency, tmp_path, temporary):
    store(agency)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"x")
    name = random_name(StoredFile(), "")
    (root() / name).parent.mkdir(exist_ok=True)
    (root() / name).symlink_to(elsewhere)
    foreign = [
        root() / "places.xz",
        root() / ".large-picture-0.lock",
        root() / "aa" / "notes.txt",
        temporary / "mine.txt",
        temporary / "immonaut-scratch-x" / "x",
    ]
    for path in foreign:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    (root() / "tmpabc_0123").write_bytes(b"half a table of places")
    (temporary / "openpyxl.a1b2").write_bytes(b"half a workbook")
    folder = Path(tempfile.mkdtemp(prefix=TEMPORARY))
    (folder / "picture.jpg").write_bytes(b"x")
    assert sweep().count == 0
    with later():
        assert sweep().count == 3
    assert not folder.exists()
    assert all(path.exists() for path in [*foreign, elsewhere])
    assert (root() / name).is_symlink()


def test_with_a_database_that_names_no_file_nothing_is_removed(agency):
    names = {leave(), leave()}
    with later():
        with pytest.raises(DomainError):
            sweep()
        assert sweep_files() == 0
        with pytest.raises(CommandError, match="nichts entfernt"):
            call_command("sweep_files")
    assert on_disk() == names


def test_many_files_cost_a_bounded_number_of_queries_and_of_names(agency, monkeypatch):
    monkeypatch.setattr(sweeping, "CHUNK", 50)
    used = {str(store(agency).content.name) for _ in range(60)}
    for _ in range(140):
        leave()
    with later(), CaptureQueriesContext(connection) as queries:
        assert sweep().count == 140
    assert on_disk() == used
    most = 200 / 50 * len(file_columns()) + len(file_columns())
    assert len(queries) <= most


def test_the_command_says_what_it_would_remove_and_then_does(agency, capsys):
    store(agency)
    orphan = leave()
    with later():
        call_command("sweep_files", "--dry-run")
        assert default_storage.exists(orphan)
        dry = capsys.readouterr().out.splitlines()
        call_command("sweep_files", "--older-than", "20")
        done = capsys.readouterr().out.splitlines()
        call_command("sweep_files")
        again = capsys.readouterr().out.splitlines()
    line = f"{default_storage.path(orphan)}\t100"
    assert dry == [line, "1 Dateien, 100 Bytes würden entfernt"]
    assert done == [line, "1 Dateien, 100 Bytes entfernt"]
    assert again == ["0 Dateien, 0 Bytes entfernt"]
    assert not default_storage.exists(orphan)


@pytest.mark.parametrize("hours", ["0", "0.5", "-3", "nan", "inf", "1e300"])
def test_the_command_refuses_ages_that_are_none(hours, agency):
    store(agency)
    orphan = leave()
    with later(), pytest.raises(CommandError):
        call_command("sweep_files", f"--older-than={hours}")
    assert default_storage.exists(orphan)


# Takes an upload in and stands still: while it is copied, or before the row is committed.
UPLOADER = """
import io, sys, time
from base.accounts.models import Agency
from base.files.services import store_file
from base.files.storing import storing
class Slow(io.BytesIO):
    reads = 0
    def read(self, *size):
        self.reads += 1
        if self.reads > {reads}:
            stop()
        return super().read(*size)
def stop():
    print("now", flush=True)
    time.sleep(60)
agency = Agency.objects.get(slug="huber")
with storing():
    store_file(agency=agency, source=Slow(b"a,b\\n" * 100_000), name="a.csv")
    stop()
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("reads", "is_whole"), [(6, False), (10_000, True)])
def test_a_process_killed_in_the_middle_of_an_upload(agency, temporary, reads, is_whole):
    kept = store(agency)
    name = str(connection.settings_dict["NAME"])
    env = {
        **os.environ,
        "FILES_DIR": str(root()),
        "TMPDIR": str(temporary),
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
    }
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", UPLOADER.format(reads=reads)]
    with subprocess.Popen(command, cwd=BASE, env=env, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "now\n"
        process.kill()
    (left,) = on_disk() - {str(kept.content.name)}
    assert (default_storage.size(left) == 400_000) is is_whole
    assert StoredFile.objects.count() == 1
    assert sweep().count == 0
    with later():
        assert sweep().count == 1
    assert on_disk() == {str(kept.content.name)}
    assert list(temporary.iterdir()) == []


def test_uploads_in_progress_have_no_names(temporary):
    content = b"x" * 3_000_000
    request = RequestFactory().post("/", {"file": ContentFile(content, "a.pdf"), "a": "b"})
    uploaded = request.FILES["file"]
    assert list(temporary.iterdir()) == []
    assert (uploaded.name, uploaded.size, uploaded.read()) == ("a.pdf", len(content), content)
    assert request.POST["a"] == "b"
    uploaded.close()


def test_discarding_leaves_nothing_to_sweep(agency, django_capture_on_commit_callbacks):
    kept, gone = store(agency), store(agency, picture(), "a.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(stored=gone)
    assert on_disk() == {str(kept.content.name)}
    with later():
        assert sweep().count == 0
