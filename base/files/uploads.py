"""Bounds an upload while it streams in: too large stops at once and leaves no half file."""

from __future__ import annotations

import tempfile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitedFileUploadHandler(FileUploadHandler):
    """Writes uploads to temporary files and gives up on the first byte too many.

    The files have no names: a process that is killed in the middle leaves none of them.

    What was cut off is named in `request.META["immonaut.rejected_uploads"]`, so that a view can
    say which file was too large; the form's other fields are kept.
    """

    total = 0
    received = 0
    file: UploadedFile[bytes]

    def new_file(self, *args: object, **kwargs: object) -> None:
        self.received = 0
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.file = UploadedFile(
            tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR),  # noqa: SIM115 - Django closes it
            self.file_name,
            self.content_type,
            0,
            self.charset,
            self.content_type_extra,
        )

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.received += len(raw_data)
        self.total += len(raw_data)
        if self.total > settings.UPLOAD_MAX_REQUEST_BYTES:
            self._reject()
            raise StopUpload(connection_reset=True)
        if self.received <= settings.UPLOAD_MAX_FILE_BYTES:
            self.file.write(raw_data)
        return None

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        if self.received > settings.UPLOAD_MAX_FILE_BYTES:
            self._reject()
            self.file.close()
            return None
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def _reject(self) -> None:
        if self.request is not None:
            self.request.META.setdefault("immonaut.rejected_uploads", []).append(self.file_name)
