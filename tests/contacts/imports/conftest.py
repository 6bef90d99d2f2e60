"""Uploading vCards."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from base.jobs.models import ImportRun

UPLOAD = "/kontakte/import/"


@pytest.fixture
def start(agent_client):
    """Uploads files, given as (name, content), and gives the review's address and the run."""

    def upload(*files):
        uploads = [SimpleUploadedFile(name, content) for name, content in files]
        response = agent_client.post(UPLOAD, {"files": uploads})
        assert response.status_code == 303, response.content.decode()[:2000]
        return response.headers["Location"], ImportRun.objects.latest("pk")

    return upload
