"""The pass that *Dokumente ansehen* hands out: part of the address, so it needs no cookie.

It names the view that was counted, so that each opening and download belongs to one; it lasts
half a day, after which the address leads back to the landing page. It opens nothing by itself:
the link's own token and validity are checked with every request.
"""

from django.core.signing import BadSignature, TimestampSigner

from sharing.models import ShareLink

_LASTS = 12 * 60 * 60
# Stands for a colleague's look at the page, which is neither counted nor recorded.
PREVIEW = 0


def _signer(link: ShareLink) -> TimestampSigner:
    return TimestampSigner(salt=f"immonaut.share.view:{link.identity}")


def make_pass(link: ShareLink, view_id: int) -> str:
    """The pass for one view of `link`."""
    return _signer(link).sign(str(view_id)).replace(":", ".")


def read_pass(link: ShareLink, text: str) -> int | None:
    """The view that the pass stands for; None for one that is made up or too old."""
    try:
        return int(_signer(link).unsign(text.replace(".", ":"), max_age=_LASTS))
    except (BadSignature, ValueError):
        return None
