"""What was sent: the identity of a form, and a digest of its contents."""

from __future__ import annotations

from hashlib import blake2b
from uuid import UUID

from django.http import HttpRequest

from base.once.keys import FIELD

# They differ from one rendering to the next and say nothing about what is wanted.
LEFT_OUT = frozenset({FIELD, "csrfmiddlewaretoken"})


def identity_of(request: HttpRequest, key: str, user_id: int) -> UUID:
    """Key, person and address: one form may have buttons that lead to several addresses."""
    return _digest([key.encode(), str(user_id).encode(), request.get_full_path().encode()])


def digest_of(request: HttpRequest) -> UUID:
    """All fields in their order, and all files with their contents."""
    parts: list[bytes] = []
    for name, values in request.POST.lists():
        if name not in LEFT_OUT:
            parts += [name.encode(), *(value.encode("utf-8", "replace") for value in values)]
            parts.append(b"")
    for name, files in request.FILES.lists():
        for file in files:
            contents = blake2b(digest_size=16)
            for chunk in file.chunks():
                contents.update(chunk)
            file.seek(0)
            parts += [name.encode(), str(file.name).encode(), contents.digest()]
    return _digest(parts)


def _digest(parts: list[bytes]) -> UUID:
    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return UUID(bytes=whole.digest())
