"""The whole address of a page, for mails and documents.

It is made of the installation's own address (PUBLIC_URL), never of what a request says it asked:
whoever sends a reset request with a forged Host header must not choose where its link leads.
"""

from django.conf import settings


def absolute(path: str) -> str:
    """`path` (»/s/…/«) below the address of this installation."""
    return f"{settings.PUBLIC_URL}{path}"
