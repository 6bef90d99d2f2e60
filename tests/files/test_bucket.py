"""The same store in a bucket: a server that speaks S3 over HTTP takes the files in."""

import io
from datetime import timedelta

import boto3
import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone
from moto.server import ThreadedMotoServer

from base.files.models import StoredFile, random_name
from base.files.services import discard_file, store_file
from base.files.serving import file_response
from base.files.storing import storing
from base.files.sweeping import sweep
from tests.files.test_taking_in import PDF, picture

pytestmark = pytest.mark.django_db
KEYS = {"access_key": "immonaut", "secret_key": "immonaut"}


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def bucket(endpoint, settings):
    found = boto3.resource(
        "s3",
        endpoint_url=endpoint,
        region_name="us-east-1",
        aws_access_key_id=KEYS["access_key"],
        aws_secret_access_key=KEYS["secret_key"],
    ).Bucket("immonaut")
    found.create()
    options = {
        "bucket_name": found.name,
        "endpoint_url": endpoint,
        "region_name": "us-east-1",
        **KEYS,
        **settings.S3_OPTIONS,
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": settings.S3_BACKEND, "OPTIONS": options},
    }
    yield found
    found.objects.all().delete()


def keys(bucket) -> set[str]:
    return {item.key for item in bucket.objects.all()}


def store(agency, content: bytes = PDF, name: str = "a.pdf") -> StoredFile:
    with storing():
        return store_file(agency=agency, source=io.BytesIO(content), name=name)


def sent(stored: StoredFile, **headers) -> tuple[int, bytes]:
    request = RequestFactory().get("/", headers=headers)
    response = file_response(request, stored)
    return response.status_code, b"".join(response)


def test_a_file_lies_in_the_bucket_and_nowhere_else(agency, bucket, tmp_path):
    stored = store(agency, picture(), "a.jpg")
    assert keys(bucket) == {stored.content.name, stored.thumbnail.name}
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_it_leaves_whole_and_in_parts(agency):
    content = PDF + bytes(range(256)) * 4000
    stored = store(agency, content)
    assert sent(stored) == (200, content)
    assert sent(stored, range="bytes=100-299999") == (206, content[100:300_000])
    assert sent(stored, range="bytes=-7") == (206, content[-7:])
    assert sent(stored, range=f"bytes={len(content)}-")[0] == 416


def test_it_goes_with_its_row(agency, bucket, django_capture_on_commit_callbacks):
    stored = store(agency)
    with django_capture_on_commit_callbacks(execute=True):
        discard_file(stored=stored)
    assert keys(bucket) == set()


def test_bytes_that_are_gone_are_not_found(agency, bucket):
    stored = store(agency)
    bucket.Object(stored.content.name).delete()
    with pytest.raises(Http404):
        sent(stored)


def test_what_no_row_names_is_swept_after_a_day(agency, bucket):
    kept = store(agency)
    orphan = default_storage.save(random_name(StoredFile(), ""), ContentFile(b"x" * 100))
    other = default_storage.save("of-somebody-else/report.txt", ContentFile(b"x"))
    assert sweep().count == 0
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        swept = sweep()
    assert (swept.count, swept.size) == (1, 100)
    assert keys(bucket) == {kept.content.name, other}
    assert orphan not in keys(bucket)
