"""How a stored file leaves: as a download, never as a page that could run."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from base.files.models import StoredFile

SANDBOX = "default-src 'none'; sandbox"


def file_response(stored: StoredFile, *, thumbnail: bool = False) -> FileResponse:
    """The bytes with `nosniff` and a sandbox policy.

    Pictures, which were drawn anew on upload, may be shown in place; everything else is an
    attachment. Raises Http404 when the bytes are gone.
    """
    field = stored.thumbnail if thumbnail and stored.thumbnail else stored.content
    try:
        opened = default_storage.open(str(field.name), "rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        opened,
        as_attachment=not stored.is_image,
        filename=stored.name,
        content_type=stored.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = (
        "private, max-age=3600" if stored.is_image else "private, no-store"
    )
    return response
