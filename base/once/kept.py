"""What somebody sent when they were no longer signed in: kept until they are again."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from hashlib import blake2b
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from base.encryption import decrypt, encrypt
from base.once.keys import NOBODY, is_key_of, is_somebodys, sent_key, user_id_of
from base.once.models import KeptInput
from base.once.sent import LEFT_OUT
from base.once.views import BACK

# Long enough to find the second factor, short enough to be forgotten the same day.
LASTS = timedelta(hours=1)
PARAMETER = "eingabe"
_LARGEST = 512 * 1024


@dataclass(frozen=True)
class Kept:
    """A form as it was sent: where to, under which key, with which fields."""

    address: str
    key: str
    pairs: list[tuple[str, str]]
    had_files: bool

    def is_of(self, user_id: int) -> bool:
        """Whether the form had been shown to this person."""
        return is_key_of(self.key, user_id)


def keep_input(request: HttpRequest) -> str | None:
    """Keeps what was sent and names the page that shows it again.

    None where there is nothing to keep, or where it cannot be told whose it is: a form carries in
    its key whom it was shown to.
    """
    key, user_id = sent_key(request), user_id_of(request)
    is_theirs = is_key_of(key, user_id) if user_id != NOBODY else is_somebodys(key)
    if not key or not is_theirs:
        return None
    names = [name for name in request.POST if name not in LEFT_OUT | {BACK}]
    pairs = [(name, value) for name in names for value in request.POST.getlist(name)]
    kept = Kept(request.get_full_path(), key, pairs, bool(request.FILES))
    contents = json.dumps(asdict(kept))
    if len(contents) > _LARGEST:
        return None
    token = secrets.token_urlsafe(16)
    KeptInput.objects.create(pk=_stored(token), contents=encrypt(contents), at=timezone.now())
    return f"{reverse('once:resume')}?{urlencode({PARAMETER: token})}"


def find_input(token: str) -> Kept | None:
    """What was kept under `token`, while it lasts."""
    row = KeptInput.objects.filter(pk=_stored(token), at__gt=timezone.now() - LASTS).first()
    return Kept(**json.loads(decrypt(row.contents))) if row else None


def forget_input(token: str) -> None:
    """Removes what was kept under `token`."""
    KeptInput.objects.filter(pk=_stored(token)).delete()


def forget_old_input() -> int:
    """Removes what nobody came back for."""
    return KeptInput.objects.filter(at__lt=timezone.now() - LASTS).delete()[0]


def _stored(token: str) -> UUID:
    # The token itself is nowhere but in the address: the database does not open it.
    return UUID(bytes=blake2b(token.encode(), digest_size=16).digest())
